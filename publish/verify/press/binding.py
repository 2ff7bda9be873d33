"""Whether a press file's pages can be bound: from the right side, on sheets that they fill."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from publish.findings.finding import Code, Finding, note
from publish.findings.saying import counted
from publish.pdf.file import PdfFile
from publish.verify.pdf.identity import check_direction

PAGES = Code("press-page-count", "GWG 2022 sheetfed CMYK, number of pages")

_FOLDED: Final = 4
"""A sheet folded once has so many pages; all bindings of folded sheets have a multiple of them."""


def check(file: PdfFile) -> Iterator[Finding]:
    """On which side the pages are bound, and how many stay blank when they are."""
    yield from check_direction(file)
    pages = len(file.pdf.pages)
    blanks = -pages % _FOLDED
    if blanks:
        yield note(
            PAGES,
            f"{counted(pages, 'page')}: stapled or bound, {counted(blanks, 'page')} at the end "
            f"will be blank.",
            file.place,
            f"Fill them, or tell the print shop; a number that {_FOLDED} divides leaves none.",
        )
