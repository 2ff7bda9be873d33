"""Where codes stand and how far they reach, so that who reads a page finds its words whole.

Text extractors know words by the places of codes: they sort by them, take gaps for spaces, and
what overlaps or is higher for something else. Nothing here moves what is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from math import inf

from publish.typeset.direction import LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK, goes_left
from publish.typeset.glyphs import MARK_STEP, SPACE_APART, Code, Slot, holds_mark, is_mark

# What extractors bear (measured, see docs/text-layer.md): a wider gap inside a word is read as
# a space, a deeper overlap as another column, a higher rise as another word.
WIDEST_GAP = 30
DEEPEST_OVERLAP = 400
HIGHEST_RISE = 25
DEEPEST_RETURN = 150
"""pdf.js begins anew where the pen goes back by a fifth of an em."""

DEEPEST_MARK = 100
"""MuPDF holds that no mark takes room, and sees a space where the next letter is so far."""

_DIRECTIONAL = frozenset({LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK})


def keep_marks_between_letters(slots: list[Slot], end: float, right_to_left: bool) -> None:
    """Stand each mark between the letters it belongs between, for those who sort by place."""
    if not any(slot.mark or slot.rise for slot in slots):
        return
    ends = [inf] * len(slots) if right_to_left else list(_letter_ends(slots))
    deepest = DEEPEST_MARK if right_to_left else DEEPEST_OVERLAP
    limit = end
    for number in range(len(slots) - 1, -1, -1):
        slot = slots[number]
        place = slot.origin
        if slot.mark:
            limit = min(limit, ends[number])
            before = slots[number - 1] if number else None
            if not _lowest(before, limit, deepest) < place < limit - MARK_STEP:
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


def _lowest(before: Slot | None, limit: float, deepest: float) -> float:
    """How far left of ``limit`` a mark may stand that follows ``before``."""
    if before is None:
        return limit - deepest
    if before.text.isspace():  # to some, only the room between words tells that there is one
        return limit - 2 * MARK_STEP
    return max(before.origin + MARK_STEP, limit - deepest)


def with_widths(slots: list[Slot], end: float, synthesize: bool, right_to_left: bool) -> list[Code]:
    """Codes that reach to the next where a gap or an overlap would mislead.

    A letter reaches to the next letter, over the marks between them; a mark to what is next. From
    right to left a mark comes before its own letter, and the letter before it ends where the mark
    begins: PDFBox gives a mark to the code that it lies in.
    """
    codes: list[Code] = []
    following = letter = Slot("", end)
    for slot in reversed(slots):
        width = slot.width
        reach = (following if slot.mark else letter).origin - slot.origin
        if width is None:
            width = max(0, round(reach))
        elif synthesize and right_to_left and following.mark and not slot.mark:
            reach = following.origin - slot.origin
            if not 0 <= reach - width <= WIDEST_GAP:
                width = max(0, int(reach))
        elif synthesize and _misleads(slot, following, letter, reach - width):
            width = max(0, round(reach))
        code = Code(slot.text, slot.shape, width, slot.origin, slot.rise)
        reach = following.origin - slot.origin
        codes += [code] if right_to_left else reversed(tuple(parted(code, reach)))
        following = slot
        if not slot.mark:
            letter = slot
    codes.reverse()
    return list(_with_marks_apart(codes)) if right_to_left and synthesize else codes


def _misleads(slot: Slot, following: Slot, letter: Slot, gap: float) -> bool:
    """Whether a gap or an overlap reads as a space that is not there, or hides one."""
    if -WIDEST_GAP <= gap <= WIDEST_GAP:
        return False
    if slot.text.isspace():
        return gap > 0 and following.mark
    return gap < -DEEPEST_RETURN or (gap > 0) is not letter.text.isspace()


def _with_marks_apart(codes: Sequence[Code]) -> Iterator[Code]:
    """Right-to-left codes, with one before a mark that comes first, or first after no letter.

    So it is where a word ends with a mark on a letter. pdf.js knows a space or a new line only by
    a code that is no mark, MuPDF adds such a mark to the line before, and PDFium to the mark of
    punctuation. Spaces that all begins with make way: PDFium passes over a text object of nothing
    else.
    """
    first = next((code for code in codes if not code.text.isspace()), None)
    if first and is_mark(first.text):
        yield Code(SPACE_APART, (), MARK_STEP, first.origin - 2 * MARK_STEP, 0)
        yield Code(RIGHT_TO_LEFT_MARK, (), MARK_STEP, first.origin - MARK_STEP, 0)
        codes = codes[codes.index(first) :]
    last = ""
    for code in codes:
        if is_mark(code.text) and last.isspace():
            yield Code(SPACE_APART, (), MARK_STEP, code.origin - 2 * MARK_STEP, 0)
        elif is_mark(code.text) and last and not goes_left(last[0]):
            yield Code(RIGHT_TO_LEFT_MARK, (), MARK_STEP, code.origin - MARK_STEP, 0)
        yield code
        last = code.text


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
