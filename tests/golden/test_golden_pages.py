"""Every page as it looked when somebody last looked at it: `make pages` takes new pictures."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from support import TEXTS

PAGES = Path(__file__).parent.parent / "pages"
WIDTH_PX = 340
GREYS = 16
COLUMNS = 4
GAP_PX = 6

# Other releases of the shaping libraries move edges by a fraction of a pixel; a line that
# breaks elsewhere darkens whole words.
FAINT = 96
MOST_DIFFERENT = 0.004

EDITIONS = [
    f"{statement}.{language}.{edition}"
    for edition in ("pamphlet", "largeprint")
    for statement, language in TEXTS
]


def contact_sheet(pdf: Path) -> Image.Image:
    """All pages of a file side by side, in grey."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [
            page.render(scale=WIDTH_PX / page.get_width()).to_pil().convert("L")
            for page in document
        ]
    width, height = pages[0].size
    rows = -(-len(pages) // COLUMNS)
    size = (COLUMNS * (width + GAP_PX) + GAP_PX, rows * (height + GAP_PX) + GAP_PX)
    sheet = Image.new("L", size, 128)
    for number, page in enumerate(pages):
        row, column = divmod(number, COLUMNS)
        sheet.paste(page, (GAP_PX + column * (width + GAP_PX), GAP_PX + row * (height + GAP_PX)))
    return sheet


def different(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that differ by more than an edge."""
    difference = ImageChops.difference(one, other).point(lambda value: 255 * (value > FAINT))
    return difference.histogram()[255] / (one.width * one.height)


@pytest.mark.parametrize("name", EDITIONS)
def test_pages_look_as_they_did(
    name: str, built: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """A change of any page shows up here, to be looked at before it is accepted."""
    sheet = contact_sheet(built / name.split(".")[0] / f"{name}.pdf")
    reference = PAGES / f"{name}.png"
    if request.config.getoption("--update-pages"):
        PAGES.mkdir(exist_ok=True)
        sheet.quantize(GREYS).save(reference, optimize=True)
    expected = Image.open(reference).convert("L")
    seen = tmp_path / "seen.png"
    sheet.save(seen)
    advice = f"look at {seen} beside {reference}; if it is right, run: make pages"
    assert sheet.size == expected.size, f"another number of pages: {advice}"
    assert different(sheet, expected) <= MOST_DIFFERENT, f"pages differ: {advice}"


def test_the_comparison_sees_a_moved_line() -> None:
    """The tolerance is for edges, not for lines of text."""
    page = Image.new("L", (350, 496), 255)
    moved = page.copy()
    page.paste(0, (40, 100, 310, 106))
    moved.paste(0, (40, 108, 310, 114))
    assert different(page, moved) > MOST_DIFFERENT
