"""Symbol, organ, subjects and corrections in the metadata of all that is made."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from support import messages

from publish.tools import epubcheck, verapdf

FACTS = """\
schema = 1
source_language = "en"
status = "final"
published = 2024-04-20T09:30:00
revised = 2024-06-01T10:00:00
symbol = "A/RES/79/201"
subjects = ["peace", "libraries & rooms"]
issued_by = { en = "General Assembly" }

[[revisions]]
on = 2024-06-01
note = { en = "A name." }
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a build, with the site made from it below."""
    folder = tmp_path_factory.mktemp("metadata")
    content = folder / "content" / "x"
    content.mkdir(parents=True)
    (content / "statement.toml").write_text(FACTS, "utf-8")
    (content / "en.md").write_text('+++\ntitle = "T"\n+++\n\nWords.\n', "utf-8")
    publish = [sys.executable, "-m", "publish"]
    where = ["--content", str(content.parent)]
    for command in (
        ["build", *where, "-o", str(folder / "build"), "-e", "pamphlet", "-e", "epub"],
        ["catalog", *where, "--build", str(folder / "build"), "-o", str(folder / "site")],
    ):
        done = subprocess.run([*publish, *command], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
    return folder


def test_a_pdf_says_it_in_xmp(made: Path) -> None:
    with pikepdf.open(made / "build" / "x" / "x.en.pamphlet.pdf") as pdf:
        told = pdf.open_metadata()
        assert told["dc:identifier"] == "A/RES/79/201"
        assert set(told["dc:subject"]) == {"peace", "libraries & rooms"}
        assert list(told["dc:creator"]) == ["General Assembly"]
        assert told["xmp:ModifyDate"].startswith("2024-06-01T10:00")
        assert told["xmp:CreateDate"].startswith("2024-04-20T09:30")


def test_a_book_says_it_in_its_package(made: Path) -> None:
    with ZipFile(made / "build" / "x" / "x.en.epub") as book:
        package = book.read("EPUB/content.opf").decode()
    for element in (
        ">A/RES/79/201</dc:identifier>",
        ">peace</dc:subject>",
        ">libraries &amp; rooms</dc:subject>",
        ">General Assembly</dc:creator>",
        ">2024-06-01T10:00:00Z</meta>",
    ):
        assert element in package


def test_the_site_says_it_in_its_pages_and_feeds(made: Path) -> None:
    page = (made / "site" / "x" / "x.en.html").read_text("utf-8")
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    told = json.loads(script)
    assert told["identifier"] == "A/RES/79/201"
    assert told["about"] == ["peace", "libraries & rooms"]
    assert told["author"]["name"] == "General Assembly"
    assert told["dateModified"] == "2024-06-01T10:00:00"
    assert told["correction"][0]["text"].endswith("A name.")
    (publication,) = json.loads((made / "site" / "opds.en.json").read_text("utf-8"))["publications"]
    assert publication["metadata"]["subject"] == ["peace", "libraries & rooms"]
    assert publication["metadata"]["altIdentifier"] == "A/RES/79/201"
    feeds = "".join(path.read_text("utf-8") for path in (made / "site").glob("*.xml"))
    assert '<category term="peace"' in feeds


def test_readers_see_it(made: Path) -> None:
    command = ["pdftotext", str(made / "build" / "x" / "x.en.pamphlet.pdf"), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "General Assembly" in text.partition("\f")[0]
    assert "A/RES/79/201" in text.partition("\f")[0]
    assert "1 June 2024: A name." in text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Revised on" in text


def test_they_are_valid(made: Path) -> None:
    assert verapdf.check(sorted((made / "build" / "x").glob("*.pdf"))) == ()
    assert messages(epubcheck.judge(sorted((made / "build" / "x").glob("*.epub")))) == ()
