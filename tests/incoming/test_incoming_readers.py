"""Each reader keeps what its kind of file can say, and every word of it."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import pytest
from support import CONTENT

from publish.content.load import load
from publish.content.statement import (
    Block,
    Break,
    Emphasis,
    Heading,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Run,
    Strong,
    ThematicBreak,
    Translation,
)
from publish.content.writing import body
from publish.errors import ContentError
from publish.incoming.importing import Wish, import_file
from publish.incoming.page import Page
from publish.incoming.readers.files import read_page
from publish.tools.pandoc import PANDOC

HERE = Path("page")


def read(text: str | bytes, name: str = "page.txt") -> Page:
    return read_page(text.encode() if isinstance(text, str) else text, Path(name))


def shown(page: Page) -> str:
    """The blocks of a page as Markdown."""
    return body([piece.block for piece in page.pieces], page.notes, HERE).strip()


def lines(page: Page) -> list[int]:
    return [piece.block.line for piece in page.pieces]


# --- Plain text ---------------------------------------------------------------------


@pytest.mark.parametrize("bullet", "•◦‣▪■●○⁃·*-–—−➢✓\uf0b7\uf0a7")
def test_bullets_of_every_style(bullet: str) -> None:
    page = read(f"We ask:\n\n  {bullet} one thing;\n  {bullet} another.\n\nThat is all.")
    assert shown(page) == "We ask:\n\n- one thing;\n- another.\n\nThat is all."


@pytest.mark.parametrize("mark", ["{}.", "{})", "({})", "[{}]"])
def test_numbers_of_every_style(mark: str) -> None:
    text = "\n".join(f"{mark.format(n)} item {n}" for n in range(3, 13))
    (piece,) = read(text).pieces
    assert isinstance(piece.block, ListBlock)
    assert (piece.block.start, len(piece.block.items), piece.block.ordered) == (3, 10, True)


@pytest.mark.parametrize("digits", ["١٢٣", "۱۲۳", "१२३"])
def test_numbers_in_other_digits(digits: str) -> None:
    (piece,) = read("\n".join(f"{digit}- item" for digit in digits)).pieces
    assert isinstance(piece.block, ListBlock)
    assert piece.block.ordered
    assert len(piece.block.items) == 3


@pytest.mark.parametrize("letters", ["abc", "абв", "αβγ"])
def test_letters_count_too(letters: str) -> None:
    assert shown(read("\n".join(f"{letter}) item" for letter in letters))) == (
        '{numbers="a)"}\n1. item\n2. item\n3. item'
    )


@pytest.mark.parametrize(
    "text", ["2023. gada beigās.", "- one dash alone", "A. Smith said so.", "I) alone", "1945"]
)
def test_a_mark_that_may_be_a_word_stays_one(text: str) -> None:
    (piece,) = read(f"{text}\n").pieces
    assert piece.block == Paragraph((Run(text),), 1)


def test_lists_in_lists_and_paragraphs_in_items() -> None:
    page = read(
        "  1. First\n       • inner\n           – innermost\n           – and more\n"
        "       • inner again\n\n     A second paragraph of the first.\n\n  2. Second\n\nAfter."
    )
    assert shown(page) == (
        "1. First\n\n   - inner\n     - innermost\n     - and more\n   - inner again\n\n"
        "   A second paragraph of the first.\n\n2. Second\n\nAfter."
    )


def test_an_indented_paragraph_after_a_list_is_no_part_of_it() -> None:
    page = read("  • one\n  • two\n\n          A first line that is indented as in print.\n")
    assert [type(piece.block) for piece in page.pieces] == [ListBlock, Paragraph]


def test_a_wrapped_text_is_joined_and_an_address_is_not() -> None:
    """Lines that were cut by a program are one paragraph; lines that end early are lines."""
    text = (
        "We who have come together here from many small towns and villages, from the\n"
        "coast and from the hills, have talked for three days about what we keep and\n"
        "what we have lost, and now we say it aloud.\n\n"
        "- that rooms are kept open in the evenings and on one day of the weekend, so\n"
        "  that those who work can come;\n- that lists are printed.\n\n"
        "For the Meeting,\nits three secretaries\nValletta\n"
    )
    first, listed, last = (piece.block for piece in read(text).pieces)
    assert isinstance(first, Paragraph)
    assert first.content[0] == Run(text.split("\n\n")[0].replace("\n", " "))
    assert isinstance(listed, ListBlock)
    assert len(listed.items) == 2
    assert isinstance(last, Paragraph)
    assert [Break() == piece for piece in last.content] == [False, True, False, True, False]


def test_lines_of_a_pasted_page_are_paragraphs_each() -> None:
    long = "A sentence that goes on and on, as a paragraph of a web page does. " * 3
    assert len(read(f"{long}\n{long}\n{long}").pieces) == 3


def test_places_are_lines_and_room_is_seen() -> None:
    page = read("\ufeffOne.\r\n\r\nTwo.\r\n\r\n\r\n\r\nThree.\r\n* * *\r\nFour.")
    assert lines(page) == [1, 3, 7, 8, 9]
    assert [piece.is_apart for piece in page.pieces] == [False, False, True, False, False]
    assert isinstance(page.pieces[3].block, ThematicBreak)


# --- Encodings ----------------------------------------------------------------------

RUSSIAN = (
    "Солидарность с борющимися народами.\n\nМы призываем к усилению борьбы против войны и "
    "против всех, кто на ней наживается, и просим всех присоединиться к нашему призыву.\n"
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1251", "koi8-r", "mac-cyrillic"]
)
def test_a_text_in_any_encoding(encoding: str) -> None:
    """What the file does not say is told as a doubt."""
    page = read(RUSSIAN.encode(encoding))
    assert shown(page) == RUSSIAN.strip()
    assert bool(page.doubts) == (not encoding.startswith("utf"))


def test_a_page_of_html_says_its_encoding() -> None:
    head = '<html><head><meta charset="koi8-r"></head><body><p>'
    page = read(f"{head}{RUSSIAN}".encode("koi8-r"), "page.html")
    assert shown(page).startswith("Солидарность")
    assert not page.doubts


def test_characters_that_cannot_be_printed_are_left_out_and_told() -> None:
    page = read("One\x07 word and \ue123another.")
    assert shown(page) == "One word and another."
    assert [remark.line for remark in page.doubts] == [1, 1]


# --- HTML ---------------------------------------------------------------------------


def test_html_keeps_what_a_statement_can_say() -> None:
    page = read(
        '<html lang="en"><body><main><h1>A <em>title</em></h1>'
        '<p>With <b>strong</b><b>er</b>, <i> spaced </i>words and <a href="https://example.org/a"'
        ' title="T">a link</a>.<br>A line.<br><br>Another paragraph.'
        "<blockquote>Said.</blockquote><ol start=3><li>three<ul><li>in</ul><li>four</ol>"
        '<hr><div lang="ar"><p>نص <span lang="en">word</span></p></div></main></body></html>',
        "page.html",
    )
    assert shown(page) == (
        "# A *title*\n\nWith **stronger**, *spaced* words and [a link](https://example.org/a"
        ' "T").\\\nA line.\n\nAnother paragraph.\n\n> Said.\n\n3. three\n   - in\n4. four\n\n'
        "---\n\nنص [word]{lang=en}"
    )
    assert [piece.language for piece in page.pieces][-1] == "ar"
    assert not page.unplaced


def test_words_around_the_main_part_are_unplaced() -> None:
    page = read("<body><nav>Menu</nav><article><p>Text.</article><footer>Imprint</footer>", "a.htm")
    assert shown(page) == "Text."
    assert [remark.words for remark in page.unplaced] == ["Menu", "Imprint"]


def test_bullets_that_were_typed_into_paragraphs_are_lists() -> None:
    page = read("<p>We ask:</p><p>• one;</p><p>•&nbsp;two.</p><p>- alone</p>", "page.html")
    assert shown(page) == "We ask:\n\n- one;\n- two.\n\n\\- alone"


# --- Markdown, and documents --------------------------------------------------------


def bare(block: Block) -> object:
    return (type(block).__name__, body([block], [], HERE))


def test_a_language_file_comes_back_as_it_is(tmp_path: Path) -> None:
    """The project's own example: roles, phrases, notes, names, every kind of block."""
    known = load(CONTENT / "open-shelves").translations["en"]
    imported = import_file(known.path, tmp_path, Wish(slug="open-shelves"))
    found = load(imported.folder).translations["en"]
    assert [bare(b) for b in found.blocks] == [bare(b) for b in known.blocks]
    assert [bare(b) for n in found.notes for b in n.blocks] == [
        bare(b) for n in known.notes for b in n.blocks
    ]
    assert (found.title, found.subtitle) == (known.title, known.subtitle)
    assert imported.assembled.unplaced == ()


