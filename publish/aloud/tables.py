"""A table's cells in their columns, and the headers that each stands under and beside.

ISO 32000-1, 14.8.4.3.4 and 14.8.5.7: spans, scopes, and headers that cells name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from publish.pdf.tree import Element

_WIDEST: Final = 1_000
"""No table has more columns, or spans over more rows; what says so is not believed."""
_PARTS: Final = frozenset({"THead", "TBody", "TFoot"})


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its ``column`` from 1, over how many it is ``wide``, and its headers."""

    element: Element
    column: int
    wide: int
    headers: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a table, and how many columns it has."""

    rows: tuple[tuple[Cell, ...], ...]
    columns: int


def grid(table: Element) -> Grid:
    """The cells of a table, row by row."""
    identified = {
        each.identifier: each for each in table.elements() if each.identifier and each.role == "TH"
    }
    above: dict[int, Element] = {}
    taken: dict[int, int] = {}  # columns that a cell of a row above reaches into, for how many rows
    rows: list[tuple[Cell, ...]] = []
    columns = 0
    for row in _rows(table):
        cells: list[Cell] = []
        beside: list[Element] = []
        column = 1
        reach = {each: left - 1 for each, left in taken.items() if left > 1}
        for element in row.children():
            if element.role not in {"TH", "TD"}:
                continue
            while column in taken and column <= _WIDEST:
                column += 1
            wide, high = _span(element, "ColSpan"), _span(element, "RowSpan")
            own = range(column, min(column + wide, _WIDEST + 1))
            headers = _named(element, identified) or _met(element, above, beside, own)
            cells.append(Cell(element, column, wide, headers))
            if element.role == "TH":
                if _heads_column(element, len(rows)):
                    above.update(dict.fromkeys(own, element))
                if _heads_row(element, len(rows)):
                    beside.append(element)
            if high > 1:
                reach.update(dict.fromkeys(own, high - 1))
            column += wide
        columns = max(columns, column - 1)
        taken = reach
        rows.append(tuple(cells))
    return Grid(tuple(rows), columns)


def _rows(table: Element) -> Iterator[Element]:
    for kid in table.children():
        if kid.role == "TR":
            yield kid
        elif kid.role in _PARTS:
            yield from _rows(kid)


def _span(element: Element, name: str) -> int:
    span = element.attributes.get(name, 1)
    return min(max(span, 1), _WIDEST) if isinstance(span, int) else 1


def _named(element: Element, identified: Mapping[str, Element]) -> tuple[Element, ...]:
    names = element.attributes.get("Headers", ())
    named = names if isinstance(names, tuple) else ()
    return tuple(identified[name] for name in named if name in identified)


def _met(
    element: Element, above: Mapping[int, Element], beside: list[Element], own: range
) -> tuple[Element, ...]:
    """The headers that are met on the way to a cell: up its columns, then along its row."""
    if element.role == "TH":
        return ()
    up = dict.fromkeys(above[column] for column in own if column in above)
    return (*up, *beside)


def _heads_column(element: Element, row: int) -> bool:
    scope = element.attributes.get("Scope")
    return scope in {"Column", "Both"} or (scope is None and row == 0)


def _heads_row(element: Element, row: int) -> bool:
    scope = element.attributes.get("Scope")
    return scope in {"Row", "Both"} or (scope is None and row > 0)
