"""Lists of HTML with the numbers that a browser shows (HTML, 4.4.5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from lxml import etree

from publish.content.statement import Block, Item, ListBlock, Paragraph, Run
from publish.incoming.readers.elements import name_of
from publish.incoming.readers.passages import is_tight
from publish.language.counters import DECIMAL
from publish.text.flatten import joined

_KINDS: Final = {"1": "1.", "a": "a.", "A": "A.", "i": "i.", "I": "I."}
"""The kinds of numbers by the type of a list."""


def listed(
    element: etree._Element, items: Sequence[Item], starts: Sequence[int | None]
) -> Iterator[Block]:
    """A list; several, where the page leaves numbers out. One that counts down is paragraphs.

    ``starts`` are the numbers that items have of their own.
    """
    if name_of(element) != "ol":
        yield ListBlock(False, tuple(items), items[0].line, 1, is_tight(items))
        return
    start = number_of(element.get("start", ""))
    if element.get("reversed") is not None:
        yield from _counting_down(items, len(items) if start is None else start)
        return
    kind = _KINDS.get(element.get("type", "1"), DECIMAL)
    number = 1 if start is None else start
    begin = 0
    for at in range(1, len(items) + 1):
        own = starts[begin]
        first = number if own is None else own
        expected = first + at - begin
        if at == len(items) or starts[at] not in (None, expected):
            part = tuple(items[begin:at])
            yield ListBlock(True, part, part[0].line, first, is_tight(part), numbers=kind)
            begin, number = at, expected


def number_of(text: str) -> int | None:
    """The number that an attribute is, if it is one that a list may begin with."""
    return int(text) if text.isdecimal() and len(text) < 10 else None


def without_ident(blocks: tuple[Block, ...], own: str | None) -> tuple[Block, ...]:
    """The blocks of an item that bears the identifier which its first block has too."""
    first = blocks[0]
    if own is None or not isinstance(first, Paragraph):
        return blocks
    return (replace(first, ident=None), *blocks[1:])


def _counting_down(items: Sequence[Item], first: int) -> Iterator[Block]:
    for count, item in enumerate(items):
        head, *rest = item.blocks
        if isinstance(head, Paragraph):
            number = Run(f"{first - count}. ")
            head = replace(head, content=joined((number, *head.content)))
        yield from (head, *rest)