SAMPLE = """\
# A title

We ask for *one* thing: that **rooms** are open to all who [come](https://example.org/a), and
that nobody is sent away from them for want of a card.[^1]

## What we ask

1. Open doors.
   - two evenings, for people who work by day;
   - one day of the weekend.
2. Open shelves.

> A shelf is open when nobody stands between it and the reader.

So we say it aloud, and we shall say it again until it is done.

[^1]: The card costs more than a book.
"""


def document(tmp_path: Path, form: str) -> Path:
    path = tmp_path / f"sample.{form}"
    program = PANDOC.path()
    assert program is not None
    subprocess.run(
        [program, "-f", "markdown-smart", "-o", path], input=SAMPLE, text=True, check=True
    )
    return path


@pytest.mark.parametrize("form", ["docx", "odt", "html"])
def test_documents_keep_marks_links_lists_and_notes(form: str, tmp_path: Path) -> None:
    """The same text as Markdown and as a document is the same statement."""
    source = tmp_path / "sample.md"
    source.write_text(SAMPLE)
    texts: list[Translation] = []
    for path in (source, document(tmp_path, form)):
        imported = import_file(path, tmp_path / path.suffix[1:], Wish(slug="s"))
        assert imported.assembled.unplaced == ()
        texts.append(load(imported.folder).translations["en"])
    expected, found = texts
    assert found.title == expected.title
    assert body(found.blocks, found.notes, HERE) == body(expected.blocks, expected.notes, HERE)
    kinds = {type(block) for block in found.blocks}
    assert kinds == {Paragraph, Heading, ListBlock, Quote}
    first = found.blocks[0]
    assert isinstance(first, Paragraph)
    assert {Emphasis, Strong, Link} <= {type(piece) for piece in first.content}


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def with_part(path: Path, name: str, content: str, into: str = "") -> bytes:
    """A document with one more part, or with ``into`` at the end of its text."""
    file = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(file, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if into and info.filename == "word/document.xml":
                data = data.replace(b"<w:body>", b"<w:body>" + into.encode(), 1)
            new.writestr(info.filename, data)
        new.writestr(name, content)
    return file.getvalue()


def test_a_header_of_a_document_is_unplaced(tmp_path: Path) -> None:
    """What the document shows and its text does not say is kept in the report."""
    header = f"<w:hdr {W}><w:p><w:r><w:t>Secretariat only</w:t></w:r></w:p></w:hdr>"
    data = with_part(document(tmp_path, "docx"), "word/header1.xml", header)
    page = read(data, "sample.docx")
    assert [remark.words for remark in page.unplaced] == ["Secretariat only"]
    assert page.unit == "paragraph"
    assert lines(page) == sorted(lines(page))


def test_tracked_changes_are_carried_out_and_told(tmp_path: Path) -> None:
    change = (
        '<w:p><w:r><w:t xml:space="preserve">They </w:t></w:r>'
        '<w:ins w:id="1" w:author="A"><w:r><w:t>came</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="A"><w:r><w:delText>went</w:delText></w:r></w:del>'
        "<w:r><w:t>.</w:t></w:r></w:p>"
    )
    page = read(with_part(document(tmp_path, "docx"), "x.xml", "<x/>", change), "sample.docx")
    assert shown(page).startswith("They came.")
    assert [doubt.words for doubt in page.doubts] == ["went"]


def test_a_document_by_any_name(tmp_path: Path) -> None:
    """What a file is is told by what is in it."""
    assert shown(read(document(tmp_path, "docx").read_bytes(), "sent.bin")).startswith("# A title")
    with pytest.raises(ContentError, match="cannot be opened"):
        read(b"PK\x03\x04 no archive", "sample.txt")
