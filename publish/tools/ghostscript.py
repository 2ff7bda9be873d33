"""Ghostscript, which separates pages into the plates of a press (its ``tiffsep`` device)."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PIL import Image

from publish.tools.program import Program, run

GHOSTSCRIPT: Final = Program("gs", package="ghostscript")
INSTALL: Final = f"apt install {GHOSTSCRIPT.package}"

_PLATE: Final = re.compile(r"page\((.+)\)\.tif")
_BATCH: Final = 40
"""So many pages at a time: their plates are files until they have been read."""
_START_S: Final = 60.0
_PAGE_S: Final = 10.0


@dataclass(frozen=True, slots=True)
class Separations:
    """The plates of one page, by the name of the ink: 0 is no ink, 255 is all of it.

    Pictures begin at the top left of the MediaBox, ``dpi`` pixels to an inch.
    """

    page: int
    plates: Mapping[str, Image.Image]


def available() -> bool:
    """Whether Ghostscript can be run here."""
    return GHOSTSCRIPT.path() is not None


def separations(pdf: Path, pages: int, dpi: int) -> Iterator[Separations]:
    """The plates of each of ``pages`` pages of a file, overprint taken into account.

    Raises:
        ToolError: Ghostscript is missing, failed, or took too long.
    """
    for first in range(1, pages + 1, _BATCH):
        last = min(first + _BATCH - 1, pages)
        with tempfile.TemporaryDirectory() as folder:
            _separate(pdf, first, last, dpi, Path(folder))
            for number in range(first, last + 1):
                yield Separations(number, _plates(Path(folder), number - first + 1))


def _separate(pdf: Path, first: int, last: int, dpi: int, folder: Path) -> None:
    run(
        GHOSTSCRIPT,
        "-dSAFER",
        "-dBATCH",
        "-dNOPAUSE",
        "-q",
        "-sDEVICE=tiffsep",
        f"-r{dpi}",
        f"-dFirstPage={first}",
        f"-dLastPage={last}",
        "-dMaxSpots=8",
        f"-sOutputFile={folder}/%d-page.tif",
        str(pdf.resolve()),
        timeout_s=_START_S + _PAGE_S * (last - first + 1),
    )


def _plates(folder: Path, number: int) -> dict[str, Image.Image]:
    """The plates that were written for a page, read and turned from paper white to ink."""
    plates: dict[str, Image.Image] = {}
    for path in sorted(folder.glob(f"{number}-page(*).tif")):
        match = _PLATE.search(path.name)
        if match:
            with Image.open(path) as picture:
                plates[match[1]] = picture.convert("L").point(_INVERTED)
    return plates


_INVERTED: Final = [255 - level for level in range(256)]
