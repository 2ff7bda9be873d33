"""The grid of a page: rows of the height of a line, on which all running text stands."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor
from typing import Any

from weasyprint.text.line_break import strut

RAISED = 0.35
"""By how much of a line a baseline may be raised to the grid; one that is lower is lowered.

Type that is half as large again as the text has its baseline a sixth of a line lower.
"""

SLACK = 1e-3
"""By how much of a line sums of lengths may be wrong."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a page, in CSS pixels.

    The first begins at ``top``; each is as high as the ``leading``, and its baseline is
    ``ascent`` below its upper edge.
    """

    top: float
    leading: float
    ascent: float

    def row(self, baseline: float, raised: float = RAISED) -> int:
        """The row, counted from 0, to which a baseline belongs that may be ``raised`` so far."""
        return ceil((baseline - self.top - self.ascent) / self.leading - raised)

    def edge(self, row: int) -> float:
        """The upper edge of a row, which is the lower one of that above."""
        return self.top + row * self.leading

    def depth(self, bottom: float) -> int:
        """How many rows lie above what reaches down to ``bottom``, all of them or in part."""
        return ceil((bottom - self.top) / self.leading - RAISED)

    def whole(self, bottom: float) -> int:
        """How many rows find place above ``bottom``."""
        return floor((bottom - self.top) / self.leading + SLACK)

    def snapped(
        self, top: float, height: float, baseline: float, raised: float = RAISED
    ) -> tuple[float, float, float]:
        """How a line that begins at ``top`` stands on the grid, where its row ends.

        Gives how far all in it is moved, and the height and the baseline that it has then.
        """
        row = self.row(top + baseline, raised)
        moved = self.edge(row) + self.ascent - (top + baseline)
        last = max(row + 1, self.depth(top + height + moved))
        return moved, self.edge(last) - top, baseline + moved


def grid(page: Any, root_style: Any) -> Grid:
    """The grid of a page, by the lines of the root element."""
    leading, ascent = strut(root_style)
    return Grid(page.content_box_y(), leading, ascent)
