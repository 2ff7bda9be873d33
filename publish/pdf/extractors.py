"""Programs that extract the text of a PDF, each after rules of its own.

What one of them reads, a search, a copy or a translation gets in the programs built on it:
Poppler is in Evince and Okular, PDFium in Chrome, MuPDF in Sumatra and many libraries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType
from typing import Final

from publish.pdf.file import PdfFile
from publish.tools.program import Program, run

PDFTOTEXT: Final = Program("pdftotext", package="poppler-utils")

Extractor = Callable[[PdfFile], str | None]
"""The text of a document, or None where the program is not on this machine."""


def readings(file: PdfFile) -> Iterator[tuple[str, str]]:
    """The name and the reading of each extractor that is here.

    Raises ToolError where one of them fails.
    """
    for name, extract in EXTRACTORS.items():
        text = extract(file)
        if text is not None:
            yield name, text


def _pdfium(file: PdfFile) -> str:
    return "\n".join(page.text for page in file.pages)


def _poppler(file: PdfFile) -> str | None:
    if PDFTOTEXT.path() is None:
        return None
    return run(PDFTOTEXT, "-enc", "UTF-8", str(file.path.resolve()), "-").out


def _mupdf(file: PdfFile) -> str | None:
    """MuPDF's Python binding is not among what Publish needs; where it is, it is asked."""
    if find_spec("pymupdf") is None:
        return None
    mupdf = import_module("pymupdf")
    mupdf.TOOLS.mupdf_display_errors(False)  # they would be printed among the findings
    mupdf.TOOLS.mupdf_display_warnings(False)
    with mupdf.open(file.path) as document:
        return "\n".join(page.get_text() for page in document)


EXTRACTORS: Final[Mapping[str, Extractor]] = MappingProxyType(
    {"Poppler": _poppler, "PDFium": _pdfium, "MuPDF": _mupdf}
)

AT_A_LOSS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {"Poppler": frozenset({"Adlm", "Nkoo"}), "PDFium": frozenset({"Adlm"})}
)
"""Scripts (ISO 15924) that an extractor cannot read, whatever the file says.

Poppler 22.12 knows no direction for their letters, which are written from right to left; PDFium
gives the halves of characters beyond U+FFFF in the wrong order on such lines."""
