"""Words in Arabic script that were lengthened, told from how wide they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bench.lines.faces import installed
from bench.lines.glyphs import Glyph
from bench.lines.strokes import StrokeFigures, of_strokes
from bench.lines.typed import LEADING, LEFT, MEASURE, SPACE, drawn

SIZE = 10.0
RIGHT = LEFT + MEASURE


class Word(NamedTuple):
    """A word: how long a stroke follows its second letter, how far apart its letters stand (em).

    ``parted`` is the letter before which something that is not drawn keeps it from joining.
    """

    text: str
    stroke: float = 0
    apart: float = 0
    parted: int = 0

    def set(self, right: float, baseline: float) -> list[Glyph]:
        """Its letters in Amiri, so that it ends at ``right``."""
        face = installed().face("Amiri-Regular")
        assert face is not None
        ends = face.ends(self.text, [self.parted] if self.parted else [])
        glyphs: list[Glyph] = []
        before = right
        for at, letter in enumerate(self.text, start=1):
            left = right - SIZE * (ends[at] + self.stroke * (at > 1) + self.apart * at)
            glyphs.append(Glyph(1, left, before, baseline, SIZE, letter, "Amiri", SPACE, None))
            before = left
        return glyphs[::-1]


PLAIN = (Word("عملنا"), Word("شعبنا"), Word("جميل"))
LONG = (Word("عملنا"), Word("شعبنا", stroke=0.3), Word("جميل"))


def set_line(words: Sequence[Word], baseline: float) -> list[Glyph]:
    """A line that fills the measure."""
    widths = [-word.set(0, 0)[0].left for word in words]
    space = (MEASURE - sum(widths)) / (len(words) - 1)
    right, glyphs = RIGHT, list[Glyph]()
    for word in words:
        own = word.set(right, baseline)
        right = own[0].left - space
        gap = Glyph(1, right, right + SPACE, baseline, SIZE, " ", "Amiri", SPACE, None)
        glyphs = [gap, *own, *glyphs]
    return glyphs[1:]


def figures(*lines: Sequence[Word]) -> StrokeFigures:
    """Of a paragraph of such lines, and of a short one at its end."""
    own = [set_line(words, 300 - LEADING * at) for at, words in enumerate(lines)]
    return of_strokes(drawn(("P", [*own, PLAIN[0].set(RIGHT, 300 - LEADING * len(lines))])))


def test_a_word_that_is_wider_than_its_face_shapes_it_was_lengthened() -> None:
    assert figures(PLAIN, PLAIN, LONG).words == (0, 0, 1)
    several = (*LONG, Word("سلام", stroke=0.2))
    own = figures(PLAIN, several, PLAIN)
    assert own.words == (0, 2, 0)
    assert own.most == 2
    assert own.a_hundred_lines == 100 * 2 / 3


def test_strokes_are_stacked_where_they_stand_under_one_another() -> None:
    assert figures(LONG, LONG, PLAIN).stacked == 1
    elsewhere = (Word("عملنا", stroke=0.3), Word("شعبنا"), Word("جميل"))
    assert figures(LONG, elsewhere, LONG).words == (1, 1, 1)
    assert figures(LONG, elsewhere, LONG).stacked == 0
    assert figures(LONG, PLAIN, LONG).stacked == 0


def test_letters_that_stand_apart_are_no_stroke() -> None:
    apart = tuple(word._replace(apart=0.025) for word in PLAIN)
    assert figures(PLAIN, apart, apart).words == (0, 0, 0)


def test_letters_that_are_kept_from_joining_are_no_stroke() -> None:
    """Most files do not tell of what keeps them apart (ZWNJ)."""
    parted = (Word("عملنا"), Word("شعبنا", parted=3), Word("جميل"))
    assert set_line(parted, 0) != set_line(PLAIN, 0)
    assert figures(PLAIN, parted, PLAIN).words == (0, 0, 0)
    assert figures(PLAIN, (*LONG[:2], parted[2]), PLAIN).words == (0, 1, 0)
