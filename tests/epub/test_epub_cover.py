"""The cover is a page in two colours of the design, the same picture every time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from PIL import Image, ImageColor

from publish.content.statement import Run
from publish.design.colours import Colour, Palette
from publish.design.design import default_design
from publish.epub.cover import contrast, cover_picture
from publish.fonts.library import Library
from publish.markup.cover import cover_markups
from publish.text.dressed import Text
from publish.typeset.covers import on_one_page
from publish.typeset.engine import use_fonts, write_pdf

MM = 72 / 25.4
PALETTE = default_design().palettes["light"]
GROUND, PAPER = (142, 27, 31), (255, 255, 255)
SHELF = (94, 150)
"""The width and height of a cover on a shelf, in pixels."""

LONG = {
    "en": "On the rights of readers, librarians, printers, bookbinders and translators, and on the "
    "duties of those who keep the archives of the republic, with an annex on the lending of maps",
    "fa": "دربارهٔ حقوق خوانندگان، کتابداران، چاپگران، صحافان و مترجمان و وظایف نگهبانان بایگانی‌های "
    "جمهوری، با پیوستی دربارهٔ امانت دادن نقشه‌ها و نت‌ها و دست‌نوشته‌ها",
    "he": "על זכויות הקוראים, הספרנים, המדפיסים, הכורכים והמתרגמים ועל חובות שומרי הארכיונים "
    "של הרפובליקה",
}


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """Two pages of the shape of a cover: the first with a black upper half, the second black."""
    output = BytesIO()
    with pikepdf.new() as document:
        for painting in (b"0 g 0 227 284 227 re f", b"0 g 0 0 284 454 re f"):
            page = document.add_blank_page(page_size=(100 * MM, 160 * MM))
            page.Contents = document.make_stream(painting)
        document.save(output)
    return output.getvalue()


def opened(picture: bytes) -> Image.Image:
    return Image.open(BytesIO(picture)).convert("RGB")


def test_a_cover_has_the_size_that_shops_ask_for(pdf: bytes) -> None:
    picture = Image.open(BytesIO(cover_picture(pdf, PALETTE)))

    assert picture.format == "PNG"
    assert picture.size == (1600, 2560)


def test_type_is_paper_on_a_ground_of_the_accent(pdf: bytes) -> None:
    picture = opened(cover_picture(pdf, PALETTE))

    assert picture.getpixel((800, 300)) == PAPER
    assert picture.getpixel((800, 2200)) == GROUND


def test_on_a_light_accent_type_is_in_ink(pdf: bytes) -> None:
    """White on yellow cannot be read (WCAG 2.2, 1.4.3)."""
    light: Palette = (
        Colour("accent", "#ffd24a"),
        Colour("paper", "#ffffff"),
        Colour("ink", "#1b1a19"),
    )
    picture = opened(cover_picture(pdf, light))
    type_, ground = picture.getpixel((800, 300)), picture.getpixel((800, 2200))

    assert type_ == ImageColor.getrgb("#1b1a19")
    assert contrast(type_, ground) > 7  # type: ignore[arg-type]


def test_the_same_pdf_gives_the_same_picture(pdf: bytes) -> None:
    assert cover_picture(pdf, PALETTE) == cover_picture(pdf, PALETTE)


# --- A whole cover ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def draw(fonts: Library) -> Callable[..., Image.Image]:
    use_fonts(fonts.installed)

    def drawn(*texts: Text) -> Image.Image:
        page = on_one_page(cover_markups(texts, fonts, default_design()))
        assert page.pages == 1
        return opened(cover_picture(write_pdf(page), PALETTE))

    return drawn


def titled(text: Text, title: str) -> Text:
    return replace(text, title=(Run(title),), title_text=title, subtitle=())


def inked(picture: Image.Image) -> tuple[int, int, int, int]:
    """The box around all that is not ground: left, top, right, bottom."""
    box = picture.convert("L").point(lambda level: 255 * (level > 70)).getbbox()
    assert box is not None
    return box


@pytest.mark.parametrize("language", LONG)
def test_a_long_title_is_whole_and_keeps_off_the_edges(
    language: str, rivers: Callable[[str], Text], draw: Callable[..., Image.Image]
) -> None:
    picture = draw(titled(rivers(language), LONG[language]))
    left, top, right, bottom = inked(picture)

    assert min(left, top, picture.width - right, picture.height - bottom) > 60


def test_a_title_is_as_large_as_it_may_be(
    rivers: Callable[[str], Text], draw: Callable[..., Image.Image]
) -> None:
    """On a shelf, the letters of a short title are seven pixels high, of a long one not much less.

    Twelve pixels from one line to the next are what a title of two words has there.
    """
    for title, least in (("Open shelves", 600), (LONG["en"][:64], 900)):
        picture = draw(
            replace(titled(rivers("en"), title), kind=None, event=None, place=None, dates=None)
        )
        _, top, _, bottom = inked(picture)
        assert bottom - top > least, title


def test_a_long_word_is_divided_rather_than_set_so_small_that_it_fits(
    rivers: Callable[[str], Text], draw: Callable[..., Image.Image]
) -> None:
    word = "Rechtsschutzversicherungsgesellschaftsangestelltenverordnung"
    picture = draw(
        replace(titled(rivers("en"), word), kind=None, event=None, place=None, dates=None)
    )
    left, top, right, bottom = inked(picture)

    assert min(left, picture.width - right) > 60
    assert bottom - top > 500  # several lines


def test_the_cover_of_several_languages_has_every_title(
    rivers: Callable[[str], Text], draw: Callable[..., Image.Image]
) -> None:
    """Each stands on the side where its lines begin."""
    alone, both = draw(rivers("en")), draw(rivers("en"), rivers("fa"))
    corner = (1200, 500, 1460, 1900)

    assert both.crop(corner).getcolors() != alone.crop(corner).getcolors()
    assert inked(both)[2] > 1400
