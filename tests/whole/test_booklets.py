"""Booklets as an office printer gets them: two pages a side on A4, bound on the language's side."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from support import CONTENT, Publish

MM = 72 / 25.4
LANGUAGES = ("en", "ru", "es", "ar")


@pytest.fixture(scope="module")
def booklets(publish: Publish, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    out = tmp_path_factory.mktemp("booklets")
    languages = [part for tag in LANGUAGES for part in ("-l", tag)]
    done = publish(
        "build", "imcwp-23-ukraine", "-e", "booklet", "-o", out, "--content", CONTENT, *languages
    )
    assert done.returncode == 0, done.stderr
    return {tag: next(out.rglob(f"*.{tag}.booklet.pdf")) for tag in LANGUAGES}


def text_of_half(path: Path, side: int, left: bool) -> str:
    """What PDFium reads on one half of a side, counted from 1."""
    with pypdfium2.PdfDocument(path) as pdf:
        page = pdf[side - 1]
        width, height = page.get_size()
        edges = (0, 0, width / 2, height) if left else (width / 2, 0, width, height)
        return str(page.get_textpage().get_text_bounded(*edges))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_booklet_is_a4_and_has_two_sides_a_sheet(
    booklets: dict[str, Path], language: str
) -> None:
    with pikepdf.open(booklets[language]) as pdf:
        assert len(pdf.pages) % 2 == 0
        for page in pdf.pages:
            size = [float(length) / MM for length in page.MediaBox[2:]]
            assert size == pytest.approx([297, 210], abs=0.1)
        assert str(pdf.Root.ViewerPreferences.Duplex) == "/DuplexFlipShortEdge"
        assert "/StructTreeRoot" not in pdf.Root


def test_the_cover_is_on_the_side_from_which_the_language_reads(booklets: dict[str, Path]) -> None:
    """Side 1: the Arabic page 1 on the left half, the English one on the right."""
    assert "Solidarity" in text_of_half(booklets["en"], 1, left=False)
    assert "Solidarity" not in text_of_half(booklets["en"], 1, left=True)
    assert "أوكرانيا" in text_of_half(booklets["ar"], 1, left=True)
    assert "أوكرانيا" not in text_of_half(booklets["ar"], 1, left=False)


def test_verify_finds_nothing_in_booklets(publish: Publish, booklets: dict[str, Path]) -> None:
    """Order, binding, creep and marks are read back from the sheets."""
    done = publish("verify", *booklets.values(), "--json")
    assert [
        each for each in json.loads(done.stdout)["findings"] if each["severity"] != "note"
    ] == []
