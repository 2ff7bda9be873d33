"""A book says who made it, when, in what language, and who can read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from publish.epub.metadata import identifier
from publish.text.dressed import Text

Shelf = Callable[[str], Any]
Texts = Callable[[str], Text]

OPF = "content.opf"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def test_the_identifier_outlives_corrections_and_tells_languages_apart(rivers: Texts) -> None:
    text = rivers("en")

    assert identifier(text) == "urn:uuid:76b997ac-0a90-55e4-823e-cb9e9c4d33f1"
    assert identifier(replace(text, title_text="Corrected")) == identifier(text)
    assert identifier(rivers("fa")) != identifier(text)


def test_title_and_subtitle_are_told_apart(shelf: Shelf) -> None:
    book = shelf("en")

    assert book.texts(OPF, "//dc:title") == ["Water & <Words>", "A “declaration” of rivers"]
    assert book.texts(OPF, "//opf:meta[@refines='#title']") == ["main"]
    assert book.texts(OPF, "//opf:meta[@refines='#subtitle']") == ["subtitle"]


def test_meeting_and_translator_have_their_parts(shelf: Shelf) -> None:
    book = shelf("en")

    assert book.texts(OPF, "//dc:creator") == ["Meeting of Rivers & <Streams>"]
    assert book.texts(OPF, "//opf:meta[@refines='#creator']") == ["aut"]
    assert book.texts(OPF, "//dc:contributor") == ["Somebody <else>"]
    assert book.texts(OPF, "//opf:meta[@refines='#contributor']") == ["trl"]


def test_dates_and_source_are_the_contents_own(shelf: Shelf) -> None:
    book = shelf("en")

    assert book.texts(OPF, "//dc:date") == ["2024-05-01"]
    assert book.texts(OPF, "//opf:meta[@property='dcterms:modified']") == ["2024-05-02T10:00:00Z"]
    assert book.texts(OPF, "//dc:source[not(@id)]") == ["https://example.org/rivers?a=1&b=2"]


def test_a_borrowed_name_keeps_its_language_and_direction(shelf: Shelf) -> None:
    """The meeting has no Persian name; its English one must not be read as Persian."""
    [creator] = shelf("fa").find(OPF, "//dc:creator")

    assert creator.get(XML_LANG) == "en"
    assert creator.get("dir") == "ltr"


# --- Who can read it ------------------------------------------------------------------


def said(book: Any, name: str) -> list[str]:
    """The values of a property of the package."""
    texts: list[str] = book.texts(OPF, f"//opf:meta[@property='{name}']")
    return texts


def test_how_the_book_can_be_read_is_said_in_full(shelf: Shelf) -> None:
    """EPUB Accessibility 1.1, discovery: all six properties, in Schema.org's words."""
    book = shelf("en")

    assert said(book, "schema:accessMode") == ["textual", "visual"]
    assert said(book, "schema:accessModeSufficient") == ["textual"]
    assert said(book, "schema:accessibilityHazard") == ["none"]
    assert set(said(book, "schema:accessibilityFeature")) == {
        "ARIA",
        "alternativeText",
        "displayTransformability",
        "pageBreakMarkers",
        "pageNavigation",
        "readingOrder",
        "structuralNavigation",
        "tableOfContents",
        "unlocked",
    }


def test_a_book_without_pictures_or_printed_pages_does_not_boast_of_them(
    rivers: Texts, bare: Callable[[Text], Any]
) -> None:
    book = bare(rivers("he"))
    features = said(book, "schema:accessibilityFeature")

    assert said(book, "schema:accessMode") == ["textual"]
    assert not {"alternativeText", "pageBreakMarkers", "pageNavigation"} & set(features)
    assert said(book, "pageBreakSource") == []
    assert book.find("nav.xhtml", "//html:nav[@epub:type='page-list']") == []
    assert book.find("toc.ncx", "//ncx:pageList") == []


@pytest.mark.parametrize("language", ["en", "fa", "he"])
def test_the_summary_is_in_the_books_language(language: str, shelf: Shelf) -> None:
    [summary] = shelf(language).find(OPF, "//opf:meta[@property='schema:accessibilitySummary']")

    assert summary.get(XML_LANG) == language
    assert len(summary.text or "") > 60


def test_conformance_is_claimed_in_the_standards_words_and_by_somebody(shelf: Shelf) -> None:
    book = shelf("en")
    [claim] = book.find(OPF, "//opf:meta[@property='dcterms:conformsTo']")
    [by] = book.find(OPF, "//opf:meta[@property='a11y:certifiedBy']")

    assert claim.text == "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
    assert by.get("refines") == f"#{claim.get('id')}"


# --- What it belongs to ---------------------------------------------------------------


def test_what_a_meeting_adopts_is_one_set(shelf: Shelf) -> None:
    book = shelf("fa")
    [collection] = book.find(OPF, "//opf:meta[@property='belongs-to-collection']")

    assert (collection.text, collection.get(XML_LANG)) == ("Meeting of Rivers & <Streams>", "en")
    assert book.texts(OPF, "//opf:meta[@refines='#event']") == ["set"]
    assert book.texts(OPF, "//dc:coverage") == ["بصره"]


def test_the_printed_edition_is_named_for_old_and_new_readers(shelf: Shelf) -> None:
    book = shelf("en")
    name = "Pamphlet edition (rivers.pamphlet.pdf)"

    assert said(book, "pageBreakSource") == [name]
    assert book.texts(OPF, "//dc:source[@id='printed']") == [name]
    assert book.texts(OPF, "//opf:meta[@refines='#printed']") == ["pagination"]


def test_the_package_is_in_the_books_language(shelf: Shelf) -> None:
    assert shelf("fa").root(OPF).get(XML_LANG) == "fa"
