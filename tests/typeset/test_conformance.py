"""A pamphlet is PDF/UA-1 and PDF/A-2a in one file, and veraPDF says so."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pydyf
import pytest
import weasyprint
from lxml import etree

from publish.fonts.library import open_library
from publish.tools import verapdf
from publish.typeset import conformance
from publish.typeset.engine import use_fonts
from publish.typeset.mends import structure

PAGES = Path(__file__).parent / "pages"
NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}


@pytest.fixture(scope="module", autouse=True)
def _fonts() -> None:
    use_fonts(open_library().installed)


def set_pages(language: str) -> weasyprint.Document:
    with structure.reading_order():
        html = weasyprint.HTML(filename=PAGES / f"everything.{language}.html")
        return html.render(pdf_variant=conformance.VARIANT)


def write(document: weasyprint.Document) -> bytes:
    with structure.reading_order():
        return conformance.write(document, lambda document, pdf: None)


@pytest.fixture(scope="module")
def english() -> bytes:
    return write(set_pages("en"))


def test_verapdf_finds_nothing_in_either_direction(tmp_path: Path) -> None:
    """Title page, headings, lists in lists, columns, notes, links, pictures, other languages."""
    if not verapdf.available():
        assert "CI" not in os.environ, f"veraPDF must be there: {verapdf.INSTALL}"
        pytest.skip(f"veraPDF is not installed: {verapdf.INSTALL}")
    files = [tmp_path / f"everything.{language}.pdf" for language in ("en", "ar")]
    for file in files:
        file.write_bytes(write(set_pages(file.name.split(".")[1])))

    assert verapdf.check(files) == ()


def test_metadata_claims_both_standards_once(english: bytes) -> None:
    rdf = metadata(english)

    assert rdf.xpath("//@pdfaid:part", namespaces=NAMES) == ["2"]
    assert rdf.xpath("//@pdfaid:conformance", namespaces=NAMES) == ["A"]
    assert rdf.xpath("//@pdfuaid:part", namespaces=NAMES) == ["1"]


def test_metadata_equals_document_information(english: bytes) -> None:
    rdf = metadata(english)
    pdf = pikepdf.open(BytesIO(english))
    information = pdf.docinfo

    assert texts(rdf, "//dc:title//rdf:li") == [str(information.Title)]
    assert texts(rdf, "//dc:creator//rdf:li") == [str(information.Author)]
    assert texts(rdf, "//dc:language//rdf:li") == ["en"]
    assert texts(rdf, "//xmp:CreateDate") == ["2024-04-14T00:00:00Z"]
    assert str(information.CreationDate) == "D:20240414000000Z"
    assert texts(rdf, "//xmp:ModifyDate") == ["2024-04-14T00:00:00Z"]
    assert str(information.ModDate) == "D:20240414000000Z"


def test_metadata_can_be_read_without_reading_the_file_as_pdf(english: bytes) -> None:
    assert b'<?xpacket begin="\xef\xbb\xbf"' in english
    assert b'pdfuaid:part="1"' in english


def test_file_has_an_output_intent_an_identifier_and_its_language(english: bytes) -> None:
    pdf = pikepdf.open(BytesIO(english))

    (intent,) = pdf.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert bytes(intent.DestOutputProfile.read_bytes())[36:40] == b"acsp"  # an ICC profile
    assert bytes(pdf.trailer.ID[0])
    assert pdf.Root.Lang == "en"
    assert bool(pdf.Root.MarkInfo.Marked)
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def test_pictures_are_not_interpolated(english: bytes) -> None:
    pdf = pikepdf.open(BytesIO(english))
    pictures = [item for item in pdf.objects if "/Interpolate" in as_dictionary(item)]

    assert pictures
    assert not any(picture.Interpolate for picture in pictures)


def as_dictionary(item: object) -> pikepdf.Object | dict[str, object]:
    return item if isinstance(item, pikepdf.Dictionary | pikepdf.Stream) else {}


def test_a_document_written_twice_is_the_same_file() -> None:
    document = set_pages("ar")

    assert write(document) == write(document) == write(set_pages("ar"))


def test_a_document_is_left_as_it_was() -> None:
    """Its next variant may be one for print, where an RGB profile must not be."""
    document = set_pages("en")
    write(document)

    assert document.color_profiles == {}


def test_the_finisher_has_the_last_word() -> None:
    def finish(document: weasyprint.Document, pdf: pydyf.PDF) -> None:
        pdf.catalog["ViewerPreferences"]["Direction"] = "/R2L"

    with structure.reading_order():
        content = conformance.write(set_pages("ar"), finish)
    pdf = pikepdf.open(BytesIO(content))

    assert pdf.Root.ViewerPreferences.Direction == "/R2L"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def metadata(content: bytes) -> etree._Element:
    pdf = pikepdf.open(BytesIO(content))
    return etree.fromstring(pdf.Root.Metadata.read_bytes())


def texts(rdf: Any, path: str) -> list[str]:
    return [str(element.text) for element in rdf.xpath(path, namespaces=NAMES)]
