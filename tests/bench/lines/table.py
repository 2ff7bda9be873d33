"""Figures as tables of Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bench.lines.evenness import LineFigures
from bench.lines.figures import Figures
from bench.lines.pages import PageFigures
from bench.lines.strokes import StrokeFigures

_LINES = (
    *("lines", "mean", "sd", "tightest", "loosest", "over 1.5", "over 2", "divided"),
    *("ladders of 2+ / 3+", "off the measure", "paragraphs", "end in a fragment"),
)
_STROKES = (
    "lines",
    "lengthened words",
    "in 100 lines",
    "most in a line",
    "stacked",
    "sd of spaces",
)
_PAGES = (
    *("files", "pages", "end in a colophon alone", "blank pages", "facing lines that meet"),
    *("openings level at the foot", "pages that end in a word", "in a heading"),
    *("notes off their call's page", "letters and pictures outside"),
)


def all_of(figures: Mapping[str, Figures], what: str = "file") -> str:
    """The tables of lines, of strokes where there are any lines to bear them, and of pages."""
    return "\n\n".join(_tables(figures, what))


def _tables(figures: Mapping[str, Figures], what: str) -> Iterator[str]:
    yield lines({name: own.lines for name, own in figures.items()}, what)
    if any(own.strokes.words for own in figures.values()):
        yield strokes({name: own.strokes for name, own in figures.items()}, what)
    yield pages({name: own.pages for name, own in figures.items()}, what)


def lines(figures: Mapping[str, LineFigures], what: str = "file") -> str:
    """A row of the figures of lines for each file, language or setter."""
    return written((what, *_LINES), [(name, *_of_lines(own)) for name, own in figures.items()])


def strokes(figures: Mapping[str, StrokeFigures], what: str = "file") -> str:
    """A row of the figures of strokes for each that has lines in Arabic script."""
    rows = [(name, *_of_strokes(own)) for name, own in figures.items() if own.words]
    return written((what, *_STROKES), rows)


def pages(figures: Mapping[str, PageFigures], what: str = "file") -> str:
    """A row of the figures of pages for each file or language."""
    return written((what, *_PAGES), [(name, *_of_pages(own)) for name, own in figures.items()])


def _of_lines(own: LineFigures) -> Sequence[str]:
    return (
        f"{own.lines}",
        *(f"{number:.2f}" for number in (own.mean, own.deviation, own.tightest, own.loosest)),
        *(percent(share) for share in (own.over(1.5), own.over(2), own.divisions)),
        f"{own.ladders_of(2)} / {own.ladders_of(3)}",
        f"{own.strays}",
        f"{own.paragraphs}",
        f"{own.fragments}",
    )


def _of_strokes(own: StrokeFigures) -> Sequence[str]:
    return (
        f"{len(own.words)}",
        f"{sum(own.words)}",
        f"{own.a_hundred_lines:.0f}",
        f"{own.most}",
        f"{own.stacked}",
        f"{own.deviation:.2f}",
    )


def _of_pages(own: PageFigures) -> Sequence[str]:
    return (
        f"{own.files}",
        f"{own.pages}",
        f"{own.colophons}",
        f"{own.blank}",
        _share(own.met, own.facing),
        _share(own.level, own.openings),
        f"{own.torn}",
        f"{own.heads}",
        _share(own.strayed, own.notes),
        f"{own.outside}",
    )


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole}, {percent(part / whole)}" if whole else "–"


def percent(share: float) -> str:
    """A share; with a decimal where it is small."""
    return f"{share * 100:.{1 if 0 < share < 0.05 else 0}f} %"


def written(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table whose columns are as wide as their widest cell."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    ruled = [
        [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        for row in (head, *rows)
    ]
    ruled.insert(1, ["-" * width for width in widths])
    return "\n".join(f"| {' | '.join(row)} |" for row in ruled)
