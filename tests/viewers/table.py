"""The table of viewers: those in browsers, in which most people read PDFs."""

from __future__ import annotations

from typing import Final

from viewers.chromium import CHROMIUM
from viewers.pdfium import PDFIUM
from viewers.pdfjs import PDFJS

VIEWERS: Final = (PDFJS, CHROMIUM, PDFIUM)

IN_EVERY_TEST_RUN: Final = (PDFJS, PDFIUM)
"""Those that ``make test`` asks; ``make trials`` and ``make bench-text`` ask all."""
