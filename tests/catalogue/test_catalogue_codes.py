"""Codes lead from paper to file: read back from the page as a printer or a phone sees it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter
from support import CONTENT

from publish.catalogue import poster as posters
from publish.catalogue.poster import MODULE_MM, QUIET_MODULES, poster
from publish.content.load import load
from publish.design.design import default_design
from publish.errors import CommandError
from publish.fonts.library import open_library
from publish.verify.files import verify_files

URL = "https://statements.example/imcwp-23-ukraine/"


def _raster(pdf: bytes, page: int, dpi: float) -> Image.Image:
    drawn: Image.Image = pypdfium2.PdfDocument(BytesIO(pdf))[page].render(scale=dpi / 72).to_pil()
    return drawn.convert("L")


def _read(picture: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture)]


@pytest.fixture(scope="module")
def made() -> bytes:
    return poster(load(CONTENT / "imcwp-23-ukraine"), URL, open_library(), default_design())


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_colophons_code_is_read_at_150_dpi(built: Path, language: str) -> None:
    """It stands on the last page, or on that with the title."""
    pdf = (built / "open-shelves" / f"open-shelves.{language}.pamphlet.pdf").read_bytes()
    pages = range(len(pypdfium2.PdfDocument(pdf)))
    found = [code for page in pages for code in _read(_raster(pdf, page, 150))]
    assert found == ["https://example.org/open-shelves"]


def test_the_posters_code_is_read_at_150_dpi(made: bytes) -> None:
    (code,) = zxingcpp.read_barcodes(_raster(made, 0, 150))
    assert code.text == URL
    assert code.ec_level == "H"


def test_the_posters_code_is_read_as_a_camera_sees_it_from_two_metres(made: bytes) -> None:
    """1.4 mm to a pixel, out of focus by a pixel: 18 dots to the inch."""
    seen = _raster(made, 0, 25.4 / 1.4).filter(ImageFilter.GaussianBlur(0.6))
    assert _read(seen) == [URL]


def test_the_posters_code_is_read_with_a_stain_on_it(made: bytes) -> None:
    picture = _raster(made, 0, 150)
    width, height = picture.size
    box = (width * 0.45, height * 0.38, width * 0.62, height * 0.48)
    ImageDraw.Draw(picture).ellipse(box, fill=128)
    assert _read(picture) == [URL]


def test_modules_and_quiet_zone_have_the_size_that_two_metres_ask_for(made: bytes) -> None:
    dpi = 150
    picture = _raster(made, 0, dpi)
    (code,) = zxingcpp.read_barcodes(picture)
    mm = 25.4 / dpi
    corners = code.position
    side = (corners.top_right.x - corners.top_left.x) * mm
    assert side / MODULE_MM == pytest.approx(37, abs=0.3)  # version 5: 44 bytes at level H
    quiet = (QUIET_MODULES * MODULE_MM - 0.5) / mm
    left, top = corners.top_left.x - quiet, corners.top_left.y - quiet
    right, bottom = corners.bottom_right.x + quiet, corners.bottom_right.y + quiet
    inside = ImageDraw.Draw(
        frame := picture.crop((round(left), round(top), round(right), round(bottom)))
    )
    edge = quiet - 2
    inside.rectangle((edge, edge, frame.width - edge, frame.height - edge), fill=255)
    shades: Any = frame.getextrema()
    assert shades[0] > 250


def test_the_poster_says_it_in_every_language_on_one_page(made: bytes) -> None:
    document = pypdfium2.PdfDocument(made)
    assert len(document) == 1
    words = document[0].get_textpage().get_text_range()
    for said in ("Scan to read", "Escanee", "Отсканируйте", "للقراءة"):
        assert said in words


def test_the_poster_is_as_accessible_and_lasting_as_the_pamphlet(
    made: bytes, tmp_path: Path
) -> None:
    path = tmp_path / "poster.pdf"
    path.write_bytes(made)
    assert [f for f in verify_files([path], {}) if f.severity == "error"] == []
    again = poster(load(CONTENT / "imcwp-23-ukraine"), URL, open_library(), default_design())
    assert again == made


def test_an_address_too_long_for_two_metres_is_refused() -> None:
    with pytest.raises(CommandError, match="wider than the poster"):
        posters._code(f"https://example.org/{'long/' * 10}")
