"""EPUBCheck is found, run, and read aright."""

import importlib.metadata
import zipfile
from pathlib import Path

import pytest
from support import messages

from publish.errors import ToolError
from publish.tools import epubcheck

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""

PACKAGE = """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:identifier id="id">urn:example:1</dc:identifier>
    <dc:title>A title</dc:title>
    <dc:language>en</dc:language>
    <meta property="dcterms:modified">2024-01-01T00:00:00Z</meta>
  </metadata>
  <manifest>
    <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
  </manifest>
  <spine><itemref idref="nav"/></spine>
</package>
"""

CONTENTS = """<?xml version="1.0"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
  <head><title>Contents</title></head>
  <body><nav epub:type="toc"><ol><li><a href="nav.xhtml">Contents</a></li></ol></nav></body>
</html>
"""


def write_book(path: Path, contents: str = CONTENTS) -> Path:
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("META-INF/container.xml", CONTAINER)
        book.writestr("package.opf", PACKAGE)
        book.writestr("nav.xhtml", contents)
    return path


def test_findings_say_which_book_which_file_and_which_line(tmp_path: Path) -> None:
    """One run over three books: a valid one, one with a fault, and one that is no book."""
    valid = write_book(tmp_path / "valid.epub")
    broken = write_book(tmp_path / "broken.epub", CONTENTS.replace("nav.xhtml", "gone.xhtml"))
    text = tmp_path / "-text.epub"
    text.write_text("Not a book.")

    of_broken, *of_text = messages(epubcheck.judge([valid, broken, text]))

    assert (of_broken.book, of_broken.code, of_broken.severity) == (broken, "RSC-007", "ERROR")
    assert (of_broken.member, of_broken.line) == ("nav.xhtml", 4)
    assert "gone.xhtml" in of_broken.message
    assert [(each.book, each.member, each.line) for each in of_text] == [(text, None, None)] * 2
    assert {each.severity for each in of_text} == {"ERROR", "FATAL"}


def test_a_book_that_is_not_there_does_not_pass(tmp_path: Path) -> None:
    """EPUBCheck reports no message for a file that it cannot open."""
    with pytest.raises(ToolError, match=r"missing\.epub: EPUBCheck gave no verdict"):
        messages(epubcheck.judge([tmp_path / "missing.epub"]))


def test_without_java_the_error_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not epubcheck.available()
    with pytest.raises(ToolError, match=r"apt install default-jre-headless"):
        messages(epubcheck.judge([tmp_path / "any.epub"]))


def test_java_that_gives_no_report_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So ends, for one, a Java that is too old for EPUBCheck."""
    java = tmp_path / "java"
    java.write_text("#!/bin/sh\necho 'UnsupportedClassVersionError' >&2\nexit 1\n")
    java.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolError, match=r"no verdict: UnsupportedClassVersionError"):
        messages(epubcheck.judge([tmp_path / "any.epub"]))


def test_the_version_is_that_of_the_package_that_carries_it() -> None:
    assert epubcheck.version() == importlib.metadata.version("epubcheck")
