"""Two texts in step: on which page, and how deep on it, each of their rows begins.

A row is a paragraph, a heading or an item, and what answers to it in the other text. Both begin
on one baseline; the next row begins below the longer of the two. A row that does not fit is
divided at the foot of the page, each of its sides between lines of its own, and the side that
is done first waits. Nothing here knows of fonts or pages as they are laid out: lengths go in,
places come out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from publish.errors import Problem, TypesetError
from publish.typeset.measures import Measure

ORPHANS = WIDOWS = 2
"""The fewest lines of a paragraph at the foot and at the head of a page, as in text.css."""

_SLACK_PT = 0.01  # what rounding may add to a length
_ABOVE_FOOT_PT = 0.1  # so that rounding does not push the last row off its page

Row = tuple[Measure | None, Measure | None]


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A depth on a page; pages are counted from 0."""

    page: int
    depth_pt: float


@dataclass(frozen=True, slots=True)
class Step:
    """Where one side of a row goes.

    ``start`` is its upper edge, ``end`` its lower one, maybe on a later page. ``space_pt`` is
    what is left above it: since the row before it on its own side, or since the head of its
    page where that is a new one (``turns``; more than one, where pages stay empty).
    ``divided`` are the numbers of lines on each page.
    """

    start: Point
    end: Point
    space_pt: float
    turns: int
    divided: tuple[int, ...] = ()


Steps = tuple[Step | None, Step | None]


def in_step(rows: Sequence[Row], height_pt: float) -> tuple[Steps, ...]:
    """The steps of both sides for each row, on pages whose text is ``height_pt`` high.

    Rows that belong together stand on one page with the beginning of the next. The last row
    stands at the foot of its page. Raises TypesetError where a row that must not be divided
    is higher than a page.
    """
    steps: list[Steps] = []
    ends = (Point(0, 0.0), Point(0, 0.0))
    for number, row in enumerate(rows):
        is_last = number == len(rows) - 1
        placed = _here(rows, number, ends, height_pt)
        if placed is None:
            placed = _on_next_page(row, ends, height_pt)
        if is_last:
            placed = _at_foot(placed, height_pt)
        steps.append(placed)
        ends = _ends(placed, ends)
    return tuple(steps)


def _here(
    rows: Sequence[Row], number: int, ends: tuple[Point, Point], height_pt: float
) -> Steps | None:
    """A row below the one before it; None if it, or what must stay with it, does not fit."""
    row = rows[number]
    end = max(ends)
    at_head = end.depth_pt == 0
    space = 0.0 if at_head else max(side.gap_pt for side in row if side)
    placed = _placed(row, Point(end.page, end.depth_pt + space), ends, height_pt)
    if placed is None or not _holds(rows, number):
        return placed
    after = _ends(placed, ends)
    is_whole = max(after).page == end.page
    return placed if is_whole and _here(rows, number + 1, after, height_pt) else None


def _holds(rows: Sequence[Row], number: int) -> bool:
    """Whether the row after this one must begin on its page."""
    following = rows[number + 1] if number + 1 < len(rows) else ()
    return any(side.with_next for side in rows[number] if side) or any(
        side.with_previous for side in following if side
    )


def _on_next_page(row: Row, ends: tuple[Point, Point], height_pt: float) -> Steps:
    placed = _placed(row, Point(max(ends).page + 1, 0.0), ends, height_pt)
    if placed is None:
        raise TypesetError(
            Problem(
                "a block is higher than a page, and cannot stand beside its translation.",
                remedy="Divide it into several, in both languages.",
            )
        )
    return placed


def _placed(row: Row, start: Point, ends: tuple[Point, Point], height_pt: float) -> Steps | None:
    """Both sides with their first baselines on one line; None if a side does not fit."""
    ascent = max(side.ascent_pt for side in row if side)
    steps: list[Step | None] = []
    for side, end in zip(row, ends, strict=True):
        if side is None:
            steps.append(None)
            continue
        top = Point(start.page, start.depth_pt + ascent - side.ascent_pt)
        step = _step(side, top, end, height_pt)
        if step is None:
            return None
        steps.append(step)
    return steps[0], steps[1]


def _step(side: Measure, top: Point, before: Point, height_pt: float) -> Step | None:
    turns = top.page - before.page
    space = top.depth_pt if turns else top.depth_pt - before.depth_pt
    if top.depth_pt + side.height_pt <= height_pt + _SLACK_PT:
        return Step(top, Point(top.page, top.depth_pt + side.height_pt), space, turns)
    counts = tuple(_divided(side.lines_pt, top.depth_pt, height_pt))
    if not counts:
        return None
    rest = side.height_pt - side.lines_pt[sum(counts[:-1]) - 1]
    return Step(top, Point(top.page + len(counts) - 1, rest), space, turns, counts)


def _divided(lines: Sequence[float], depth_pt: float, height_pt: float) -> Iterator[int]:
    """How many lines stand on each page; none if too few fit on the first."""
    done, total = 0, len(lines)
    while done < total:
        above = lines[done - 1] if done else 0.0
        fitting = sum(depth_pt + line - above <= height_pt + _SLACK_PT for line in lines[done:])
        if fitting < total - done:
            fitting = min(fitting, total - done - WIDOWS)
            if fitting < ORPHANS:
                return
        yield fitting
        done += fitting
        depth_pt = 0.0


def _at_foot(placed: Steps, height_pt: float) -> Steps:
    """The row as deep on its page as it can be; as it was where it is divided."""
    if any(step.divided for step in placed if step):
        return placed
    deepest = max(step.end.depth_pt for step in placed if step)
    spare = max(0.0, height_pt - _ABOVE_FOOT_PT - deepest)
    left, right = (step and _lowered(step, spare) for step in placed)
    return left, right


def _lowered(step: Step, by_pt: float) -> Step:
    return replace(
        step,
        start=Point(step.start.page, step.start.depth_pt + by_pt),
        end=Point(step.end.page, step.end.depth_pt + by_pt),
        space_pt=step.space_pt + by_pt,
    )


def _ends(placed: Steps, before: tuple[Point, Point]) -> tuple[Point, Point]:
    """How far each side has come."""
    left, right = (step.end if step else end for step, end in zip(placed, before, strict=True))
    return left, right


def pages_with(steps: Iterable[Step]) -> tuple[int, ...]:
    """The pages that have any of these steps on them, in order."""
    return tuple(
        sorted({page for step in steps for page in range(step.start.page, step.end.page + 1)})
    )
