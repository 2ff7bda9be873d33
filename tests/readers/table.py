"""The table of readers: those that people search, copy and listen with, and what they build on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from readers import pdfbox, pdfjs, poppler
from readers.mupdf import MUPDF
from readers.pdfium import PDFIUM
from readers.pdfminer_pages import PDFMINER
from readers.pypdf_pages import PYPDF
from readers.tika import TIKA
from readers.txtwrite import TXTWRITE

READERS: Final = (
    poppler.PLAIN,
    poppler.LAYOUT,
    poppler.RAW,
    PDFIUM,
    MUPDF,
    pdfjs.TEXT,
    pdfjs.TAGS,
    pdfbox.PLAIN,
    pdfbox.SORTED,
    TIKA,
    PYPDF,
    PDFMINER,
    TXTWRITE,
)

IN_EVERY_TEST_RUN: Final = (pdfjs.TEXT, pdfjs.TAGS, pdfbox.PLAIN, pdfbox.SORTED)
"""Those that ``make test`` asks; ``make trials`` and ``make bench-text`` ask all."""

BESIDE_PEERS: Final = (poppler.PLAIN, PDFIUM, MUPDF, pdfjs.TEXT, pdfbox.PLAIN)
"""Those that read what other programs have made as well (tests/bench/text_layer.py)."""


def absent() -> Iterator[str]:
    """A line for each reader that is not here, with what installs it."""
    for reader in READERS:
        if (install := reader.lacks()) is not None:
            yield f"{reader.name} is not here: {install}"
