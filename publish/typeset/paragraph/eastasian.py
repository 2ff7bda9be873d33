"""How ideographs, their marks, and other scripts' words among them stand side by side.

A full-width mark is drawn in half of its width, and the blank half belongs to its line: two marks
side by side share one, and lines are filled by it (W3C, Requirements for Chinese Text Layout,
3.1.6; for Japanese, 3.1.4 and 3.8). On which side the blank is differs from one region to the
next, so it is read from the glyph. Words and numbers in other scripts have a quarter of an em
around them (Chinese 3.2.3, Japanese 3.2.4), which gives way first.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from publish.typeset.paragraph.faces import Manner
from publish.typeset.paragraph.glue import SPACES, Give, is_hangul, is_ideographic
from publish.typeset.paragraph.shaping import GLYPH, PLACE, Shaped

OPENING: Final = frozenset("「『（〔［｛〈《【〖“‘")
CLOSING: Final = frozenset("、。，．」』）〕］｝〉》】〗：；！？”’・·")
_STOPS: Final = frozenset("。．！？")
_PAIRED: Final = frozenset("—―…‥⸺")
"""Two of these are one mark, and nothing comes between them."""

HALF, CENTRED = 0.5, 0.25
"""How much of its width a mark can lose: on the one blank side, or on each of two."""

LEAST_BLANK = 0.05
"""How much of a mark's width stays blank beside it."""

FULL_WIDTH_EM = 0.9
"""A mark is set in full width where it is at least so wide."""

ALIKE = 0.8
"""How far sizes may differ of letters that are in one line of text: the call of a note is less."""

QUARTER_EM, QUARTER_STRETCH_EM, QUARTER_SHRINK_EM = 0.25, 0.1, 0.125
"""What is between an ideograph and a word or number; how much of it stretches and shrinks."""

IDEOGRAPH_STRETCH_EM, SYLLABLE_STRETCH_EM = 0.06, 0.015
"""How much is added after an ideograph, and after a syllable of Hangul, at a ratio of 1."""

STOPS_SHRINK = 0.5
"""How much of its blank the mark after a sentence gives, to what other marks give."""


class Sides(NamedTuple):
    """Lengths on the left and on the right of a glyph, in CSS pixels."""

    left: float
    right: float


