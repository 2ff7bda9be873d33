"""The pages that the server itself makes: counts, and a list where a folder has no entrance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

from jinja2 import Environment

from publish.catalogue.amounts import size
from publish.design.css import with_colours
from publish.design.design import Design
from publish.editions import EDITIONS
from publish.language.names import autonym
from publish.language.numerals import digits
from publish.language.profile import Profile
from publish.language.profiles import profile
from publish.making.manifest import Entry
from publish.resources import templates
from publish.serving.counts import Count, by

STYLE = "/serving.css"


def style(design: Design) -> bytes:
    """The style sheet of these pages, in the colours of ``design``."""
    sheet = (files("publish") / "templates" / "serving" / "serving.css").read_text("utf-8")
    return with_colours(design.palettes, sheet).encode()


def counts_page(counts: Iterable[Count], tag: str) -> bytes:
    """How many downloads there were, by language and by edition, in the language ``tag``."""
    counts = tuple(counts)
    spoken = profile(tag, tag)

    def number(value: int) -> str:
        return digits(value, spoken.numerals)

    editions = tuple(name for name in EDITIONS if any(c.entry.edition == name for c in counts))
    cells = {
        language: tuple(_sum(counts, language, edition) for edition in editions)
        for language in by("language", counts)
    }
    return _render(
        "counts",
        spoken,
        editions=[spoken.edition(name).text for name in editions],
        rows=[
            (_language(language), [number(cell) for cell in (*row, sum(row))])
            for language, row in cells.items()
        ],
        sums=[number(by("edition", counts)[name]) for name in editions],
        total=number(sum(count.downloads for count in counts)),
    )


def _sum(counts: Iterable[Count], language: str, edition: str) -> int:
    return sum(
        count.downloads
        for count in counts
        if (count.entry.language, count.entry.edition) == (language, edition)
    )


def list_page(entries: Iterable[Entry], tag: str) -> bytes:
    """The files of a build by language, each group in its own, under a heading in ``tag``."""
    order = list(EDITIONS)

    def rank(entry: Entry) -> tuple[str, str, int]:
        return entry.language, entry.statement, order.index(entry.edition)

    own = (entry for entry in entries if entry.edition in EDITIONS and entry.variant is None)
    offered = sorted(own, key=rank)
    groups = [
        (_language(language), entries[0].title, [_file(entry) for entry in entries])
        for (language, _), group in groupby(offered, key=lambda e: (e.language, e.statement))
        if (entries := list(group))
    ]
    return _render("files", profile(tag, tag), groups=groups)


def _file(entry: Entry) -> Mapping[str, str]:
    spoken = profile(entry.language, entry.language)
    return {
        "href": f"/{entry.path}",
        "edition": spoken.edition(entry.edition).text,
        "media_type": entry.media_type,
        "kind": entry.path.rpartition(".")[2].upper(),
        "size": size(entry.bytes, spoken),
    }


def _language(tag: str) -> Mapping[str, str]:
    return {"tag": tag, "name": autonym(tag), "direction": profile(tag, tag).direction}


@cache
def _environment() -> Environment:
    return templates()


def _render(name: str, spoken: Profile, **context: Any) -> bytes:
    """A page in a language; ``word`` gives templates its interface words."""
    page = _environment().get_template(f"serving/{name}.html.j2")

    def word(key: str) -> str:
        return spoken.word(key).text

    html = page.render(
        style=STYLE, language=spoken.tag, direction=spoken.direction, word=word, **context
    )
    return html.encode()
