"""A book carries the faces that it needs, cut to what it says, and their licences."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
import uharfbuzz
from fontTools.ttLib import TTFont

from publish.epub.cascade import Wish
from publish.epub.faces import embed
from publish.fonts.library import Library
from publish.resources import fonts_dir
from publish.text.dressed import Text

Shelf = Callable[[str], Any]

SERIF = ("Source Serif 4", "Amiri")


def drawn(content: bytes) -> set[str]:
    return {chr(code) for code in TTFont(BytesIO(content)).getBestCmap()}


def names(wishes: dict[Wish, str], fonts: Library) -> list[str]:
    embedded = embed({wish: frozenset(text) for wish, text in wishes.items()}, fonts)
    return [resource.name for resource in embedded.resources]


@pytest.mark.parametrize(
    ("wish", "face"),
    [
        (Wish(SERIF, 400), "SourceSerif4-Regular"),
        (Wish(SERIF, 500), "SourceSerif4-Regular"),
        (Wish(SERIF, 300), "SourceSerif4-Regular"),
        (Wish(SERIF, 600), "SourceSerif4-Bold"),
        (Wish(SERIF, 900), "SourceSerif4-Bold"),
        (Wish(SERIF, 700, italic=True), "SourceSerif4-BoldItalic"),
        (Wish(("Amiri",), 400, italic=True), "Amiri-Regular"),
        (Wish(("Source Serif 4 Display",), 700), "SourceSerif4Display-SemiBold"),
    ],
)
def test_the_nearest_face_of_a_family_is_taken(wish: Wish, face: str, fonts: Library) -> None:
    """As CSS Fonts 4, 5.2 has it: first the slant, then the weight, bold before light for bold."""
    assert names({wish: "ء" if "Amiri" in wish.families[0] else "a"}, fonts) == [
        f"fonts/{face}.ttf"
    ]


def test_a_character_goes_to_the_first_family_that_draws_it(fonts: Library) -> None:
    embedded = embed({Wish(SERIF): frozenset("aء")}, fonts)

    serif, naskh = (drawn(resource.content) for resource in embedded.resources)
    assert {"a", "ء"} & serif == {"a"}
    assert {"a", "ء"} & naskh == {"ء"}


def test_a_family_that_has_nothing_to_draw_stays_out(fonts: Library) -> None:
    embedded = embed({Wish(SERIF): frozenset("abc")}, fonts)

    assert "Amiri" not in embedded.css
    [licence] = embedded.licences.values()
    assert b"Source Serif" in licence
    assert b"Amiri" not in licence


def test_emphasis_in_arabic_script_is_a_weight_and_in_a_latin_phrase_a_slant(
    shelf: Shelf,
) -> None:
    """Persian has no italic; the English phrase in it has."""
    book = shelf("fa")

    assert set("آهسته") <= drawn(book.read("fonts/Amiri-Bold.ttf"))
    assert set("blue") <= drawn(book.read("fonts/SourceSerif4-Italic.ttf"))
    assert not set("blue") & drawn(book.read("fonts/Amiri-Regular.ttf"))


def test_every_face_of_a_book_is_declared_and_licensed(shelf: Shelf) -> None:
    book = shelf("en")
    css = book.read("language.css").decode()
    files = [name[5:] for name in book.names if name.startswith("EPUB/fonts/")]

    assert {f"url({name})" for name in files} == {
        part for part in css.split() if part.startswith("url(")
    }
    [licences] = [book.content_of(name) for name in book.names if "licences" in name]
    for family in ("amiri", "source-serif-4", "frank-ruhl-libre"):
        assert (fonts_dir() / "licences" / f"{family}.txt").read_bytes().strip() in licences


def test_ordered_lists_find_their_numerals(shelf: Shelf) -> None:
    """Persian counts in its own digits, which a subset of the text alone would not have."""
    book = shelf("fa")

    assert "persian" in book.read("language.css").decode()
    assert set("۰۱۲۳۴۵۶۷۸۹") <= drawn(book.read("fonts/Amiri-Regular.ttf"))


def test_a_book_without_faces_names_none_and_keeps_its_words(
    rivers: Callable[[str], Text], bare: Callable[[Text], Any], shelf: Shelf
) -> None:
    """Reading systems then take their own; nothing but faces is different."""
    plain, full = bare(rivers("fa")), shelf("fa")

    assert not [name for name in plain.names if "fonts/" in name or "licences" in name]
    assert b"@font-face" not in plain.read("language.css")
    assert b"Amiri" not in plain.read("language.css")
    assert plain.read("colophon.xhtml") == full.read("colophon.xhtml")
    assert "ibooks:specified-fonts" not in plain.read("content.opf").decode()
    assert "ibooks:specified-fonts" in full.read("content.opf").decode()


def test_a_face_for_a_few_words_holds_a_few_glyphs(fonts: Library) -> None:
    """The name of a language in a list of languages; its letters could take hundreds in others."""
    [face] = embed({Wish(("Amiri",)): frozenset({"العربية"})}, fonts).resources

    assert len(TTFont(BytesIO(face.content)).getGlyphOrder()) < 60
    assert len(face.content) < 12_000


def test_every_form_of_a_letter_is_there_for_words_that_are_broken(fonts: Library) -> None:
    """A reading system breaks what is too wide, and sets letters apart if a reader asks for it."""
    [face] = embed({Wish(("Amiri",)): frozenset({"عربية"})}, fonts).resources
    files = fonts.installed.files.values()
    [whole] = [path for path in files if path.name == "Amiri-Regular.ttf"]
    for piece in ("عر", "بية", "ع", "عرب", "ية"):
        assert advances(face.content, piece) == advances(whole.read_bytes(), piece), piece


def advances(font: bytes, text: str) -> list[int]:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(uharfbuzz.Font(uharfbuzz.Face(font)), buffer)
    return [place.x_advance for place in buffer.glyph_positions or ()]


def test_figures_have_the_forms_that_the_style_asks_for(fonts: Library) -> None:
    """Old-style figures in running text, and no others; a face without such stays as it is."""
    families, year = ("Source Serif 4",), frozenset({"2024"})
    plain, old = (
        embed({Wish(families, features=features): year}, fonts).resources[0].content
        for features in (frozenset[str](), frozenset({"onum"}))
    )

    assert len(TTFont(BytesIO(old)).getGlyphOrder()) > len(TTFont(BytesIO(plain)).getGlyphOrder())


def test_landmarks_have_faces_too(shelf: Shelf) -> None:
    """Some reading systems list them in the book's own face."""
    book = shelf("fa")
    letters = set("".join(book.texts("nav.xhtml", "//html:nav//html:a"))) - {" ", "\u200c"}
    files = [name[5:] for name in book.names if name.startswith("EPUB/fonts/")]

    assert letters <= set[str]().union(*(drawn(book.read(name)) for name in files))
