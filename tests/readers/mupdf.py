"""MuPDF, which reads in SumatraPDF, and for many programs that feed on PDFs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from readers.installed import lacks
from readers.reader import Pages, Reader


def _pages(file: Path) -> Pages:
    import pymupdf

    with pymupdf.open(file) as document:
        return tuple(page.get_text() for page in document)


def _read(files: Sequence[Path]) -> list[Pages]:
    return [_pages(file) for file in files]


MUPDF = Reader("MuPDF", _read, lacks("pymupdf"))
