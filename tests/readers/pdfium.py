"""PDFium, which reads in Chromium."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pypdfium2

from readers.reader import Pages, Reader


def _pages(file: Path) -> Pages:
    with pypdfium2.PdfDocument(file) as document:
        return tuple(page.get_textpage().get_text_range() for page in document)


def _read(files: Sequence[Path]) -> list[Pages]:
    return [_pages(file) for file in files]


PDFIUM = Reader("PDFium", _read, lambda: None)
