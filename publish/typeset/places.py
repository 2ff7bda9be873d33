"""Where codes stand and how far they reach, so that who reads a page finds its words whole.

Text extractors know words by the places of codes: they sort by them, take gaps for spaces, and
what overlaps or is higher for something else. Nothing here moves what is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile
from math import inf

from publish.typeset.direction import LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK
from publish.typeset.glyphs import MARK_STEP, Code, Slot, holds_mark

# What extractors bear (measured, see docs/text-layer.md): a wider gap inside a word is read as
# a space, a deeper overlap as another column, a higher rise as another word.
WIDEST_GAP = 30
DEEPEST_OVERLAP = 400
HIGHEST_RISE = 25

_DIRECTIONAL = frozenset({LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK})


def keep_marks_between_letters(slots: list[Slot], end: float, right_to_left: bool) -> None:
    """Stand each mark between the letters it belongs between, for those who sort by place."""
    if not any(slot.mark or slot.rise for slot in slots):
        return
    ends = [inf] * len(slots) if right_to_left else list(_letter_ends(slots))
    limit = end
    for number in range(len(slots) - 1, -1, -1):
        slot = slots[number]
        place = slot.origin
        if slot.mark:
            limit = min(limit, ends[number])
            before = slots[number - 1] if number else None
            if not _lowest(before, limit) < place < limit - MARK_STEP:
                place = limit - MARK_STEP
            slot.width = None
        limit = min(limit, place)
        if place != slot.origin or abs(slot.rise) > (0 if slot.mark else HIGHEST_RISE):
            slot.move(place)


def _letter_ends(slots: list[Slot]) -> Iterator[float]:
    """For each slot, where the letter ends that it is or is set over."""
    end = inf
    for slot in slots:
        if not slot.mark:
            end = inf if slot.width is None else slot.origin + slot.width
        yield end


def _lowest(before: Slot | None, limit: float) -> float:
    """How far left of ``limit`` a mark may stand that follows ``before``."""
    if before is None:
        return limit - DEEPEST_OVERLAP
    if before.text.isspace():  # to some, only the room between words tells that there is one
        return limit - 2 * MARK_STEP
    return max(before.origin + MARK_STEP, limit - DEEPEST_OVERLAP)


def stretch_marked_spaces(slots: list[Slot]) -> None:
    """Let a space that says a direction begin where the letter before it ends."""
    for before, slot in pairwise(slots):
        if (slot.left or slot.right) and slot.text.isspace() and before.width is not None:
            slot.origin = before.origin + before.width


def with_widths(slots: list[Slot], end: float, synthesize: bool, right_to_left: bool) -> list[Code]:
    """Codes that reach to the next where a gap or an overlap would mislead.

    A letter reaches to the next letter, over the marks between them; a mark to what is next.
    """
    codes: list[Code] = []
    following = letter = Slot("", end)
    for slot in reversed(slots):
        reach = (following if slot.mark else letter).origin - slot.origin
        width = slot.width
        if width is None or (
            synthesize
            and not -WIDEST_GAP <= reach - width <= WIDEST_GAP
            and _misleads(slot, following, letter, reach > width)
        ):
            width = max(0, round(reach))
        text = slot.left + slot.text + slot.right
        code = Code(text, slot.shape, width, slot.origin, slot.rise)
        reach = following.origin - slot.origin
        codes += [code] if right_to_left else reversed(tuple(parted(code, reach)))
        following = slot
        if not slot.mark:
            letter = slot
    codes.reverse()
    return codes


def _misleads(slot: Slot, following: Slot, letter: Slot, is_gap: bool) -> bool:
    """Whether a gap or an overlap reads as a space that is not there, or hides one."""
    if slot.text.isspace():
        return is_gap and (following.mark or bool(slot.left or slot.right))
    return is_gap is not letter.text.isspace()


def parted(code: Code, reach: float) -> Iterator[Code]:
    """A code, and where it says more than letters, another for all from the first mark on.

    The second takes next to no room. pdf.js passes over a code that ends in a mark of direction,
    and moves on by nothing after one that has a mark in it which is set over or under a letter.
    ``reach`` is how far right of the code's origin the next one stands.
    """
    first = "".join(takewhile(_takes_room, code.text))
    rest = code.text[len(first) :]
    if not first or not rest:
        yield code
        return
    width = max(0, round(reach) - MARK_STEP)
    yield code._replace(text=first, width=width)
    yield Code(rest, (), MARK_STEP, code.origin + width, 0)


def _takes_room(char: str) -> bool:
    return not holds_mark(char) and char not in _DIRECTIONAL
