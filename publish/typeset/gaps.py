"""Pages that are a line or two short are filled up: by whole lines, where there are blank ones.

Only what is already set apart is set further apart, such as a head or a list, and by one line;
not what belongs together, such as a list and the line that leads in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes

from publish.typeset.grid import Grid
from publish.typeset.properties import asks

MOST_OPENED = 3
"""At most so many gaps on a page are a line higher than they would be."""

_AVOIDS = frozenset({"avoid", "avoid-page"})

Box = Any


@dataclass(frozen=True, slots=True)
class _Gap:
    """Blank rows above the child of a number in the last of ``path``, each box in that before."""

    path: tuple[Box, ...]
    child: int
    rows: int


def lines(box: Box) -> Iterator[Box]:
    """The lines in a box that have something in them."""
    if isinstance(box, boxes.LineBox):
        if box.height:
            yield box
        return
    for child in getattr(box, "children", ()):
        yield from lines(child)


def row_of(line: Box, rows: Grid) -> int:
    """The row that a line stands in."""
    return rows.row(line.position_y + line.baseline)


def room(content: Box, rows: Grid) -> int:
    """By how many lines ``fill`` can lengthen what stands on a page."""
    return min(MOST_OPENED, len(_gaps(content, rows)))


def fill(content: Box, rows: Grid, count: int) -> None:
    """Lengthen what stands on a page by ``count`` lines: the widest gaps, the lowest of them."""
    ranked = sorted(enumerate(_gaps(content, rows)), key=lambda found: (-found[1].rows, -found[0]))
    for _, gap in ranked[:count]:
        _open(gap, rows.leading)


def _gaps(content: Box, rows: Grid) -> Sequence[_Gap]:
    return tuple(_gaps_in((content,), rows))


def _gaps_in(path: tuple[Box, ...], rows: Grid) -> Iterator[_Gap]:
    """The gaps between the blocks of a box, and those within each of them, from above."""
    whole = [
        (number, [row_of(line, rows) for line in lines(child)])
        for number, child in enumerate(path[-1].children)
        if isinstance(child, boxes.BlockLevelBox)
        and child.is_in_normal_flow()
        and not asks(child.style, "float", "bottom")
    ]
    filled = [(number, taken) for number, taken in whole if taken]
    for (before, above), (number, below) in pairwise([(-1, []), *filled]):
        child = path[-1].children[number]
        blank = min(below) - max(above, default=min(below)) - 1
        if blank > 0 and path[-1].children[before].style["break_after"] not in _AVOIDS:
            yield _Gap(path, number, blank)
        if isinstance(child, boxes.BlockBox) and not _has_columns(child):
            yield from _gaps_in((*path, child), rows)


def _has_columns(box: Box) -> bool:
    return any(getattr(child, "is_column", False) for child in box.children)


def _open(gap: _Gap, height: float) -> None:
    """Move down what is below a gap."""
    first = gap.child
    for parent, inner in zip(reversed(gap.path), (None, *reversed(gap.path)), strict=False):
        if inner is not None:
            first = next(n for n, each in enumerate(parent.children) if each is inner) + 1
        for child in parent.children[first:]:
            child.translate(dy=height)
        parent.height += height
