"""How a line that is broken is filled: what each space, letter and joint gets of what it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from publish.typeset.elongation import Place, Share, shares
from publish.typeset.paragraph.glue import (
    LETTER_STRETCH,
    SPACE_STRETCH,
    TRACKED_FROM,
    WIDEST_SPACE,
)

LOOSEST_IDEOGRAPHS = 3.0
"""The ratio up to which a line is filled between ideographs: more would tear it apart."""

WIDEST_BEFORE_STROKES = 0.3
"""By how much of itself a space gets wider before words do."""


class Piece(NamedTuple):
    """What is in a line: how wide it is, whether its letters expand, and what gives in it.

    ``gives`` has for each character that gives: where it is, and how much it can at a ratio of 1
    when stretched and when shrunk. ``later`` is the same of what gives only when that is not
    enough: ideographs and their marks. ``letters`` are where there is a letter with one after it,
    and ``tracking`` is what can be added after each.
    """

    width: float
    expands: bool
    gives: Sequence[tuple[int, float, float]]
    letters: Sequence[int] = ()
    tracking: float = 0.0
    later: Sequence[tuple[int, float, float]] = ()


@dataclass(frozen=True, slots=True)
class Fill:
    """How a line is filled: the factor for letters that expand, and what characters get.

    ``left`` is what is lacking all the same, for it would tear a hole; it is less than nothing
    where a line stands out, for its words would run into each other. ``shifts`` is how far
    glyphs move whose blank on the left has changed.
    """

    scale: float = 1.0
    given: dict[int, float] = field(default_factory=dict)
    left: float = 0.0
    shifts: dict[int, float] = field(default_factory=dict)


def fill(pieces: Sequence[Piece], lack: float) -> Fill:
    """Share out among pieces what a line lacks of its measure; it may be less than nothing.

    Letters take their part as long as they bear it, and what gives takes the rest. Where that is
    much, a little is added between letters before spaces get wider still.
    """
    letters = sum(piece.width for piece in pieces if piece.expands)
    which = 1 if lack > 0 else 2
    gives = [each for piece in pieces for each in piece.gives if each[which] > 0]
    can_give = sum(each[which] for each in gives)
    capacity = can_give + LETTER_STRETCH * letters
    later = _later(pieces, lack, capacity)
    lack -= sum(later.values())
    if not capacity:
        return Fill(given=later, left=lack)
    ratio = max(-1.0, min(1.0, lack / capacity))
    scale = 1 + ratio * LETTER_STRETCH if letters else 1.0
    rest = lack - letters * (scale - 1)
    tracked = _tracked(pieces, rest - TRACKED_FROM * can_give)
    rest -= sum(tracked.values())
    most = can_give * (WIDEST_SPACE - 1) / SPACE_STRETCH
    left = max(0.0, rest - most)
    if left:
        rest = can_give
        left = lack - letters * (scale - 1) - sum(tracked.values()) - rest
    elif lack < 0 and rest < -can_give:
        rest, left = -can_give, rest + can_give
    given = {at: rest * give[which - 1] / can_give for at, *give in gives if can_give}
    for at, each in later.items():
        given[at] = given.get(at, 0.0) + each
    return Fill(scale, tracked | given, left)


def _later(pieces: Sequence[Piece], lack: float, capacity: float) -> dict[int, float]:
    """What is given among ideographs of what is more than all else is able to give."""
    over = abs(lack) - capacity
    which = 1 if lack > 0 else 2
    gives = [each for piece in pieces for each in piece.later if each[which] > 0]
    can_give = sum(each[which] for each in gives)
    if over <= 0 or not can_give:
        return {}
    ratio = min(over / can_give, LOOSEST_IDEOGRAPHS) if lack > 0 else -min(over / can_give, 1.0)
    return {at: ratio * give[which - 1] for at, *give in gives}


def _tracked(pieces: Sequence[Piece], over: float) -> dict[int, float]:
    """What is added after letters of a line that lacks so much more than it should."""
    can_give = sum(len(piece.letters) * piece.tracking for piece in pieces)
    if over <= 0 or not can_give:
        return {}
    part = min(1.0, over / can_give)
    return {at: part * piece.tracking for piece in pieces for at in piece.letters}


def strokes(
    places: Sequence[Place | None],
    lack: float,
    spaces: float,
    stroke: float,
    size: float,
    taken: Sequence[tuple[float, float]],
    at: Sequence[float],
) -> list[Share]:
    """Which words of a line get longer, and by how many strokes.

    ``places`` are the words' best, ``at`` where those stand in the line; ``spaces`` is how wide
    the line's spaces are together, ``stroke`` how wide a stroke is, ``size`` that of the font.
    None stands where the line above has one (``taken``, from and to). Lengths are in one unit.
    """
    wanted = lack - WIDEST_BEFORE_STROKES * spaces
    if wanted < stroke / 2 or stroke <= 0:
        return []
    free = [
        place if place is not None and not _is_taken(x, taken, size) else None
        for place, x in zip(places, at, strict=True)
    ]
    count = max(1, round(wanted / stroke))
    return shares(free, count, stroke / size)


def _is_taken(x: float, taken: Sequence[tuple[float, float]], size: float) -> bool:
    return any(start - size < x < end + size for start, end in taken)
