"""Lists that were typed: paragraphs that begin with a bullet or number, made lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

from publish.content.inline import MAX_DEPTH
from publish.content.statement import Block, Inline, Item, ListBlock, Paragraph, Run
from publish.incoming.marks import Mark, mark_of
from publish.incoming.page import Page, Piece
from publish.incoming.shapes import is_title_like
from publish.incoming.words import said
from publish.text.flatten import joined

_LONG: Final = 80
"""A numbered paragraph that stands alone is no heading if it is as long."""


def with_typed_lists(page: Page) -> Page:
    """A page whose typed lists are lists.

    One mark alone, if it might be a dash or a year, is left as the words it is, unless the numbers
    of the page go on before it or after it: paragraphs of resolutions are numbered from the first
    to the last, whatever stands between.
    """
    return replace(page, pieces=tuple(_pieces(page.pieces)))


def _pieces(pieces: Sequence[Piece]) -> Iterator[Piece]:
    at = 0
    last: dict[str, int] = {}
    ahead = {
        (mark.sign, mark.number): number
        for number, piece in enumerate(pieces)
        if isinstance(piece.block, Paragraph) and (mark := _mark(piece.block))
    }
    while at < len(pieces):
        found = _run(pieces, at)
        first = found[0][1] if found else None
        is_list = len(found) > 1 or any(mark.is_certain for _, mark in found)
        if first and not is_list and first.number is not None and not _is_heading(found[0][0]):
            is_list = last.get(first.sign) == first.number - 1 or (
                first.number == 1 and ahead.get((first.sign, 2), 0) > at
            )
        if is_list and first:
            yield replace(pieces[at], block=_list(found))
            last |= {mark.sign: mark.number for _, mark in found if mark.number is not None}
            at += len(found)
        else:
            yield pieces[at]
            at += 1


def _is_heading(block: Paragraph) -> bool:
    return is_title_like(block) and len(said(block)) < _LONG


def _run(pieces: Sequence[Piece], at: int) -> list[tuple[Paragraph, Mark]]:
    """The paragraphs from one on that are items of a list, or of lists in it."""
    marked: list[tuple[Paragraph, Mark]] = []
    for piece in islice(pieces, at, None):
        mark = _mark(piece.block) if isinstance(piece.block, Paragraph) else None
        if mark is None or not isinstance(piece.block, Paragraph):
            break
        marked.append((piece.block, mark))
    found: list[tuple[Paragraph, Mark]] = []
    way: list[Mark] = []
    for number, (block, mark) in enumerate(marked):
        own = _next(way, mark, [each for _, each in marked[number + 1 :]])
        if own is None:
            break
        found.append((block, own))
    return found


def _next(way: list[Mark], mark: Mark, after: Sequence[Mark]) -> Mark | None:
    """What a mark is behind those on the way, from the outermost list in; the way goes on with it.

    None where it begins a list that stands in no other.
    """
    for reading in mark.readings():
        for depth in reversed(range(len(way))):
            if reading.follows(way[depth]):
                del way[depth:]
                way.append(reading)
                return reading
    if not way:
        way.append(mark)
        return mark
    goes_on = any(later.follows(way[-1]) for each in after for later in each.readings())
    for reading in mark.readings():
        is_other = all(reading.sign != each.sign for each in way)
        inner = is_other and (reading.number == 1 or (reading.number is None and goes_on))
        if inner and way[-1].number is not None and len(way) < MAX_DEPTH:
            way.append(reading)
            return reading
    return None


def _mark(block: Paragraph) -> Mark | None:
    first = block.content[0] if block.content else None
    # Marks are read in plain characters only, and a role says that a paragraph is one.
    return mark_of(first.text) if isinstance(first, Run) and block.role is None else None


@dataclass(slots=True)
class _Open:
    """A list that may go on."""

    first: Mark
    last: Mark
    line: int
    items: list[tuple[int, list[Block | _Open]]] = field(default_factory=list)

    def closed(self) -> ListBlock:
        items = tuple(
            Item(tuple(each.closed() if isinstance(each, _Open) else each for each in inner), line)
            for line, inner in self.items
        )
        ordered = self.first.number is not None
        start = self.first.number or 0 if ordered else 1
        return ListBlock(ordered, items, self.line, start, numbers=self.first.kind)


def _list(run: Sequence[tuple[Paragraph, Mark]]) -> ListBlock:
    """The list of some items, each of which goes on with a list or begins one in the last."""
    way: list[_Open] = []
    outermost: _Open | None = None
    for block, mark in run:
        going_on = [at for at, each in enumerate(way) if mark.follows(each.last)]
        if going_on:
            del way[going_on[-1] + 1 :]
        else:
            begun = _Open(mark, mark, block.line)
            if way:
                way[-1].items[-1][1].append(begun)
            way.append(begun)
            outermost = outermost or begun
        way[-1].last = mark
        item = replace(block, content=_after(block.content, mark))
        way[-1].items.append((block.line, [item]))
    assert outermost is not None
    return outermost.closed()


def _after(content: tuple[Inline, ...], mark: Mark) -> tuple[Inline, ...]:
    """The content of an item without the mark before it."""
    first = content[0]
    assert isinstance(first, Run)
    return joined((Run(first.text[len(mark.text) :]), *content[1:]))
