"""All figures of a PDF, or of many added up."""

from __future__ import annotations

from dataclasses import dataclass, field

from bench.lines.evenness import LineFigures, of_lines
from bench.lines.glyphs import Drawn, read
from bench.lines.pages import PageFigures, of_pages
from bench.lines.strokes import StrokeFigures, of_strokes


@dataclass(frozen=True, slots=True)
class Figures:
    """Of lines, of strokes of Arabic script, and of pages."""

    lines: LineFigures = field(default_factory=LineFigures)
    strokes: StrokeFigures = field(default_factory=StrokeFigures)
    pages: PageFigures = field(default_factory=PageFigures)

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.lines + other.lines, self.strokes + other.strokes, self.pages + other.pages
        )


def measured(pdf: bytes) -> Figures:
    """The figures of a PDF, whoever made it.

    Raises what ``publish.pdf.content.read_content`` does where the file is damaged.
    """
    return figures_of(read(pdf))


def figures_of(drawn: Drawn) -> Figures:
    """The figures of a PDF that was read."""
    return Figures(of_lines(drawn), of_strokes(drawn), of_pages(drawn))
