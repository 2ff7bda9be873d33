"""What is printed beside the pages: where to cut, where to fold, and which sheet it is.

All of it lies outside what stays when the sheet has been cut, and only where there is room.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from publish.impose.geometry import Box, Grid, PlacedSide
from publish.press.marks import Line

OFFSET_MM = 4.0
"""From the trim to a mark: more than the bleed."""
LENGTH_MM = 5.0
LEAST_MM = 6.0
"""Less room than this beside the pages takes no marks."""

_DASH_MM = 1.0
_STEP_MM = 6.0
_TICK_MM = 2.0
_COLLATING_MM = 5.0


def has_room(grid: Grid) -> bool:
    """Whether marks find place around the pages."""
    block = grid.block
    return min(block.left, block.bottom) >= LEAST_MM


def marks(side: PlacedSide, grid: Grid) -> tuple[Line, ...]:
    """Cut marks at the corners of every leaf, dashed fold marks, and the collating mark.

    A leaflet that fills its sheet has only short ticks on its inside, at the ends of the folds.
    """
    block = _around(side.cells)
    if not has_room(grid):
        return tuple(_ticks(side, block)) if side.is_leaflet and side.is_back else ()
    length = min(LENGTH_MM, min(block.left, block.bottom) - OFFSET_MM)
    return (
        *_cuts(side, block, length),
        *(dash for x in side.folds for dash in _dashes(x, block, length)),
        *_collating(side, block),
    )


def _around(cells: tuple[Box, ...]) -> Box:
    return Box(
        min(cell.left for cell in cells),
        min(cell.bottom for cell in cells),
        max(cell.right for cell in cells),
        max(cell.top for cell in cells),
    )


def _cuts(side: PlacedSide, block: Box, length: float) -> Iterator[Line]:
    """Marks outside the block, in line with every edge where paper is cut."""
    near, far = OFFSET_MM, OFFSET_MM + length
    uprights = {edge for cell in side.cells for edge in (cell.left, cell.right)}
    for x in sorted(uprights):
        if any(abs(x - fold) < 0.01 for fold in side.folds):
            continue
        yield Line(x, block.bottom - near, x, block.bottom - far)
        yield Line(x, block.top + near, x, block.top + far)
    for y in sorted({edge for cell in side.cells for edge in (cell.bottom, cell.top)}):
        yield Line(block.left - near, y, block.left - far, y)
        yield Line(block.right + near, y, block.right + far, y)


def _dashes(x: float, block: Box, length: float) -> Iterator[Line]:
    """A dashed line above and below the block, in line with a fold."""
    steps = [OFFSET_MM + _DASH_MM * step for step in range(int(length / _DASH_MM) + 1)]
    for near, far in list(pairwise(steps))[::2]:
        yield Line(x, block.bottom - near, x, block.bottom - far)
        yield Line(x, block.top + near, x, block.top + far)


def _ticks(side: PlacedSide, block: Box) -> Iterator[Line]:
    for x in side.folds:
        yield Line(x, block.bottom, x, block.bottom + _TICK_MM)
        yield Line(x, block.top - _TICK_MM, x, block.top)


def _collating(side: PlacedSide, block: Box) -> Iterator[Line]:
    """A bar across the last fold, lower for each signature: in the gathered book, a staircase.

    It is drawn on the outside only, and lies in the fold, half on either leaf, where a spine is
    milled off.
    """
    if side.signature == 0 or side.is_back or not side.folds:
        return
    x = side.folds[-1]
    top = block.top - (_STEP_MM + _COLLATING_MM) * (side.signature - 1) % block.height
    for offset in (-0.2, 0.0, 0.2):
        yield Line(x + offset, top - _COLLATING_MM, x + offset, top)
