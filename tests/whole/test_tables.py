"""Tables, terms, verse and annexes in print, in e-books and on the site, and what judges say."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from lxml import etree
from support import messages

from publish.tools import epubcheck, verapdf

ROWS = "\n".join(f"| Harbour {n} | {n * 37} | {n * 1.25:g} | |" for n in range(1, 61))
TEXT = f"""\
Text before the table.

| Harbour | Rooms | *Share* | |
|---|---:|---:|---|
{ROWS}
{{.caption}}
Rooms by harbour[^n]

Register[^r]
: the list of rooms

{{.verse}}
The shelf is wide,
the door ajar.

{{.annex #rooms}}
## Rooms

See [](#hours).

{{.annex #hours}}
## Hours

See [](#rooms).

[^n]: Counted in May.

[^r]: Of two kinds.
"""


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    content = folder / "content" / "x"
    content.mkdir(parents=True)
    (content / "statement.toml").write_text('schema = 1\nsource_language = "en"\n', "utf-8")
    for language in ("en", "ar"):
        (content / f"{language}.md").write_text(f'+++\ntitle = "T"\n+++\n\n{TEXT}', "utf-8")
    command = [sys.executable, "-m", "publish", "build", "--content", str(content.parent)]
    wanted = ["-e", "pamphlet", "-e", "largeprint", "-e", "epub"]
    done = subprocess.run(
        [*command, "-o", str(folder), *wanted, "--ua", "2"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return folder / "x"


def heard(path: Path) -> str:
    command = [sys.executable, "-m", "publish", "verify", "--transcript", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("name", ["x.en.pamphlet.pdf", "x.ar.largeprint.pdf", "x.en.epub"])
def test_a_table_is_heard_once_row_by_row(name: str, tables: Path) -> None:
    """Its head is shown on every page that it goes on to."""
    said = heard(tables / name)
    assert said.count("[table of 61 rows and 4 columns]") == 1
    assert said.count("[header, column 1]\n  Harbour\n") == 1
    assert "[column 2, “Rooms”, “Harbour 7”]\n  259\n" in said
    assert "[row 61 of 61]" in said


def test_its_head_is_drawn_on_each_page(tables: Path) -> None:
    command = ["pdftotext", str(tables / "x.en.pamphlet.pdf"), "-"]
    pages = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\f")
    with_rows = [page for page in pages if "Harbour 1" in page or "Harbour 60" in page]
    assert len(with_rows) > 1
    assert all("Share" in page for page in with_rows)


def test_headers_have_scopes(tables: Path) -> None:
    with pikepdf.open(tables / "x.en.pamphlet.pdf") as pdf:
        scopes = [
            str(each.A.Scope)
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/TH"
        ]
    assert scopes.count("/Column") == 3
    assert scopes.count("/Row") == 60


def test_books_have_scopes_and_captions(tables: Path) -> None:
    with ZipFile(tables / "x.en.epub") as book:
        root = etree.fromstring(book.read("EPUB/text.xhtml"))
    (table,) = root.iter("{*}table")
    assert table[0].tag.endswith("caption")
    assert {each.get("scope") for each in table.iter("{*}th")} == {"col", "row"}


def test_annexes_are_numbered_and_begin_pages(tables: Path) -> None:
    command = ["pdftotext", str(tables / "x.en.pamphlet.pdf"), "-"]
    pages = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\f")
    first = next(page for page in pages if re.search(r"^Annex I$", page, re.MULTILINE))
    assert "Text before" not in first
    assert "The shelf" not in first
    second = next(page for page in pages if re.search(r"^Annex II$", page, re.MULTILINE))
    assert first != second
    said = heard(tables / "x.en.pamphlet.pdf").replace("\N{NO-BREAK SPACE}", " ")
    assert "[heading level 2]\n  Annex I Rooms\n" in said
    assert "  Annex II\n[end of link]" in said


def test_verse_keeps_its_lines(tables: Path) -> None:
    command = ["pdftotext", str(tables / "x.en.pamphlet.pdf"), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "The shelf is wide,\nthe door ajar.\n" in text


def test_they_are_valid(tables: Path) -> None:
    """PDF/UA-1, PDF/A-2a, PDF/UA-2 and WTPDF; EPUB 3.3."""
    assert verapdf.check(sorted(tables.glob("*.pdf"))) == ()
    assert messages(epubcheck.judge(sorted(tables.glob("*.epub")))) == ()


def test_a_table_that_is_too_wide_is_refused_with_its_line(tmp_path: Path) -> None:
    content = tmp_path / "content" / "x"
    content.mkdir(parents=True)
    (content / "statement.toml").write_text('schema = 1\nsource_language = "en"\n', "utf-8")
    head = "| " + " | ".join(f"Consideration{n}" for n in range(9)) + " |"
    words = f'+++\ntitle = "T"\n+++\n\nWords.\n\n{head}\n|{"---|" * 9}\n| 1 |\n'
    (content / "en.md").write_text(words, "utf-8")
    command = [sys.executable, "-m", "publish", "build", "--content", str(content.parent)]
    done = subprocess.run(
        [*command, "-o", str(tmp_path), "-e", "pamphlet"], capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "en.md:7: page 2: a table of 9 columns is wider than the page" in done.stderr


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_annex_is_a_document_of_a_book(language: str, tables: Path) -> None:
    """Contents and references lead there, and the pages of the pamphlet are found in it."""
    with ZipFile(tables / f"x.{language}.epub") as book:
        roots = {
            name: etree.fromstring(book.read(f"EPUB/{name}.xhtml"))
            for name in ("text", "annex-1", "annex-2", "nav")
        }
    (heading,) = roots["annex-2"].iter("{*}h1")
    assert heading.get("id") == "hours"
    (link,) = roots["annex-1"].iter("{*}a")
    assert link.get("href") == "annex-2.xhtml#hours"
    hrefs = [each.get("href") for each in roots["nav"].iter("{*}a")]
    assert {"annex-1.xhtml#rooms", "annex-2.xhtml#hours"} <= set(hrefs)
    for annex in ("annex-1", "annex-2"):
        first = next(roots[annex].iter("{*}section"))
        assert first[0].get("role") == "doc-pagebreak"


def test_pages_within_a_table_are_marked_at_their_first_row(tables: Path) -> None:
    with ZipFile(tables / "x.en.epub") as book:
        root = etree.fromstring(book.read("EPUB/text.xhtml"))
    marks = [each for each in root.iter("{*}span") if each.get("role") == "doc-pagebreak"]
    rows = [next(mark.iterancestors("{*}tr"), None) for mark in marks[1:]]
    assert rows
    for mark, row in zip(marks[1:], rows, strict=True):
        assert row is not None
        before = "".join(map(str, row.itertext())).partition(mark.tail or "\0")[0]
        assert not before.strip()
