"""Pictures of first pages are the same every time, and keep their colours."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from publish.catalogue.firstpage import first_page_picture

MM = 72 / 25.4
RED = (142, 27, 31)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """Two A5 pages: the first with a red top half, the second black."""
    output = BytesIO()
    with pikepdf.new() as document:
        for painting in (b"0.5569 0.1059 0.1216 rg 0 297 420 298 re f", b"0 0 420 595 re f"):
            page = document.add_blank_page(page_size=(148 * MM, 210 * MM))
            page.Contents = document.make_stream(painting)
        document.save(output)
    return output.getvalue()


def test_the_first_page_is_drawn_at_the_width_asked_for(pdf: bytes) -> None:
    picture = Image.open(BytesIO(first_page_picture(pdf, width_px=296)))

    assert picture.format == "PNG"
    assert picture.size == (296, 420)


def test_colours_and_paper_are_kept(pdf: bytes) -> None:
    picture = Image.open(BytesIO(first_page_picture(pdf, width_px=296))).convert("RGB")

    assert picture.getpixel((100, 100)) == RED
    assert picture.getpixel((100, 400)) == (255, 255, 255)


def test_the_same_pdf_gives_the_same_picture(pdf: bytes) -> None:
    assert first_page_picture(pdf, 296) == first_page_picture(pdf, 296)
