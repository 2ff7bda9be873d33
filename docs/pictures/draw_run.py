"""Draws the pictures of docs/print-runs.md from a folder that `publish run` has made."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

DPI = 72
GAP_PX = 12
PAPER_EDGE = "#c9c4bd"
TABLE = "#efece8"


def draw_ticket(run: Path) -> Image.Image:
    """The ticket's overview, and what it says of the first and the last language."""
    with pypdfium2.PdfDocument(run / "ticket.pdf") as document:
        return _beside([_page(document, number) for number in (0, 1, len(document) - 1)])


def draw_sheets(run: Path) -> Image.Image:
    """The front of the first sheet in each language: where its first page lies."""
    fronts = []
    for path in sorted(run.glob("*.saddle-2up.pdf")):
        with pypdfium2.PdfDocument(path) as document:
            fronts.append(_page(document, 0))
    return _beside(fronts)


def _beside(pictures: list[Image.Image]) -> Image.Image:
    width = sum(each.width + GAP_PX for each in pictures) + GAP_PX
    whole = Image.new("RGB", (width, max(each.height for each in pictures) + 2 * GAP_PX), TABLE)
    left = GAP_PX
    for each in pictures:
        whole.paste(each, (left, GAP_PX))
        left += each.width + GAP_PX
    return whole


def _page(document: pypdfium2.PdfDocument, number: int) -> Image.Image:
    picture = document[number].render(scale=DPI / 72).to_pil()
    return ImageOps.expand(picture, border=1, fill=PAPER_EDGE)


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    for name, picture in (("ticket", draw_ticket(source)), ("sheets", draw_sheets(source))):
        small = picture.quantize(64, Image.Quantize.MAXCOVERAGE)
        small.save(target / f"run-{name}.png", optimize=True)
