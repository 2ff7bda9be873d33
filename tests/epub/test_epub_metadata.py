"""A book says who made it, when, in what language, and who can read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from publish.epub.metadata import identifier
from publish.text.model import Text

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
    assert book.texts(OPF, "//dc:source") == ["https://example.org/rivers?a=1&b=2"]


def test_a_borrowed_name_keeps_its_language_and_direction(shelf: Shelf) -> None:
    """The meeting has no Persian name; its English one must not be read as Persian."""
    [creator] = shelf("fa").find(OPF, "//dc:creator")

    assert creator.get(XML_LANG) == "en"
    assert creator.get("dir") == "ltr"


def test_accessibility_metadata_are_there_and_claim_no_conformance(shelf: Shelf) -> None:
    book = shelf("en")
    said = [element.get("property") for element in book.find(OPF, "//opf:meta[@property]")]

    for name in ("accessMode", "accessModeSufficient", "accessibilityFeature"):
        assert f"schema:{name}" in said
    assert book.texts(OPF, "//opf:meta[@property='schema:accessibilityHazard']") == ["none"]
    assert "dcterms:conformsTo" not in said
