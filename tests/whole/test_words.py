"""No word is lost: the source's words, as they were published, against what was made."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

WORDS = Path(__file__).parent.parent / "words" / "imcwp-23-ukraine"
LANGUAGES = ("en", "ru", "es", "ar")

# Letters with their marks, or digits: quotation marks, dashes and spaces are the
# typesetter's, and figures stuck to a word are set apart.
WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f\u064b-\u065f\u0670]*)+|\d+")
UNSEEN = re.compile("[\u00ad\u061c\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069]")


def words(text: str) -> Counter[str]:
    """The words of a text, as a reader would tell them apart."""
    return Counter(WORD.findall(UNSEEN.sub("", unicodedata.normalize("NFKC", text))))


def source(language: str) -> str:
    return (WORDS / f"{language}.txt").read_text(encoding="utf-8")


def text_of_pdf(path: Path) -> str:
    """What PDFium reads; it puts U+FFFE where a hyphen at a line's end joins two parts."""
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
    return re.sub("\ufffe\\s*", "", "\n".join(pages))


def text_of_epub(path: Path) -> str:
    """The text of every page of a book."""
    with zipfile.ZipFile(path) as book:
        pages = [
            etree.fromstring(book.read(name))
            for name in book.namelist()
            if name.endswith(".xhtml") and "nav" not in name
        ]
    return "\n".join(str(text) for page in pages for text in page.itertext())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_in_the_book(language: str, built: Path) -> None:
    """An e-book holds each word of its language at least as often as the source."""
    book = built / "imcwp-23-ukraine" / f"imcwp-23-ukraine.{language}.epub"
    assert words(source(language)) - words(text_of_epub(book)) == Counter()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_in_the_pamphlet(language: str, built: Path) -> None:
    """A pamphlet's own text, as a search or a copy finds it, holds them too."""
    pdf = built / "imcwp-23-ukraine" / f"imcwp-23-ukraine.{language}.pamphlet.pdf"
    assert words(source(language)) - words(text_of_pdf(pdf)) == Counter()


@pytest.mark.parametrize("language", LANGUAGES)
def test_upcoming_congresses_are_in_every_language(language: str, built: Path) -> None:
    """The two announcements are data given once, and stand in all four."""
    for suffix, read in (("epub", text_of_epub), ("pamphlet.pdf", text_of_pdf)):
        path = built / "imcwp-23-ukraine" / f"imcwp-23-ukraine.{language}.{suffix}"
        found = words(read(path))
        assert not words("24th Congress of the CPI(M) Madurai XII Congress of the CP") - found


def test_a_lost_word_would_be_seen() -> None:
    """The comparison notices one word less, and one letter."""
    assert words("one two two") - words("one two") == Counter({"two": 1})
    assert words("اللقاء اﻷممي") - words("اللقاء الأممي") == Counter()
    assert words("اللقاء") - words("اللفاء")
