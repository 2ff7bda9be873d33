"""Checks of e-books find what was spoilt in a good one, and nothing in the good one."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from publish.findings.finding import Finding
from publish.text.dressed import Text
from publish.verify.epub.book import BookError, read_book
from publish.verify.files import EPUB_CHECKS

PACKAGE = "EPUB/content.opf"


@pytest.fixture
def arabic(built: Path) -> Path:
    return built / "open-shelves" / "open-shelves.ar.epub"


def look(path: Path, text: Text | None = None) -> list[Finding]:
    """The findings of all checks but EPUBCheck."""
    book = read_book(path, text)
    return [finding for check in EPUB_CHECKS for finding in check(book)]


def spoilt(path: Path, folder: Path, change: Callable[[str, str], str]) -> Path:
    """A copy of a book, each of whose text files was given to ``change`` with its name."""
    copy = folder / path.name
    with zipfile.ZipFile(path) as book, zipfile.ZipFile(copy, "w") as other:
        for name in book.namelist():
            content = book.read(name)
            if name.endswith((".opf", ".xhtml")):
                content = change(name, content.decode()).encode()
            other.writestr(name, content)
    return copy


def replacing(*pairs: tuple[str, str], only: str = "") -> Callable[[str, str], str]:
    def change(name: str, text: str) -> str:
        for old, new in pairs if only in name else ():
            text = text.replace(old, new)
        return text

    return change


FAULTS = {
    "no language": (replacing(("<dc:language>ar</dc:language>", "")), {"epub-language"}),
    "another language": (
        replacing(("<dc:language>ar</dc:language>", "<dc:language>fa</dc:language>")),
        {"epub-language"},
    ),
    "a document without a language": (
        replacing((' lang="ar"', ""), (' xml:lang="ar"', ""), only="colophon"),
        {"epub-language"},
    ),
    "pages that turn the other way": (
        replacing(('page-progression-direction="rtl"', ""), only=".opf"),
        {"epub-direction"},
    ),
    "lines that run the other way": (
        replacing(('dir="rtl"', 'dir="ltr"'), only="text.xhtml"),
        {"epub-direction"},
    ),
    "a letter without a face": (replacing(("المطبوعات", "ﭺ ڜ")), {"epub-face-missing"}),
    "an English phrase that says it is Arabic": (
        replacing(('lang="en"', 'lang="ar"'), ('dir="ltr"', "")),
        {"epub-phrase-language"},
    ),
}


def test_a_good_book_has_no_findings(arabic: Path, source: Text) -> None:
    assert look(arabic) == []
    assert look(arabic, source) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_has_its_code(fault: str, arabic: Path, tmp_path: Path) -> None:
    change, codes = FAULTS[fault]
    assert {finding.code for finding in look(spoilt(arabic, tmp_path, change))} == codes


def test_contents_that_are_called_so_in_another_script_are_found(
    arabic: Path, tmp_path: Path
) -> None:
    def change(name: str, text: str) -> str:
        return text.replace("المحتويات", "Contents")

    codes = {finding.code for finding in look(spoilt(arabic, tmp_path, change))}
    assert "epub-contents-title" in codes


def test_a_lost_word_is_named(arabic: Path, source: Text, tmp_path: Path) -> None:
    book = spoilt(arabic, tmp_path, replacing(("نرعى", "")))
    (finding,) = look(book, source)
    assert finding.code == "epub-words-lost"
    assert "“نرعى”" in finding.problem.message


def test_a_longer_text_is_missed(arabic: Path, source: Text) -> None:
    (finding,) = look(arabic, replace(source, translator="محمد"))
    assert finding.code == "epub-words-lost"


def test_what_is_no_book_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.epub"
    path.write_bytes(b"nothing")
    with pytest.raises(BookError):
        read_book(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("META-INF/container.xml", "<container/>")
    with pytest.raises(BookError, match="package document"):
        read_book(path)
