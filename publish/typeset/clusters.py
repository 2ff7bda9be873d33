"""From glyphs as a shaper places them to the codes that a page shows: one code, one text.

A shaper gives clusters: some characters, and the glyphs that draw them. A PDF gives text to
codes, one by one. Here each cluster's text is dealt out over codes in the order in which a
page is read from left to right, so that no code is without text and no text without a code.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from publish.typeset.glyphs import (
    MARK_STEP,
    NON_JOINER,
    Cluster,
    Code,
    Glyph,
    Part,
    Slot,
    is_mark,
    own_shape,
)
from publish.typeset.places import keep_marks_between_letters, with_widths

JOINER = "\u200d"
WIDEST_GAP = 80
"""How far codes may be apart, or overlap: some extractors see a space in a tenth of an em."""

STEP = 25
"""Codes differ in width by this at least, so that there are few."""

# Not drawn, and yet part of how a word is spelt.
_UNSEEN = frozenset(NON_JOINER)


def encode(
    clusters: Sequence[Cluster], right_to_left: bool, *, synthesize: bool = True
) -> tuple[list[Code], float]:
    """Codes for ``clusters``, both from left to right, and where the pen ends.

    Every glyph is drawn where its cluster has it; only marks, and parts of a cluster that has
    more glyphs than characters, are drawn by codes that stand elsewhere, in shapes that make
    up for it. Without ``synthesize`` there are no shapes but the font's own glyphs: the text
    is right, but extractors may tear words apart.
    """
    slots: list[Slot] = []
    pen = 0.0
    for cluster in clusters:
        if len(cluster.glyphs) == len(cluster.text) == 1:  # as most are
            glyph = cluster.glyphs[0]
            if glyph.number is not None:
                slot = _letter(cluster, glyph, pen)
                if right_to_left and cluster.text == " ":
                    # A gap before it would be one between words to PDFBox, which turns each round.
                    slot.origin = pen
                if synthesize and not right_to_left and not cluster.text.isspace():
                    _settle(slot, pen, glyph)
                slots.append(slot)
                pen += glyph.advance
                continue
        drawn = []
        for glyph in cluster.glyphs:
            if glyph.number is not None:
                drawn.append(_draw(glyph, pen))
            pen += glyph.advance
        if len(drawn) == len(cluster.text) == 1:
            drawn[0].text = cluster.text
            slots += drawn
        elif drawn:
            slots += _deal(cluster, drawn, pen, right_to_left, synthesize)
        elif synthesize and cluster.text in _UNSEEN:
            slots.append(Slot(cluster.text, pen, mark=True))
    if synthesize:
        if not right_to_left:
            slots = _with_letters_first(slots)
        keep_marks_between_letters(slots, pen, right_to_left)
    return with_widths(slots, pen, synthesize, right_to_left), pen


def _letter(cluster: Cluster, glyph: Glyph, pen: float) -> Slot:
    """A letter that one glyph draws."""
    number, shift, rise, width, advance = glyph
    assert number is not None
    origin, is_mark = pen + shift, -1 <= advance <= 1
    shape = own_shape(number)
    return Slot(cluster.text, origin, width, shape, rise, is_mark)


def _settle(slot: Slot, pen: float, glyph: Glyph) -> None:
    """Let a code reach as far as the pen moves where that is far more, or less, than its glyph.

    Extractors take a gap between two codes for a space.
    """
    if abs(glyph.advance - glyph.width) > WIDEST_GAP:
        if abs(glyph.shift) > WIDEST_GAP:
            slot.move(pen)
        slot.width = STEP * round(glyph.advance / STEP)


def _draw(glyph: Glyph, pen: float) -> Slot:
    number, shift, rise, width, advance = glyph
    assert number is not None
    return Slot("", pen + shift, width, own_shape(number), rise, -1 <= advance <= 1)


def _deal(
    cluster: Cluster, drawn: list[Slot], end: float, right_to_left: bool, synthesize: bool
) -> list[Slot]:
    """Give each of ``drawn`` its share of the text, joining or adding some where needed."""
    text = cluster.text[::-1] if right_to_left else cluster.text
    if synthesize:
        if len(drawn) > 1 and (cluster.whole or not _is_row(drawn)):
            drawn = [_join(drawn)]
        if len(text) < len(drawn):
            drawn[len(text) - 1 :] = [_join(drawn[len(text) - 1 :])]
    if synthesize and right_to_left and len(text) > len(drawn):
        drawn = _divide(_join(drawn), text, end)
    else:
        _share(text, drawn)
    return drawn


def _is_row(drawn: list[Slot]) -> bool:
    """Whether each stands to the right of the one before, as letters do."""
    apart = all(slot.origin + MARK_STEP < after.origin for slot, after in pairwise(drawn))
    return apart and not any(slot.mark for slot in drawn)


def _share(text: str, slots: list[Slot]) -> None:
    """A character each, to the last all that is left; a joiner where there is none."""
    last = len(slots) - 1
    for number, slot in enumerate(slots):
        slot.text = (text[number:] if number == last else text[number : number + 1]) or JOINER


def _join(slots: list[Slot]) -> Slot:
    """One of several, that stands where the first does that is not a mark."""
    if len(slots) == 1:
        return slots[0]
    base = next((slot for slot in slots if not slot.mark), slots[0])
    shape = tuple(
        Part(part.glyph, part.x + round(slot.origin - base.origin), part.y + round(slot.rise))
        for slot in slots
        for part in slot.shape
    )
    text = "".join(slot.text for slot in slots)
    return Slot(text, base.origin, None, shape, 0, base.mark)


def _divide(drawn: Slot, text: str, end: float) -> list[Slot]:
    """A ligature's characters from left to right, a slot each: only the first letter's draws.

    Some extractors turn right-to-left text around code by code, and some within a code too.
    Where no code has two characters, all agree.
    """
    step = (end - drawn.origin) / max(1, sum(not is_mark(char) for char in text))
    place = drawn.origin
    slots = []
    for char in text:
        slots.append(Slot(char, place, mark=is_mark(char)))
        if not is_mark(char):
            place += step
    first = next((slot for slot in slots if not slot.mark), slots[0])
    first.shape, first.rise = drawn.shape, drawn.rise
    return slots


def _with_letters_first(slots: list[Slot]) -> list[Slot]:
    """Join what takes room and says a mark with the letter before it, and marks with one another.

    Some extractors hold that no mark takes room, and see a gap after one that does; some have
    marks that stand one over the other in the other order.
    """
    joined: list[Slot] = []
    for slot in slots:
        while joined and not slot.mark and is_mark(slot.text[0]):
            slot = _join([joined.pop(), slot])
        if joined and _is_mark(joined[-1]) and _is_mark(slot):
            slot = _join([joined.pop(), slot])
        joined.append(slot)
    return joined


def _is_mark(slot: Slot) -> bool:
    return slot.mark and is_mark(slot.text)
