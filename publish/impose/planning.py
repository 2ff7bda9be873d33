"""The plan: which pages stand where on which sheet. Nothing here knows of PDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from publish.errors import CommandError, Problem
from publish.impose.schemes import Gathering, Scheme, Table
from publish.impose.sheet import OTHER, Binding, Cell, Sheet, Side

_SPINES: Final[Mapping[str, Binding | None]] = {"<": "left", ">": "right", "|": None}

Group = tuple[int, ...]
"""The pages of the document that a sheet takes: what the numbers of a table stand for."""


def plan(pages: int, scheme: Scheme, binding: Binding) -> tuple[Sheet, ...]:
    """The sheets for a document of so many pages, in the order in which they are printed.

    Blank cells stand for pages after the last, whichever side the spine is on. Raises
    CommandError where the scheme is for one sheet and the pages are more.
    """
    if pages < 1:
        raise CommandError(Problem("there are no pages to impose."))
    if scheme.most is not None and pages > scheme.most:
        raise CommandError(
            Problem(
                f"{pages} pages do not fit on the one sheet of “{scheme.name}”, which takes "
                f"{scheme.most}.",
                remedy="Choose another scheme, such as saddle-2up.",
            )
        )
    groups = tuple(_GATHERINGS[scheme.gathering](pages, scheme))
    sheets = []
    for number, group in enumerate(groups, 1):
        depths = _depths(scheme, group, pages)
        sides = (
            _side(table, scheme, binding, depths, group, pages)
            for table in (scheme.front, scheme.back)
        )
        front, back = sides
        signature = number if scheme.finish == "perfect" else 0
        sheets.append(Sheet(front, back, signature))
    return tuple(sheets)


def padded(pages: int, scheme: Scheme) -> int:
    """How many pages there are with the blank ones that fill the last sheet."""
    if scheme.gathering == "repeated":
        return pages + pages % 2
    return -(-pages // scheme.group) * scheme.group


def _side(
    table: Table,
    scheme: Scheme,
    binding: Binding,
    depths: Mapping[int, int],
    group: Group,
    pages: int,
) -> Side:
    """The cells of a table's side; for binding on the right the sheet is seen in a mirror."""
    cells = []
    for row, entries in enumerate(table):
        for column, entry in enumerate(entries):
            page = group[abs(entry) - 1]
            spine = _SPINES[scheme.spines[column]]
            mirrored = binding == "right"
            cells.append(
                Cell(
                    column=scheme.columns - 1 - column if mirrored else column,
                    row=row,
                    page=page if page <= pages else None,
                    turned=entry < 0,
                    depth=depths[page],
                    spine=OTHER[spine] if spine and mirrored else spine,
                )
            )
    return tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))


def _depths(scheme: Scheme, group: Group, pages: int) -> Mapping[int, int]:
    """How many leaves lie around each page's leaf, within its booklet or signature."""
    if scheme.finish not in ("saddle", "perfect"):
        return dict.fromkeys(group, 0)
    first, last = (1, padded(pages, scheme)) if scheme.finish == "saddle" else (group[0], group[-1])
    return {page: min(page - first, last - page) // 2 for page in group}


# --- Gathering ----------------------------------------------------------------------


def _in_turn(pages: int, scheme: Scheme) -> Iterator[Group]:
    for first in range(1, pages + 1, scheme.group):
        yield tuple(range(first, first + scheme.group))


def _nested(pages: int, scheme: Scheme) -> Iterator[Group]:
    total = padded(pages, scheme)
    for sheet in range(total // 4):
        yield _around(sheet, total)


def _cut_and_nested(pages: int, scheme: Scheme) -> Iterator[Group]:
    total = padded(pages, scheme)
    half = total // 8
    for sheet in range(half):
        yield _around(sheet, total) + _around(sheet + half, total)


def _around(sheet: int, total: int) -> Group:
    """The four pages of the sheet that lies inside so many others."""
    first, last = 2 * sheet + 1, total - 2 * sheet
    return (first, first + 1, last - 1, last)


def _repeated(pages: int, _: Scheme) -> Iterator[Group]:
    for first in range(1, pages + 1, 2):
        yield (first, first + 1)


_GATHERINGS: Final[Mapping[Gathering, Callable[[int, Scheme], Iterator[Group]]]] = {
    "in turn": _in_turn,
    "nested": _nested,
    "cut and nested": _cut_and_nested,
    "repeated": _repeated,
}
