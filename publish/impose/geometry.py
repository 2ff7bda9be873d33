"""Where everything lies on a sheet. Lengths are millimetres, from the lower left corner.

A page is placed by its trim box. Around it lies its bleed, as far as there is room that no other
page needs: none at a spine, half the gutter between neighbours.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from publish.errors import CommandError, Problem
from publish.impose.schemes import Scheme
from publish.impose.sheet import Cell, Duplex, Sheet, Side
from publish.impose.sizes import SHEETS, SLACK_MM, Size, fitting, lying

MARKS_MM = 7.5
"""The room on each side, bleed included, that a sheet with marks has at least: that of SRA4."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom

    def wider(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The box with so much more on each side."""
        return Box(self.left - left, self.bottom - bottom, self.right + right, self.top + top)

    def moved(self, x: float, y: float) -> Box:
        """The box somewhere else."""
        return Box(self.left + x, self.bottom + y, self.right + x, self.top + y)

    def turned_in(self, width: float, height: float) -> Box:
        """The box after the sheet that it is on has been turned by half a circle."""
        return Box(width - self.right, height - self.top, width - self.left, height - self.bottom)


@dataclass(frozen=True, slots=True)
class Page:
    """What is known of a page: its trimmed size, and how much bleed it has on every side."""

    width: float
    height: float
    bleed: float = 0.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A page in its place.

    ``trim`` is where its leaf is cut; ``clip`` what may be printed. ``shift`` is how far to the
    right the page is moved against its leaf, for creep. ``turned`` ones stand upside down.
    """

    page: int
    trim: Box
    clip: Box
    shift: float
    turned: bool


@dataclass(frozen=True, slots=True)
class PlacedSide:
    """One side of a sheet: its pages, and the cells that are cut out or folded."""

    pages: tuple[Placed, ...]
    cells: tuple[Box, ...]
    folds: tuple[float, ...]
    """The x of upright folds within the block of cells."""
    signature: int
    is_back: bool
    is_leaflet: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns and rows of a sheet: where each begins, and how large the whole is."""

    lefts: tuple[float, ...]
    bottoms: tuple[float, ...]
    widths: tuple[float, ...]
    heights: tuple[float, ...]
    gutter: float
    sheet_name: str
    sheet: Size

    def cell(self, column: int, row: int) -> Box:
        """The leaf in a cell, rows counted from the top."""
        left, bottom = self.lefts[column], self.bottoms[row]
        return Box(left, bottom, left + self.widths[column], bottom + self.heights[row])

    @property
    def block(self) -> Box:
        """All cells together."""
        first, last = self.cell(0, len(self.bottoms) - 1), self.cell(len(self.lefts) - 1, 0)
        return Box(first.left, first.bottom, last.right, last.top)


def grid(
    scheme: Scheme,
    plan: Sequence[Sheet],
    pages: Sequence[Page],
    sheet_name: str | None,
    gutter: float | None,
) -> Grid:
    """The grid that holds these pages, in the middle of a sheet.

    Without ``sheet_name``, on the smallest sheet that takes the block, with its marks where
    pages have bleed. Raises CommandError where that sheet is too small, or there is none.
    """
    bleed = max(page.bleed for page in pages)
    widths, heights = _extents(scheme, plan, pages)
    between = 2 * bleed if gutter is None else gutter
    gaps = [0.0 if _joined(scheme, column) else between for column in range(scheme.columns - 1)]
    width = sum(widths) + sum(gaps)
    rows_apart = 0.0 if scheme.finish == "fold" else between
    height = sum(heights) + rows_apart * (scheme.rows - 1)
    room = max(bleed, MARKS_MM) if bleed else 0.0
    chosen = sheet_name or fitting(width + 2 * room, height + 2 * room)
    if chosen is None or chosen not in SHEETS:
        remedy = f"There are: {', '.join(SHEETS)}."
        named = f'there is no sheet "{chosen}".' if chosen else "no sheet is large enough."
        raise CommandError(Problem(named, remedy=remedy))
    sheet = lying(chosen, width, height)
    if width > sheet[0] + SLACK_MM or height > sheet[1] + SLACK_MM:
        raise CommandError(
            Problem(
                f"the pages of “{scheme.name}” take {width:g} × {height:g} mm, more than a sheet "
                f"of {chosen} has.",
                remedy="Name a larger sheet, or leave the choice to Publish.",
            )
        )
    lefts = _starts(widths, gaps, (sheet[0] - width) / 2)
    from_top = _starts(heights, [rows_apart] * (scheme.rows - 1), (sheet[1] - height) / 2)
    bottoms = tuple(sheet[1] - top - tall for top, tall in zip(from_top, heights, strict=True))
    return Grid(lefts, bottoms, widths, heights, between, chosen, sheet)


def _extents(
    scheme: Scheme, plan: Sequence[Sheet], pages: Sequence[Page]
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """How wide each column is and how tall each row: as the largest page that lies in it."""
    widths, heights = [0.0] * scheme.columns, [0.0] * scheme.rows
    for sheet in plan:
        for side, is_back in ((sheet.front, False), (sheet.back, True)):
            for cell in side:
                if cell.page is None:
                    continue
                column = scheme.columns - 1 - cell.column if is_back else cell.column
                page = pages[cell.page - 1]
                widths[column] = max(widths[column], page.width)
                heights[cell.row] = max(heights[cell.row], page.height)
    # A column that is blank throughout is as wide as its pages would be.
    return (
        tuple(width or max(widths) for width in widths),
        tuple(height or max(heights) for height in heights),
    )


def _joined(scheme: Scheme, column: int) -> bool:
    """Whether a column and the next are one piece of paper: bound together, or folded."""
    return scheme.finish == "fold" or scheme.spines[column : column + 2] == "><"


def _starts(lengths: Sequence[float], gaps: Sequence[float], first: float) -> tuple[float, ...]:
    starts = [first]
    for length, gap in zip(lengths, gaps, strict=False):
        starts.append(starts[-1] + length + gap)
    return tuple(starts)


def place(
    side: Side,
    grid: Grid,
    scheme: Scheme,
    pages: Sequence[Page],
    *,
    thickness: float,
    is_back: bool,
    duplex: Duplex,
    signature: int = 0,
) -> PlacedSide:
    """Everything on one side of a sheet, as the printer needs it.

    Creep: a sheet inside ``n`` others lies further out by ``n`` times the paper's thickness once
    they are folded, for each goes round the ones inside it. Its pages are moved towards the
    spine by as much, so that after trimming all outer margins are alike.

    The back is turned by half a circle where the printer turns the sheet about its horizontal
    edge, lest every second page stand upside down.
    """
    if is_back:
        grid = _mirrored(grid)
    cells = tuple(grid.cell(cell.column, cell.row) for cell in side)
    placed = tuple(
        _placed(cell, box, grid, scheme, pages[cell.page - 1], thickness)
        for cell, box in zip(side, cells, strict=True)
        if cell.page is not None
    )
    folds = _folds(scheme, grid)
    if is_back and turns_head_over(grid.sheet, duplex):
        width, height = grid.sheet
        cells = tuple(box.turned_in(width, height) for box in cells)
        placed = tuple(_turned(page, width, height) for page in placed)
        folds = tuple(width - x for x in folds)
    return PlacedSide(placed, cells, folds, signature, is_back, scheme.finish == "fold")


def turns_head_over(sheet: Size, duplex: Duplex) -> bool:
    """Whether the edge about which the printer turns the sheet lies horizontally."""
    lies = sheet[0] > sheet[1]
    return lies == (duplex == "long-edge")


def creep_of(plan: Sequence[Sheet], thickness: float) -> float:
    """How far the innermost page is moved against the outermost one."""
    depths = [cell.depth for sheet in plan for side in (sheet.front, sheet.back) for cell in side]
    return max(depths) * thickness


def _placed(
    cell: Cell, box: Box, grid: Grid, scheme: Scheme, page: Page, thickness: float
) -> Placed:
    assert cell.page is not None
    towards_spine = {"left": -1.0, "right": 1.0, None: 0.0}[cell.spine]
    shift = towards_spine * cell.depth * thickness
    # A page that is narrower than its column lies at its spine, or in the middle.
    spare = box.width - page.width
    left = {"left": 0.0, "right": spare, None: spare / 2}[cell.spine]
    trim = Box(
        box.left + left,
        box.bottom + (box.height - page.height) / 2,
        box.left + left + page.width,
        box.bottom + (box.height + page.height) / 2,
    )
    return Placed(cell.page, trim, _clip(cell, trim, grid, scheme, page.bleed), shift, cell.turned)


def _clip(cell: Cell, trim: Box, grid: Grid, scheme: Scheme, bleed: float) -> Box:
    """The trim with as much of the bleed as there is room for."""
    within = min(bleed, grid.gutter / 2)
    last_column, last_row = len(grid.widths) - 1, len(grid.heights) - 1

    def beside(neighbour: int, is_edge: bool, side: str) -> float:
        if cell.spine == side:
            return 0.0
        if is_edge:
            return bleed
        joined = _joined(scheme, min(cell.column, neighbour))
        return 0.0 if joined else within

    rows = 0.0 if scheme.finish == "fold" else within
    return trim.wider(
        beside(cell.column - 1, cell.column == 0, "left"),
        bleed if cell.row == last_row else rows,
        beside(cell.column + 1, cell.column == last_column, "right"),
        bleed if cell.row == 0 else rows,
    )


def _folds(scheme: Scheme, grid: Grid) -> tuple[float, ...]:
    """Where the sheet is folded upright: between leaves that are one piece of paper."""
    return tuple(
        grid.lefts[column] + grid.widths[column]
        for column in range(len(grid.widths) - 1)
        if math.isclose(
            grid.lefts[column] + grid.widths[column], grid.lefts[column + 1], abs_tol=1e-6
        )
        and scheme.finish != "cut"
    )


def _mirrored(grid: Grid) -> Grid:
    """The grid seen from behind."""
    width = grid.sheet[0]
    lefts = tuple(
        width - left - wide for left, wide in zip(grid.lefts[::-1], grid.widths[::-1], strict=True)
    )
    return Grid(
        lefts,
        grid.bottoms,
        grid.widths[::-1],
        grid.heights,
        grid.gutter,
        grid.sheet_name,
        grid.sheet,
    )


def _turned(placed: Placed, width: float, height: float) -> Placed:
    return Placed(
        placed.page,
        placed.trim.turned_in(width, height),
        placed.clip.turned_in(width, height),
        -placed.shift,
        not placed.turned,
    )
