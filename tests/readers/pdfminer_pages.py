"""pdfminer.six, which knows nothing of right-to-left lines: it gives letters as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from readers.installed import lacks
from readers.reader import Pages, Reader


def _pages(file: Path) -> Pages:
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LTTextContainer

    return tuple(
        "".join(box.get_text() for box in page if isinstance(box, LTTextContainer))
        for page in extract_pages(file)
    )


def _read(files: Sequence[Path]) -> list[Pages]:
    return [_pages(file) for file in files]


PDFMINER = Reader("pdfminer.six", _read, lacks("pdfminer"))
