"""The schemes: tables of how pages lie on a sheet, for a book that is bound on the left.

A row of a table is a row of cells as one sees them; its numbers are pages of one group, counted
from 1, and a negative one stands upside down. The back is seen after the sheet is turned over
like a leaf, about its vertical axis. For binding on the right every row is read backwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

Table = tuple[tuple[int, ...], ...]

Gathering = Literal["in turn", "nested", "cut and nested", "repeated"]
"""How the pages of a document are dealt out to groups:

- ``in turn``: each sheet takes the next pages;
- ``nested``: each sheet takes the next pages from the front and from the end, inside the last;
- ``cut and nested``: the same with two sheets on one, cut apart: the upper halves, as a pile, lie
  outside the lower ones;
- ``repeated``: each sheet takes the next two pages, as often as they fit.
"""

Finish = Literal["saddle", "perfect", "cut", "fold"]
"""What is made of the sheets: stitched through the fold, glued at the spine, cut, or folded."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """One way to impose.

    ``group`` pages go on a sheet. ``spines`` says for every column whether it is bound at its
    left or right side, with ``|`` for neither. ``most`` is the largest number of pages, where
    there is one: those that make one folded sheet.
    """

    name: str
    title: str
    finish: Finish
    gathering: Gathering
    front: Table
    back: Table
    spines: str
    most: int | None = None

    @property
    def columns(self) -> int:
        """How many cells stand side by side."""
        return len(self.front[0])

    @property
    def rows(self) -> int:
        """How many cells stand one above another."""
        return len(self.front)

    @property
    def group(self) -> int:
        """How many pages a sheet takes from the document."""
        return max(abs(page) for row in (*self.front, *self.back) for page in row)


def _grid(first: int, columns: int, rows: int) -> Table:
    """Cells in the order of reading."""
    return tuple(
        tuple(range(first + columns * row, first + columns * (row + 1))) for row in range(rows)
    )


def _n_up(columns: int, rows: int, title: str) -> Scheme:
    count = columns * rows
    return Scheme(
        name=f"nup-{count}",
        title=title,
        finish="cut",
        gathering="in turn",
        front=_grid(1, columns, rows),
        back=_grid(count + 1, columns, rows),
        spines="|" * columns,
    )


def _repeat(columns: int, rows: int, title: str) -> Scheme:
    return Scheme(
        name=f"repeat-{columns * rows}",
        title=title,
        finish="cut",
        gathering="repeated",
        front=((1,) * columns,) * rows,
        back=((2,) * columns,) * rows,
        spines="|" * columns,
    )


SCHEMES: Final[Mapping[str, Scheme]] = {
    scheme.name: scheme
    for scheme in (
        Scheme(
            name="saddle-2up",
            title="saddle stitch, two pages a side",
            finish="saddle",
            gathering="nested",
            front=((4, 1),),
            back=((2, 3),),
            spines="><",
        ),
        Scheme(
            name="saddle-4up",
            title="saddle stitch, four pages a side, cut across before folding",
            finish="saddle",
            gathering="cut and nested",
            front=((4, 1), (8, 5)),
            back=((2, 3), (6, 7)),
            spines="><",
        ),
        Scheme(
            name="perfect-4",
            title="signatures of 4 pages, one fold",
            finish="perfect",
            gathering="in turn",
            front=((4, 1),),
            back=((2, 3),),
            spines="><",
        ),
        Scheme(
            name="perfect-8",
            title="signatures of 8 pages, two folds at right angles",
            finish="perfect",
            gathering="in turn",
            front=((-5, -4), (8, 1)),
            back=((-3, -6), (2, 7)),
            spines="><",
        ),
        Scheme(
            name="perfect-16",
            title="signatures of 16 pages, three folds at right angles",
            finish="perfect",
            gathering="in turn",
            front=((-5, -12, -9, -8), (4, 13, 16, 1)),
            back=((-7, -10, -11, -6), (2, 15, 14, 3)),
            spines="><><",
        ),
        Scheme(
            name="perfect-32",
            title="signatures of 32 pages, four folds at right angles",
            finish="perfect",
            gathering="in turn",
            front=(
                (4, 29, 28, 5),
                (-13, -20, -21, -12),
                (16, 17, 24, 9),
                (-1, -32, -25, -8),
            ),
            back=(
                (6, 27, 30, 3),
                (-11, -22, -19, -14),
                (10, 23, 18, 15),
                (-7, -26, -31, -2),
            ),
            spines="><><",
        ),
        _n_up(2, 1, "two pages side by side"),
        _n_up(2, 2, "four pages a side"),
        _n_up(4, 2, "eight pages a side"),
        _repeat(2, 1, "the same page twice a side, to be cut"),
        _repeat(2, 2, "the same page four times a side, to be cut"),
        _repeat(4, 2, "the same page eight times a side, to be cut"),
        Scheme(
            name="trifold",
            title="leaflet of three panels, the last folded inwards",
            finish="fold",
            gathering="in turn",
            front=((5, 6, 1),),
            back=((2, 3, 4),),
            spines="|||",
            most=6,
        ),
        Scheme(
            name="zfold",
            title="leaflet of three panels, folded like an accordion",
            finish="fold",
            gathering="in turn",
            front=((1, 2, 3),),
            back=((4, 5, 6),),
            spines="|||",
            most=6,
        ),
        Scheme(
            name="gatefold",
            title="leaflet of four panels, the outer ones folded to the middle",
            finish="fold",
            gathering="in turn",
            front=((2, 7, 8, 1),),
            back=((3, 4, 5, 6),),
            spines="||||",
            most=8,
        ),
        Scheme(
            name="zine",
            title="booklet of eight pages from one side of a sheet, with a slit",
            finish="fold",
            gathering="in turn",
            front=((-5, -4, -3, -2), (6, 7, 8, 1)),
            back=(),
            spines="||||",
            most=8,
        ),
    )
}
"""Every scheme by name."""
