"""How to cite a statement: who, what, where and when, and the address, in that order."""

from __future__ import annotations

from collections.abc import Iterator

from publish.content.passages import plain
from publish.content.statement import Emphasis, Inline, Link, Run
from publish.text.dressed import Text
from publish.text.isolate import inlines
from publish.text.prepare import address

_STOPS = (".", "!", "?", "…", "。", "।", "۔", "؟")
_STOP = ". "


def citation(text: Text, page: str | None) -> tuple[Inline, ...]:
    """A citation after ISO 690: the meeting as author, title, adoption, address.

    The address is that of the source, else ``page``, the whole address of the site's own page;
    without either the citation has none.
    """
    parts = [part for part in _parts(text, page) if part]
    line: list[Inline] = []
    for part in parts:
        if line:
            line.append(Run(" " if plain(line).endswith(_STOPS) else _STOP))
        line.extend(part)
    return tuple(line)


def _parts(text: Text, page: str | None) -> Iterator[tuple[Inline, ...]]:
    if text.maker:
        yield inlines(text.maker, text.profile)
    title = (*text.title, *((Run(": "), *text.subtitle) if text.subtitle else ()))
    yield (Emphasis(title),)
    if text.symbol:
        yield (address(text.symbol, text.profile.direction),)
    yield text.adopted
    if link := text.source_url or page:
        yield (Link(link, (address(link, text.profile.direction),)),)
