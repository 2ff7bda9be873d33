"""The text of a PDF's pages as PDFium reads it: each character with its place on the page.

What a search in Chrome finds, and what is copied from there.
"""

from __future__ import annotations

import ctypes
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from publish.findings.finding import Box, Spot
from publish.language import words
from publish.pdf.geometry import union


class PlacedWord(NamedTuple):
    """A word, normalised, and where on the pages it is."""

    text: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's characters in reading order, each with its box, where it was painted.

    ``real`` is the same without what is marked as an artifact (ISO 32000-1, 14.8.2.2), such
    as page numbers and running heads.
    """

    page: int
    characters: tuple[str, ...]
    boxes: tuple[Box | None, ...]
    artifacts: tuple[bool, ...]

    @property
    def text(self) -> str:
        """All that is on the page."""
        return "".join(self.characters)

    @property
    def real(self) -> str:
        """All but artifacts; they leave a line end, so that nothing runs together."""
        pairs = zip(self.characters, self.artifacts, strict=True)
        return "".join("\n" if artifact else character for character, artifact in pairs)

    def words(self) -> Iterator[PlacedWord]:
        """The words that are no artifacts, with their places."""
        for word in words.words(self.real):
            boxes = (box for box in self.boxes[word.start : word.end] if box is not None)
            yield PlacedWord(word.text, Spot(self.page, union(boxes)))


def read_pages(path: Path, turned: Collection[int] = ()) -> tuple[PageText, ...]:
    """The text of every page; those that are ``turned`` upside down are held the other way.

    Raises PdfiumError where PDFium cannot open the file.
    """
    with pypdfium2.PdfDocument(path) as document:
        for number in turned:
            document[number - 1].set_rotation(180)
        return tuple(_read_page(page, number) for number, page in enumerate(document, start=1))


def _read_page(page: pypdfium2.PdfPage, number: int) -> PageText:
    text = page.get_textpage()
    characters: list[str] = []
    boxes: list[Box | None] = []
    artifacts: list[bool] = []
    is_artifact: dict[int, bool] = {}
    for index in range(pdfium.FPDFText_CountChars(text)):
        painted = pdfium.FPDFText_GetTextObject(text, index)
        key = ctypes.cast(painted, ctypes.c_void_p).value or 0
        if key and key not in is_artifact:
            is_artifact[key] = _is_artifact(painted)
        generated = pdfium.FPDFText_IsGenerated(text, index) == 1
        characters.append(_character(pdfium.FPDFText_GetUnicode(text, index)))
        boxes.append(None if generated else _box(text, index))
        artifacts.append(is_artifact.get(key, False))
    text.close()
    page.close()
    return PageText(number, tuple(_paired(characters)), tuple(boxes), tuple(artifacts))


def _box(text: Any, index: int) -> Box:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value


def _is_artifact(painted: Any) -> bool:
    names = (
        _name(pdfium.FPDFPageObj_GetMark(painted, index))
        for index in range(pdfium.FPDFPageObj_CountMarks(painted))
    )
    return "Artifact" in names


def _name(mark: Any) -> str:
    needed = ctypes.c_ulong()
    pdfium.FPDFPageObjMark_GetName(mark, None, 0, needed)
    buffer = (pdfium.FPDF_WCHAR * (needed.value // 2))()
    pdfium.FPDFPageObjMark_GetName(mark, buffer, needed.value, needed)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def _character(code: int) -> str:
    return chr(code) if 0 < code <= 0x10FFFF else ""


def _paired(characters: list[str]) -> Iterator[str]:
    """Halves of a character beyond U+FFFF, which PDFium may give one by one, put together.

    It gives the second one first where a line reads from right to left. The half that is given
    first leaves an empty place, so that places still count characters.
    """
    half = ""
    for character in characters:
        if not half and "\ud800" <= character < "\ue000":
            half = character
            yield ""
            continue
        pair = half + character
        if half and "\ud800" <= character < half:
            pair = character + half
        half = ""
        yield pair.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
