"""Figures of justified lines and their paragraphs: how even, how often divided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from statistics import fmean, pstdev

from bench.lines.glyphs import Drawn
from bench.lines.justified import Justified, justified
from bench.lines.line import Line
from bench.lines.paragraphs import paragraphs


@dataclass(frozen=True, slots=True)
class LineFigures:
    """Of justified lines, those that do not end their paragraph.

    ``ratios`` are their spaces in units of the natural one, one number a line. ``paragraphs``
    are all justified ones; of them so many end in ``fragments`` of a divided word. ``ladders``
    has the length of each run of two and more divided lines. ``strays`` are lines whose last
    letter does not stand where the measure ends.
    """

    lines: int = 0
    ratios: tuple[float, ...] = ()
    divided: int = 0
    ladders: tuple[int, ...] = ()
    paragraphs: int = 0
    fragments: int = 0
    strays: int = 0

    @property
    def mean(self) -> float:
        """The mean space."""
        return fmean(self.ratios or (0.0,))

    @property
    def deviation(self) -> float:
        """The standard deviation of spaces."""
        return pstdev(self.ratios or (0.0,))

    @property
    def tightest(self) -> float:
        """The narrowest spaces of a line."""
        return min(self.ratios, default=0.0)

    @property
    def loosest(self) -> float:
        """The widest spaces of a line."""
        return max(self.ratios, default=0.0)

    def over(self, ratio: float) -> float:
        """The share of lines whose spaces are wider than this."""
        return sum(own > ratio for own in self.ratios) / max(1, len(self.ratios))

    @property
    def divisions(self) -> float:
        """The share of lines that end within a word."""
        return self.divided / max(1, self.lines)

    def __add__(self, other: LineFigures) -> LineFigures:
        names = [field.name for field in fields(self)]
        return LineFigures(*(getattr(self, name) + getattr(other, name) for name in names))

    def ladders_of(self, steps: int) -> int:
        """How many runs there are of so many divided lines or more."""
        return sum(length >= steps for length in self.ladders)


def of_lines(drawn: Drawn) -> LineFigures:
    """The figures of a PDF that was read."""
    return sum(map(_of_paragraph, justified(paragraphs(drawn))), LineFigures())


def _of_paragraph(own: Justified) -> LineFigures:
    paragraph, lines = own.paragraph, own.lines
    divided = [paragraph.divided(line) for line in lines]
    return LineFigures(
        lines=len(lines),
        ratios=tuple(ratio for line in lines if (ratio := line.ratio) is not None),
        divided=sum(divided),
        ladders=tuple(_runs(divided)),
        paragraphs=1,
        fragments=int(divided[-1] and len(paragraph.lines[-1].words) == 1),
        strays=own.strays,
    )


def _runs(divided: Sequence[bool]) -> Iterator[int]:
    """The lengths of runs of two divided lines and more."""
    for ends, together in groupby(divided):
        length = len(list(together))
        if ends and length > 1:
            yield length


def loosest(drawn: Drawn, count: int) -> list[Line]:
    """So many of the loosest lines of a PDF, the worst first."""
    lines = [line for own in justified(paragraphs(drawn)) for line in own.lines]
    return sorted(lines, key=lambda line: -(line.ratio or 0))[:count]
