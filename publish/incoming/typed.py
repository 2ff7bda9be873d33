"""Lists that were typed: paragraphs that begin with a bullet or number, made lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from publish.content.statement import Inline, Item, ListBlock, Paragraph, Run
from publish.incoming.marks import Mark, mark_of
from publish.incoming.page import Page, Piece
from publish.text.flatten import joined


def with_typed_lists(page: Page) -> Page:
    """A page whose typed lists are lists.

    One mark alone, if it might be a dash or a year, is left as the words it is.
    """
    return replace(page, pieces=tuple(_pieces(page.pieces)))


def _pieces(pieces: Sequence[Piece]) -> Iterator[Piece]:
    at = 0
    while at < len(pieces):
        run = list(_run(pieces, at))
        if len(run) > 1 or any(mark.is_certain for _, mark in run):
            yield replace(pieces[at], block=_list(run))
            at += len(run)
        else:
            yield pieces[at]
            at += 1


def _run(pieces: Sequence[Piece], at: int) -> Iterator[tuple[Paragraph, Mark]]:
    """The paragraphs from one on that are items of the same list, with their marks."""
    last: Mark | None = None
    for piece in islice(pieces, at, None):
        mark = _mark(piece.block) if isinstance(piece.block, Paragraph) else None
        if mark is None or not isinstance(piece.block, Paragraph):
            return
        counts = last is None or last.number is None or mark.number == last.number + 1
        if last and (mark.sign != last.sign or not counts):
            return
        yield piece.block, mark
        last = mark


def _mark(block: Paragraph) -> Mark | None:
    first = block.content[0] if block.content else None
    # Marks are read in plain characters only, and a role says that a paragraph is one.
    return mark_of(first.text) if isinstance(first, Run) and block.role is None else None


def _list(run: Sequence[tuple[Paragraph, Mark]]) -> ListBlock:
    items = (
        Item((replace(block, content=_after(block.content, mark)),), block.line)
        for block, mark in run
    )
    block, mark = run[0]
    ordered = mark.number is not None
    return ListBlock(ordered, tuple(items), block.line, mark.number or 1 if ordered else 1)


def _after(content: tuple[Inline, ...], mark: Mark) -> tuple[Inline, ...]:
    """The content of an item without the mark before it."""
    first = content[0]
    assert isinstance(first, Run)
    return joined((Run(first.text[len(mark.text) :]), *content[1:]))
