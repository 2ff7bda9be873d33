"""The pages that the server itself makes: counts, and a list where a folder has no entrance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from publish.build.manifest import Entry
from publish.catalogue.amounts import size
from publish.editions import EDITIONS
from publish.language.names import autonym
from publish.language.profiles import profile
from publish.serving.counts import Count, by

STYLE = "/serving.css"

_ENGLISH = profile("en", "en")


@cache
def style() -> bytes:
    """The style sheet of these pages."""
    return (files("publish") / "templates" / "serving" / "serving.css").read_bytes()


def counts_page(counts: Iterable[Count]) -> bytes:
    """How many downloads there were, by language and by edition, for whoever keeps the table."""
    counts = tuple(counts)
    editions = tuple(name for name in EDITIONS if any(c.entry.edition == name for c in counts))
    cells = {
        tag: tuple(_sum(counts, tag, edition) for edition in editions)
        for tag in by("language", counts)
    }
    return _render(
        "counts",
        editions=[_edition(name) for name in editions],
        rows=[(_language(tag), row, sum(row)) for tag, row in cells.items()],
        sums=[by("edition", counts)[name] for name in editions],
        total=sum(count.downloads for count in counts),
    )


def _sum(counts: Iterable[Count], language: str, edition: str) -> int:
    return sum(
        count.downloads
        for count in counts
        if (count.entry.language, count.entry.edition) == (language, edition)
    )


def list_page(entries: Iterable[Entry]) -> bytes:
    """The files of a build by language, each group named and written in its own."""
    order = list(EDITIONS)

    def rank(entry: Entry) -> tuple[str, str, int]:
        return entry.language, entry.statement, order.index(entry.edition)

    offered = sorted((entry for entry in entries if entry.edition in EDITIONS), key=rank)
    groups = [
        (_language(language), entries[0].title, [_file(entry) for entry in entries])
        for (language, _), group in groupby(offered, key=lambda e: (e.language, e.statement))
        if (entries := list(group))
    ]
    return _render("files", groups=groups)


def _file(entry: Entry) -> Mapping[str, str]:
    spoken = profile(entry.language, entry.language)
    return {
        "href": f"/{entry.path}",
        "edition": spoken.word(EDITIONS[entry.edition].word).text,
        "media_type": entry.media_type,
        "kind": entry.path.rpartition(".")[2].upper(),
        "size": size(entry.bytes, spoken),
    }


def _language(tag: str) -> Mapping[str, str]:
    return {"tag": tag, "name": autonym(tag), "direction": profile(tag, tag).direction}


def _edition(name: str) -> str:
    return _ENGLISH.word(EDITIONS[name].word).text


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _render(name: str, **context: Any) -> bytes:
    page = _environment().get_template(f"serving/{name}.html.j2")
    return page.render(style=STYLE, **context).encode()