_NONE = Sides(0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Spacing:
    """The spacing of a paragraph, by character, in CSS pixels.

    ``added`` is what glyphs get in any case, less than nothing where a blank is cut; ``spare``
    is the blank that marks have left. ``quarters`` are spaces after characters, which a line's
    end has not. ``first`` and ``later`` are what lines are filled by.
    """

    added: Mapping[int, Sides] = field(default_factory=dict)
    spare: Mapping[int, Sides] = field(default_factory=dict)
    quarters: Mapping[int, float] = field(default_factory=dict)
    first: Mapping[int, Give] = field(default_factory=dict)
    later: Mapping[int, Give] = field(default_factory=dict)

    def within(self, start: int, end: int) -> dict[int, Sides]:
        """What is added from one character to before another, counted from the first."""
        return {at - start: sides for at, sides in self.added.items() if start <= at < end}

    def at_start(self, at: int) -> float:
        """How much of a character stands out of the measure where it begins a line."""
        return self.spare[at].left if at in self.spare else 0.0

    def at_end(self, at: int) -> float:
        """How much of a character stands out of the measure where it ends a line."""
        return self.quarters.get(at, 0.0) + (self.spare[at].right if at in self.spare else 0.0)

    def shift(self, at: int, extra: float) -> float:
        """How far the glyph of a character moves that gets so much more, or less."""
        left, right = self.spare.get(at, _NONE)
        return extra * left / (left + right) if extra < 0 and left else 0.0


NO_SPACING = Spacing()


class Glyph(NamedTuple):
    """A character's first glyph: in which font, how wide it is, and how large the font."""

    font: Any
    number: int
    width: float
    size: float


def spacing_of_text(
    text: str, parts: Iterable[tuple[int, Shaped]], manners: Sequence[Manner]
) -> Spacing:
    """The spacing of a text that has ideographs or syllables; none of another.

    ``parts`` are those that run from left to right, each with where it begins, and ``manners`` is
    how each character is set.
    """
    if text.isascii() or not any(is_ideographic(char) or is_hangul(char) for char in set(text)):
        return NO_SPACING
    sizes = [manner.font_size for manner in manners]
    glyphs: dict[int, Glyph] = {}
    for start, part in parts:
        marks = [at for at, char in enumerate(part.text) if char in OPENING or char in CLOSING]
        glyphs |= {start + at: glyph for at, glyph in _glyphs(part, marks, sizes[start])}
    return _spacing(text, glyphs, sizes)


def _spacing(text: str, glyphs: Mapping[int, Glyph], sizes: Sequence[float]) -> Spacing:
    """The spacing of a text, with the glyphs of its marks and the font size of its characters."""
    blanks = {at: _blanks(glyph) for at, glyph in glyphs.items() if _is_full(glyph)}
    cut = dict(_cut(text, blanks))
    spare = {
        at: Sides(*(has - cuts for has, cuts in zip(blank, cut.get(at, _NONE), strict=True)))
        for at, blank in blanks.items()
    }
    quarters = {at: QUARTER_EM * max(sizes[at : at + 2]) for at in _borders(text, sizes)}
    added = {at: Sides(-sides.left, -sides.right) for at, sides in cut.items()}
    added |= {at: Sides(0.0, quarter) for at, quarter in quarters.items()}
    first = {
        at: Give(QUARTER_STRETCH_EM * sizes[at], QUARTER_SHRINK_EM * sizes[at]) for at in quarters
    }
    stretch = {at: _stretch_em(text[at]) * sizes[at] for at in _gaps(text, blanks)}
    shrink = {at: sum(each) * _share(text[at]) for at, each in spare.items()}
    later = {
        at: Give(stretch.get(at, 0.0), shrink.get(at, 0.0)) for at in sorted({*stretch, *shrink})
    }
    return Spacing(added, spare, quarters, first, later)


def _stretch_em(char: str) -> float:
    return SYLLABLE_STRETCH_EM if is_hangul(char) else IDEOGRAPH_STRETCH_EM


def _share(char: str) -> float:
    return STOPS_SHRINK if char in _STOPS else 1.0


def _is_full(glyph: Glyph) -> bool:
    return glyph.width >= FULL_WIDTH_EM * glyph.size


def _blanks(glyph: Glyph) -> Sides:
    left, right = _shares(glyph.font, glyph.number)
    return Sides(left * glyph.width, right * glyph.width)


@lru_cache(1024)
def _shares(font: Any, number: int) -> Sides:
    """What a mark can lose on both sides, in its widths."""
    ink, logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
    pango.pango_font_get_glyph_extents(font, number, ink, logical)
    left = ink.x / logical.width
    return shares(left, 1 - left - ink.width / logical.width)


def shares(left: float, right: float) -> Sides:
    """What a mark can lose on both sides that is blank by so much, in its widths."""
    most = max(left, right)
    if most >= HALF - LEAST_BLANK and abs(left - right) > CENTRED:
        cut = min(HALF, most - LEAST_BLANK)
        return Sides(cut, 0.0) if left > right else Sides(0.0, cut)
    cut = max(0.0, min(CENTRED, left - LEAST_BLANK, right - LEAST_BLANK))
    return Sides(cut, cut)


def _cut(text: str, blanks: Mapping[int, Sides]) -> Iterator[tuple[int, Sides]]:
    """What marks lose beside others, and beside spaces: there is one blank between two, or none."""
    for at, blank in blanks.items():
        left = right = 0.0
        if text[at] in OPENING and (at - 1 in blanks or _is_space(text, at - 1)):
            left = blank.left
        if text[at] in CLOSING and (_is_space(text, at + 1) or _closes(text, at + 1, blanks)):
            right = blank.right
        if left or right:
            yield at, Sides(left, right)


def _is_space(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at] in SPACES


def _closes(text: str, at: int, blanks: Mapping[int, Sides]) -> bool:
    return at in blanks and text[at] in CLOSING


def _borders(text: str, sizes: Sequence[float]) -> Iterator[int]:
    """The characters after which there is a border between ideographs and words or numbers."""
    for at in range(len(text) - 1):
        before, after = text[at], text[at + 1]
        if not ALIKE < sizes[at] / sizes[at + 1] < 1 / ALIKE:
            continue
        if (_is_letter(before) and _is_ideograph(after)) or (
            _is_ideograph(before) and _is_letter(after)
        ):
            yield at


def _gaps(text: str, blanks: Mapping[int, Sides]) -> Iterator[int]:
    """The characters after which a line may be opened."""
    for at in range(len(text) - 1):
        before, after = text[at], text[at + 1]
        if not (is_ideographic(before) or is_ideographic(after) or is_hangul(before)):
            continue
        is_mark = before in OPENING or (at + 1 in blanks and after in CLOSING)
        is_one = before == after and before in _PAIRED
        if not (is_mark or is_one or before.isspace() or after.isspace()):
            yield at


@cache
def _is_letter(char: str) -> bool:
    """Whether it is a letter or digit of a script that is set in words."""
    category = unicodedata.category(char)
    return (category[0] == "L" or category == "Nd") and not is_ideographic(char)


@cache
def _is_ideograph(char: str) -> bool:
    return is_ideographic(char) and (char.isalpha() or char in "々〻ー〇")


# --- Glyphs -------------------------------------------------------------------------------


def _glyphs(content: Shaped, wanted: Sequence[int], size: float) -> Iterator[tuple[int, Glyph]]:
    """The glyphs of some characters of a shaped text."""
    places = {len(content.text[:at].encode()): at for at in wanted}
    for item in content.items:
        for glyph, (place,) in zip(
            GLYPH.iter_unpack(item.glyphs), PLACE.iter_unpack(item.places), strict=True
        ):
            at = places.get(item.start + place)
            if at is not None:
                yield at, Glyph(item.font, glyph[0], glyph[1] * FROM_UNITS, size)
