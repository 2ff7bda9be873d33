"""Strokes that lengthen words in Arabic script (kashida), told from how wide words are.

A word that is wider than its face shapes it was lengthened. HarfBuzz says how wide it is by
nature, so that no matter how a maker draws a stroke: as a letter, or within one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, pairwise
from statistics import median, pstdev

from bench.lines.faces import Face, Faces, installed
from bench.lines.glyphs import Drawn, Glyph
from bench.lines.justified import justified
from bench.lines.line import Line
from bench.lines.paragraphs import paragraphs

_THINNEST_EM = 0.08
"""What is longer by less was not lengthened, but rounded, or spaced by an engine of its own."""


@dataclass(frozen=True, slots=True)
class StrokeFigures:
    """Of justified lines in Arabic script: ``words`` that are lengthened, by line.

    ``stacked`` are strokes that stand under a stroke of the line before; ``ratios`` are the
    spaces of these lines in units of the natural one.
    """

    words: tuple[int, ...] = ()
    stacked: int = 0
    ratios: tuple[float, ...] = ()

    @property
    def deviation(self) -> float:
        """The standard deviation of spaces."""
        return pstdev(self.ratios or (0.0,))

    @property
    def a_hundred_lines(self) -> float:
        """How many words are lengthened in a hundred lines."""
        return 100 * sum(self.words) / max(1, len(self.words))

    @property
    def most(self) -> int:
        """How many are in the line that has most."""
        return max(self.words, default=0)

    def __add__(self, other: StrokeFigures) -> StrokeFigures:
        return StrokeFigures(
            self.words + other.words, self.stacked + other.stacked, self.ratios + other.ratios
        )


_SAME_EM = 0.015

Stroke = tuple[float, float]
"""From where to where it lies on its line (pt)."""


def of_strokes(drawn: Drawn, faces: Faces | None = None) -> StrokeFigures:
    """The figures of a PDF; words in faces that are not at hand are passed over."""
    faces = faces or installed()
    found = StrokeFigures()
    for own in justified(paragraphs(drawn)):
        if not own.paragraph.rightward:
            found += _of_lines(own.lines, faces)
    return found


def lengthened(drawn: Drawn, faces: Faces | None = None) -> Iterator[str]:
    """The words of a PDF in Arabic script that are drawn longer than they are by nature."""
    faces = faces or installed()
    for own in justified(paragraphs(drawn)):
        if not own.paragraph.rightward:
            for line in own.lines:
                yield from (word.text for word, _ in _stroked(line, faces))


def _of_lines(every: Sequence[Line], faces: Faces) -> StrokeFigures:
    lines = [line for line in every if _is_arabic(line.text)]
    strokes = [list(_strokes(line, faces)) for line in lines]
    stacked = sum(
        any(_overlap(stroke, above) for above in before)
        for before, own in pairwise(strokes)
        for stroke in own
    )
    ratios = tuple(line.ratio for line in lines if line.ratio is not None)
    return StrokeFigures(tuple(map(len, strokes)), stacked, ratios)


def _strokes(line: Line, faces: Faces) -> Iterator[Stroke]:
    return (stroke for _, stroke in _stroked(line, faces))


def _stroked(line: Line, faces: Faces) -> Iterator[tuple[_Word, Stroke]]:
    words = [own for word in line.words if (own := _word(word, faces)) is not None]
    pace = [growth[-1] / len(growth) for growth in (word.growth() for word in words)]
    even = [each for word, each in zip(words, pace, strict=True) if _is_even(word.growth(), each)]
    apart = median(even or [0.0])
    return ((word, stroke) for word in words if (stroke := word.stroke(apart)) is not None)


def _word(glyphs: Sequence[Glyph], faces: Faces) -> _Word | None:
    """A word in Arabic script; nothing where its face is not at hand."""
    face = faces.face(glyphs[0].face)
    one_face = len({glyph.face for glyph in glyphs}) == 1
    text = "".join(glyph.text for glyph in reversed(glyphs))
    return _Word(glyphs[::-1], text, face) if face and one_face and _is_arabic(text) else None


@dataclass(frozen=True, slots=True)
class _Word:
    """A word's letters from first to last, and the face that says how far they reach."""

    letters: Sequence[Glyph]
    text: str
    face: Face

    def stroke(self, apart: float) -> Stroke | None:
        """Where the word was lengthened, in a line whose letters stand so far ``apart`` (em).

        A stroke lies behind the letter whose advance grew, which is to the left of it.
        """
        growth = self.growth()
        if growth[-1] < _THINNEST_EM or _is_even(growth, apart) or self._is_parted(apart):
            return None
        excess = growth[-1] * self.letters[0].size
        at = next(number for number, grown in enumerate(growth) if grown > growth[-1] / 2)
        return self.letters[at].left, self.letters[at].left + excess

    def growth(self, parted: Iterable[int] = ()) -> list[float]:
        """How much further the word reaches than by nature, at each letter (em)."""
        ends = self.face.ends(self.text, parted)
        right = max(glyph.right for glyph in self.letters)
        grown, at = [0.0], 0
        for glyph in self.letters:
            at += len(glyph.text)
            reach = (right - glyph.left) / glyph.size
            grown.append(reach - ends[at] if at in ends else grown[-1])
        return grown[1:]

    def _is_parted(self, apart: float) -> bool:
        """Whether it is as long as it is because letters in it are kept from joining.

        What keeps them apart (ZWNJ) is not drawn, and in most files nothing tells of it.
        """
        places = range(1, len(self.text))
        tried = chain(combinations(places, 1), combinations(places, 2))
        return any(_is_even(self.growth(parted), apart) for parted in tried)


def _is_even(growth: Sequence[float], apart: float) -> bool:
    """Whether letters are where they would be, if all stood so far apart."""
    steps = enumerate(growth, start=1)
    return max(abs(grown - apart * number) for number, grown in steps) < _SAME_EM


def _overlap(one: Stroke, other: Stroke) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _is_arabic(text: str) -> bool:
    letters = [letter for letter in text if unicodedata.category(letter)[0] == "L"]
    own = [letter for letter in letters if unicodedata.bidirectional(letter) == "AL"]
    return len(own) > len(letters) / 2
