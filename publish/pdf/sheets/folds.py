"""Folds and stacks sheets in thought, whatever planned them: in which order are their pages read?

A sheet is a grid of places, each a leaf with a page on either face. A fold turns half of the
grid under the other half; a cut through the whole pile lays half of it under the rest as it is.
Whoever folds until one place is left holds leaves, and reads them from the top. No plan is
asked: every way to fold is tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product, takewhile
from typing import Final, Literal, NamedTuple

from publish.impose.sheet import Binding

Axis = Literal["across", "down"]
"""Which way a sheet is halved: ``across`` its width, or ``down`` its height."""


class Face(NamedTuple):
    """One side of a leaf: its page, None where it is blank, and how far that is turned.

    ``turn`` is in degrees against the clock, seen from the side that the face is on.
    """

    page: int | None
    turn: int = 0


class Leaf(NamedTuple):
    """A piece of paper between its faces."""

    up: Face
    down: Face

    def over(self, axis: Axis) -> Leaf:
        """The leaf turned over as a fold does that halves the sheet ``axis``."""
        half = 180 if axis == "down" else 0
        return Leaf(_turned(self.down, half), _turned(self.up, half))


Pile = tuple[Leaf, ...]
Grid = Mapping[tuple[int, int], Pile]
"""Piles by column, from the left, and row, from the bottom."""


@dataclass(frozen=True, slots=True)
class Step:
    """A fold, and which half stays: the ``far`` one is the right one or the upper."""

    axis: Axis
    far: bool


@dataclass(frozen=True, slots=True)
class Booklet:
    """Leaves as they are read, and the side that they hang together on, seen on page 1."""

    pages: tuple[int | None, ...]
    turns: frozenset[int]
    spine: Binding | None


class Rank(NamedTuple):
    """How near a booklet comes to the one that is wanted: the more that is true, the nearer.

    ``agreeing`` is how many pages are read in order from the first on.
    """

    in_order: bool
    blanks_last: bool
    upright: bool
    bound: bool
    agreeing: int
    booklet: Booklet

    @property
    def sound(self) -> bool:
        """Whether it is the one that is wanted."""
        return self.in_order and self.blanks_last and self.upright and self.bound


_AXES: Final[tuple[Axis, Axis]] = ("across", "down")


def nearest(sheets: Sequence[Grid], *, nested: bool, pages: int, binding: Binding | None) -> Rank:
    """What comes nearest to pages 1 to ``pages`` in order, of all that can be folded.

    Raises ValueError where the places are not such as can be folded in halves.
    """
    made = (_rank(each, pages, binding) for each in booklets(sheets, nested=nested))
    return max(made, key=lambda rank: rank[:-1])


def _rank(booklet: Booklet, pages: int, binding: Binding | None) -> Rank:
    ordered = tuple(range(1, pages + 1))
    shown = tuple(page for page in booklet.pages if page is not None)
    agreeing = takewhile(lambda pair: pair[0] == pair[1], zip(booklet.pages, ordered, strict=False))
    return Rank(
        shown == ordered,
        booklet.pages[:pages] == ordered,
        len(booklet.turns) == 1,
        binding in (None, booklet.spine),
        len(list(agreeing)),
        booklet,
    )


def booklets(sheets: Sequence[Grid], *, nested: bool) -> Iterator[Booklet]:
    """What becomes of sheets, outermost or first sheet first, in every way to fold them.

    ``nested`` sheets lie in one another, as for staples; others on one another, as for glue.
    All sheets have the same places; they may be cut apart before they are folded.
    """
    for pile in (sheets, *(_cut(sheets, far=far) for far in (True, False))):
        if not pile:
            continue
        columns, rows = (1 + max(place[side] for place in pile[0]) for side in (0, 1))
        for steps in _ways(columns, rows):
            folded = [fold(sheet, steps) for sheet in pile]
            yield _read(_nested(folded) if nested else _stacked(folded), steps[-1])


def _cut(sheets: Sequence[Grid], *, far: bool) -> Sequence[Grid]:
    """All sheets cut between their rows at once: one half of the pile, and below it the other."""
    rows = 1 + max(row for _, row in sheets[0])
    if rows % 2:
        return ()
    half = rows // 2
    upper, lower = (
        [
            {(column, row % half): pile for (column, row), pile in sheet.items() if take(row)}
            for sheet in sheets
        ]
        for take in (half.__le__, half.__gt__)
    )
    return [*upper, *lower] if far else [*lower, *upper]


def fold(grid: Grid, steps: Sequence[Step]) -> Pile:
    """The pile that a sheet becomes."""
    for step in steps:
        grid = _halved(grid, step)
    (pile,) = grid.values()
    return pile


def _halved(grid: Grid, step: Step) -> Grid:
    side = _AXES.index(step.axis)
    size = 1 + max(place[side] for place in grid)
    half = size // 2
    folded: dict[tuple[int, int], Pile] = {}
    for place, pile in grid.items():
        if (place[side] >= half) != step.far:
            continue
        other = size - 1 - place[side]
        column, row = (other, place[1]) if side == 0 else (place[0], other)
        moved = tuple(leaf.over(step.axis) for leaf in reversed(grid[column, row]))
        kept = place[side] - (half if step.far else 0)
        at = (kept, place[1]) if side == 0 else (place[0], kept)
        folded[at] = pile + moved
    return folded


def _ways(columns: int, rows: int) -> Iterator[tuple[Step, ...]]:
    """Every way to fold a grid until one place is left; the last fold is the spine."""
    across, down = columns.bit_length() - 1, rows.bit_length() - 1
    if 2**across != columns or 2**down != rows or across + down == 0:
        return
    for axes in product(_AXES, repeat=across + down):
        if axes.count("across") != across:
            continue
        for halves in product((True, False), repeat=len(axes)):
            yield tuple(Step(axis, far) for axis, far in zip(axes, halves, strict=True))


def _stacked(piles: Sequence[Pile]) -> Pile:
    return tuple(leaf for pile in piles for leaf in pile)


def _nested(piles: Sequence[Pile]) -> Pile:
    """Each sheet in the middle of the one before it."""
    first = [leaf for pile in piles for leaf in pile[: len(pile) // 2]]
    second = [leaf for pile in reversed(piles) for leaf in pile[len(pile) // 2 :]]
    return (*first, *second)


def _read(pile: Pile, last: Step) -> Booklet:
    faces = [face for leaf in pile for face in leaf]
    turns = frozenset(face.turn for face in faces if face.page is not None)
    spine = None
    if len(turns) == 1:
        (turn,) = turns
        # The fold is on the near side of the half that stays. Turning content against the
        # clock turns its sides along: its left is at the bottom after a quarter.
        edge = {("across", True): 0, ("down", True): 90, ("across", False): 180}
        spine = _SPINES.get((edge.get((last.axis, last.far), 270) - turn) % 360)
    return Booklet(tuple(face.page for face in faces), turns, spine)


_SPINES: Final[Mapping[int, Binding]] = {0: "left", 180: "right"}


def _turned(face: Face, degrees: int) -> Face:
    return Face(face.page, (face.turn + degrees) % 360)
