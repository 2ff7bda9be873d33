"""pypdf, from which many Python programs have their texts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from readers.installed import lacks
from readers.reader import Pages, Reader


def _pages(file: Path) -> Pages:
    import pypdf

    return tuple(page.extract_text() for page in pypdf.PdfReader(file).pages)


def _read(files: Sequence[Path]) -> list[Pages]:
    return [_pages(file) for file in files]


PYPDF = Reader("pypdf", _read, lacks("pypdf"))
