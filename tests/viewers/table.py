"""The table of viewers: those in browsers, in which most people read PDFs."""

from __future__ import annotations

from typing import Final

from viewers.pdfium import PDFIUM
from viewers.pdfjs import PDFJS

VIEWERS: Final = (PDFJS, PDFIUM)
