"""What a printer and a reader find in a finished pamphlet."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from support import RIGHT_TO_LEFT, TEXTS

PAMPHLETS = [
    (statement, language, "rtl" if language in RIGHT_TO_LEFT else "ltr")
    for statement, language in TEXTS
]
CATALOGUED = ("Source-Serif-4", "Amiri", "Frank-Ruhl-Libre")


def pamphlet(built: Path, statement: str, language: str) -> Path:
    return built / statement / f"{statement}.{language}.pamphlet.pdf"


@pytest.mark.parametrize(("statement", "language", "direction"), PAMPHLETS)
def test_language_title_and_direction_are_set(
    statement: str, language: str, direction: str, built: Path
) -> None:
    """A viewer shows the title, a screen reader takes the right voice, pages turn right."""
    with pikepdf.open(pamphlet(built, statement, language)) as pdf:
        preferences = pdf.Root.ViewerPreferences
        assert str(pdf.Root.Lang) == language
        assert str(pdf.docinfo.Title)
        assert preferences.DisplayDocTitle
        assert preferences.Direction == {"ltr": "/L2R", "rtl": "/R2L"}[direction]
        assert pdf.Root.Outlines.Count > 0


@pytest.mark.parametrize(("statement", "language", "direction"), PAMPHLETS)
def test_only_catalogued_faces_embedded_and_subset(
    statement: str, language: str, direction: str, built: Path
) -> None:
    """No face of the machine slips in; poppler's own listing says so."""
    command = ["pdffonts", str(pamphlet(built, statement, language))]
    listing = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = listing.splitlines()[2:]
    assert rows
    for row in rows:
        name = row.split()[0]
        assert name[6] == "+", f"{name} is not a subset"
        assert name[7:].startswith(CATALOGUED), f"{name} is not in the catalogue"
        embedded, subset, mapped = row.split()[-5:-2]
        assert (embedded, subset, mapped) == ("yes", "yes", "yes"), row


@pytest.mark.parametrize(("statement", "language", "direction"), PAMPHLETS)
def test_spine_and_folios_are_on_their_sides(
    statement: str, language: str, direction: str, built: Path
) -> None:
    """Page 2 is a left-hand page where pages turn to the left, else a right-hand one.

    The folio stands at the outer edge, away from the spine.
    """
    with pypdfium2.PdfDocument(pamphlet(built, statement, language)) as document:
        page = document[1]
        width, height = page.get_size()
        searcher = page.get_textpage().search("۲" if language == "fa" else "2")
        places = []
        while found := searcher.get_next():
            places.append(page.get_textpage().get_charbox(found[0]))
    left, _, right, _ = min(places, key=lambda box: box[1])
    outer_is_left = direction == "ltr"
    assert (left < width / 4) == outer_is_left
    assert (right > width * 3 / 4) != outer_is_left
    assert min(box[1] for box in places) < height / 8


@pytest.mark.parametrize("edition", ["pamphlet", "largeprint"])
def test_no_page_is_blank(edition: str, built: Path) -> None:
    """Every page has text of its own, beside its running head and folio."""
    for path in built.rglob(f"*.{edition}.pdf"):
        with pypdfium2.PdfDocument(path) as document:
            for number, page in enumerate(document, start=1):
                text = page.get_textpage().get_text_bounded(
                    bottom=page.get_height() * 0.09, top=page.get_height() * 0.91
                )
                assert text.strip(), f"{path.name}, page {number}"


def test_large_print_is_large(built: Path) -> None:
    """No Latin letter of the large print is smaller than 18 points, notes included."""
    path = built / "open-shelves" / "open-shelves.en.largeprint.pdf"
    with pypdfium2.PdfDocument(path) as document:
        heights = [
            text.get_charbox(index)[3] - text.get_charbox(index)[1]
            for page in document
            for text in [page.get_textpage()]
            for index in range(text.count_chars())
            if text.get_text_range(index, 1) == "H"
        ]
    capital_height_em = 0.67  # of Source Serif 4
    assert min(heights) >= 18 * capital_height_em * 0.97


def test_arabic_bullets_and_numbers_stand_on_the_right(built: Path) -> None:
    """In a right-to-left list the marker is right of its words."""
    with pypdfium2.PdfDocument(pamphlet(built, "imcwp-23-ukraine", "ar")) as document:
        text = document[1].get_textpage()
        bullets = [
            text.get_charbox(index)
            for index in range(text.count_chars())
            if text.get_text_range(index, 1) == "•"
        ]
        width, _ = document[1].get_size()
    assert len(bullets) >= 4
    assert all(left > width * 0.8 for left, *_ in bullets)


def test_the_code_leads_to_the_source(built: Path) -> None:
    """A phone reads the colophon's code off the printed page."""
    with pypdfium2.PdfDocument(pamphlet(built, "open-shelves", "en")) as document:
        picture = document[len(document) - 1].render(scale=150 / 72).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(picture)] == [
        "https://example.org/open-shelves"
    ]
