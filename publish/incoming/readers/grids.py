"""Tables of other people's documents: which are tables of data, and which only place things."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from publish.content.passages import text_of
from publish.content.statement import (
    Block,
    Break,
    Emphasis,
    Foreign,
    Inline,
    Link,
    Paragraph,
    Row,
    Run,
    Strong,
    Table,
)
from publish.content.tables import MAX_COLUMNS
from publish.incoming.readers.elements import name_of
from publish.text.flatten import joined

_LONGEST: Final = 600
"""A cell with more characters is a column of text, as in a text beside its translation."""
_MOST: Final = 4
"""As is one with more paragraphs."""
_ALIGNED: Final = ("left", "center", "right")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it was read: its blocks, each with its language, and what it spans."""

    blocks: tuple[tuple[Block, str | None], ...]
    columns: int = 1
    rows: int = 1
    is_head: bool = False
    alignment: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of data, and whether something in it could not be said in the same way."""

    table: Table
    has_spans: bool
    has_no_head: bool


def rows_of(element: etree._Element) -> Iterator[list[etree._Element]]:
    """The cells of each row of a table, without those of tables in it."""
    for child in element:
        name = name_of(child)
        if name in ("thead", "tbody", "tfoot"):
            yield from rows_of(child)
        elif name == "tr":
            yield [cell for cell in child if name_of(cell) in ("td", "th")]


def cell_of(element: etree._Element, blocks: Sequence[tuple[Block, str | None]]) -> Cell:
    """A cell with what was read in it."""
    style = element.get("style", "").replace(" ", "").lower()
    aligned = element.get("align", "").lower()
    for each in _ALIGNED:
        aligned = each if f"text-align:{each}" in style else aligned
    return Cell(
        tuple(blocks),
        _span(element, "colspan"),
        _span(element, "rowspan"),
        name_of(element) == "th",
        aligned if aligned in _ALIGNED else "",
    )


def _span(element: etree._Element, name: str) -> int:
    text = element.get(name, "1")
    return max(1, min(int(text), MAX_COLUMNS)) if text.isdecimal() and len(text) < 6 else 1


def grid_of(rows: Sequence[Sequence[Cell]], line: int) -> Grid | None:
    """The table of data that some rows are; None for rows that only place things on a page."""
    if not all(_is_short(cell) for row in rows for cell in row):
        return None
    if len({tag for row in rows for cell in row for _, tag in cell.blocks}) > 1:
        return None
    laid = _laid(rows)
    width = max((len(row) for row in laid), default=0)
    if len(laid) < 2 or not 2 <= width <= MAX_COLUMNS:
        return None
    if not any(laid[0]) or any(not any(text_of(cell) for cell in row) for row in laid):
        laid = [row for row in laid if any(text_of(cell) for cell in row)]
        if len(laid) < 2:
            return None
    numbers = [next((b.line for c in row for b, _ in c.blocks), line) for row in rows]
    made = [
        Row((*row, *[()] * (width - len(row))), numbers[min(at, len(numbers) - 1)])
        for at, row in enumerate(laid)
    ]
    first = rows[0]
    aligned = [cell.alignment for cell in (rows[-1] if len(rows[-1]) == width else first)]
    alignments = (*aligned, *[""] * width)[:width]
    return Grid(
        Table(made[0], tuple(made[1:]), tuple(alignments), line),
        any(cell.columns > 1 or cell.rows > 1 for row in rows for cell in row),
        not all(cell.is_head for cell in first),
    )


def _laid(rows: Sequence[Sequence[Cell]]) -> list[list[tuple[Inline, ...]]]:
    """The rows with as many cells as they have columns: what spans several stands in the first."""
    taken: dict[tuple[int, int], bool] = {}
    laid: list[list[tuple[Inline, ...]]] = []
    for number, row in enumerate(rows):
        cells: list[tuple[Inline, ...]] = []
        for cell in row:
            while taken.get((number, len(cells))):
                cells.append(())
            if len(cells) >= MAX_COLUMNS + 1:
                break
            at = len(cells)
            cells.append(_content(cell))
            cells += [()] * (cell.columns - 1)
            for below in range(number + 1, min(number + cell.rows, len(rows))):
                taken |= {(below, column): True for column in range(at, at + cell.columns)}
        while taken.get((number, len(cells))):
            cells.append(())
        laid.append(cells)
    return laid


def _is_short(cell: Cell) -> bool:
    """Whether a cell has a few short paragraphs, and nothing else."""
    blocks = [block for block, _ in cell.blocks]
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    length = sum(len(text_of(block.content)) for block in paragraphs)
    return len(paragraphs) == len(blocks) <= _MOST and length <= _LONGEST


def _content(cell: Cell) -> tuple[Inline, ...]:
    """What a cell says, on one line."""
    content: list[Inline] = []
    for block, _ in cell.blocks:
        assert isinstance(block, Paragraph)
        content += [Run(" ")] if content else []
        content += _on_one_line(block.content)
    return joined(content)


def _on_one_line(content: Sequence[Inline]) -> Iterator[Inline]:
    for piece in content:
        match piece:
            case Break():
                yield Run(" ")
            case Emphasis() | Strong() | Link() | Foreign():
                yield replace(piece, content=tuple(_on_one_line(piece.content)))
            case _:
                yield piece
