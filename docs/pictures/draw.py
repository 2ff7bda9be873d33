"""Draws pictures of the README and the docs from what has been built: `make pictures`."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

LANGUAGES = ("en", "ru", "es", "ar")
STATEMENT = "imcwp-23-ukraine"
PAGES = (0, 1)
DPI = 72
GAP_PX = 12
PAPER_EDGE = "#c9c4bd"
TABLE = "#efece8"


def draw(build: Path) -> Image.Image:
    """Title page and first page of each language: a row of titles above a row of texts."""
    rows = [[_page(build, language, number) for language in LANGUAGES] for number in PAGES]
    width, height = rows[0][0].size
    size = (
        len(LANGUAGES) * (width + GAP_PX) + GAP_PX,
        len(rows) * (height + GAP_PX) + GAP_PX,
    )
    picture = Image.new("RGB", size, TABLE)
    for y, row in enumerate(rows):
        for x, page in enumerate(row):
            place = (GAP_PX + x * (width + GAP_PX), GAP_PX + y * (height + GAP_PX))
            picture.paste(page, place)
    return picture


def draw_press(build: Path) -> Image.Image:
    """A page of the press edition with its marks, in two languages side by side."""
    pages = [_page(build, language, 1, "press") for language in ("en", "ar")]
    width, height = pages[0].size
    picture = Image.new("RGB", (2 * width + 3 * GAP_PX, height + 2 * GAP_PX), TABLE)
    for number, page in enumerate(pages):
        picture.paste(page, (GAP_PX + number * (width + GAP_PX), GAP_PX))
    return picture


def _page(build: Path, language: str, number: int, edition: str = "pamphlet") -> Image.Image:
    path = build / STATEMENT / f"{STATEMENT}.{language}.{edition}.pdf"
    with pypdfium2.PdfDocument(path) as document:
        page = document[number].render(scale=DPI / 72).to_pil()
    return ImageOps.expand(page, border=1, fill=PAPER_EDGE)


PICTURES = {"pages.png": draw, "press.png": draw_press}

if __name__ == "__main__":
    source, folder = map(Path, sys.argv[1:])
    for name, picture in PICTURES.items():
        drawn = picture(source).quantize(96, Image.Quantize.MAXCOVERAGE)
        drawn.save(folder / name, optimize=True)
