"""PDFium's own search and selection, as programs have it that are made of it.

Chromium copies what ``FPDFText_GetText`` gives, as here, but compares what is typed by itself.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw

from viewers.viewer import Open, Place, Viewer


@dataclass(frozen=True, slots=True)
class _Document:
    """A piece is a page."""

    texts: Sequence[pypdfium2.PdfTextPage]

    def find(self, queries: Sequence[str]) -> list[int]:
        return [sum(_matches(text, query) for text in self.texts) for query in queries]

    def pieces(self) -> list[str]:
        return [
            "".join(chr(raw.FPDFText_GetUnicode(text, at)) for at in range(text.count_chars()))
            for text in self.texts
        ]

    def copy(self, first: Place, last: Place) -> str:
        ends = dict.fromkeys(range(first.piece, last.piece + 1), (0, -1))
        pages = []
        for page in ends:
            start = first.at if page == first.piece else 0
            end = last.at + 1 if page == last.piece else self.texts[page].count_chars()
            pages.append(_text(self.texts[page], start, end - start))
        return "\n".join(pages)


def _matches(text: pypdfium2.PdfTextPage, query: str) -> int:
    search = text.search(query)
    found = 0
    while search.get_next() is not None:
        found += 1
    return found


def _text(text: pypdfium2.PdfTextPage, start: int, count: int) -> str:
    units = (ctypes.c_ushort * (2 * count + 1))()
    raw.FPDFText_GetText(text, start, count, units)
    return bytes(units).decode("utf-16-le", "replace").partition("\0")[0]


@contextmanager
def _start() -> Iterator[Callable[[Path], Open]]:
    def opened(file: Path) -> Open:
        document = pypdfium2.PdfDocument(file)
        return _Document([page.get_textpage() for page in document])

    yield opened


PDFIUM = Viewer("PDFium", _start, lambda: None)
