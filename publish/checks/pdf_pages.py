"""Whether a PDF's pages have the size that its edition has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf

from publish.checks.finding import Finding, error, note
from publish.editions import EDITIONS
from publish.errors import Place

SIZE = "pdf-page-size"
MM_PER_POINT = 25.4 / 72
TOLERANCE_MM = 0.1


def check(pdf: pikepdf.Pdf, path: Path) -> Iterator[Finding]:
    """Trimmed size against the edition that the file's name tells, else of one page to another."""
    sizes = [_size_mm(page) for page in pdf.pages]
    wanted = _wanted(path)
    for number, size in enumerate(sizes, start=1):
        if wanted and not _same(size, wanted):
            yield error(
                SIZE, f"page {number} is {_words(size)}, not {_words(wanted)}.", Place(path)
            )
        elif not wanted and not _same(size, sizes[0]):
            yield note(SIZE, f"page {number} is {_words(size)}, page 1 another.", Place(path))


def _wanted(path: Path) -> tuple[float, float] | None:
    for edition in EDITIONS.values():
        if edition.size_mm and path.name.endswith(f".{edition.suffix}"):
            return edition.size_mm
    return None


def _size_mm(page: pikepdf.Page) -> tuple[float, float]:
    left, bottom, right, top = (float(value) for value in page.trimbox.as_list())
    return (right - left) * MM_PER_POINT, (top - bottom) * MM_PER_POINT


def _same(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return all(abs(a - b) <= TOLERANCE_MM for a, b in zip(one, other, strict=True))


def _words(size: tuple[float, float]) -> str:
    return f"{size[0]:.1f} × {size[1]:.1f} mm"
