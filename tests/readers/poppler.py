"""Poppler, which reads in Evince and Okular, in three of its ways.

By columns as it finds them; ``-layout``, with everything where it stands on the page; ``-raw``, in
the order in which the page is drawn.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from publish.tools.program import Program, run
from readers.reader import Pages, Reader, one_by_one

PDFTOTEXT = Program("pdftotext", package="poppler-utils")


def _pages(options: tuple[str, ...], file: Path) -> Pages:
    text = run(PDFTOTEXT, *options, "-enc", "UTF-8", str(file), "-").out
    return tuple(text.split("\f")[:-1])  # it ends every page so


def _lacks() -> str | None:
    return None if PDFTOTEXT.path() else f"apt install {PDFTOTEXT.package}"


def _reader(name: str, *options: str) -> Reader:
    return Reader(name, partial(one_by_one, partial(_pages, options)), _lacks)


PLAIN = _reader("Poppler")
LAYOUT = _reader("Poppler -layout", "-layout")
RAW = _reader("Poppler -raw", "-raw")
