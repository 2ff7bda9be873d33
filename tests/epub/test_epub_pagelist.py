"""Page markers stand right before what begins a page, and where nobody stumbles over them."""

from __future__ import annotations

import pytest
from lxml import etree

from publish.epub.documents import Document
from publish.epub.members import Tongue
from publish.epub.ncx import with_pages
from publish.epub.pagelist import Page, mark_pages
from publish.markup.flow import Start

HTML = "http://www.w3.org/1999/xhtml"


def document(body: str, part: str = "text") -> Document:
    root = etree.fromstring(f'<html xmlns="{HTML}"><body>{body}</body></html>')
    return Document(part, f"{part}.xhtml", root)


def marked(body: str, *starts: Start) -> str:
    """The body with ``¶`` for each marker."""
    [page] = [document(f'<section class="body">{body}</section>')]
    mark_pages([page], starts, "latn")
    for marker in page.root.iter(f"{{{HTML}}}span"):
        if marker.get("role") == "doc-pagebreak":
            marker.text = "¶"
    written = etree.tostring(page.root[0][0], encoding="unicode").replace(f' xmlns="{HTML}"', "")
    for number, _ in enumerate(starts, start=1):
        written = written.replace(
            '<span xmlns:ns0="http://www.idpf.org/2007/ops" ns0:type="pagebreak"'
            f' role="doc-pagebreak" id="page.{number}" aria-label="{number}">¶</span>',
            "¶",
        )
    return written.removeprefix('<section class="body">').removesuffix("</section>")


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        (Start("body", 0), "<p>¶One “two” three.</p>"),
        (Start("body", 3, 1), "<p>One ¶“two” three.</p>"),
        (Start("body", 3), "<p>One “¶two” three.</p>"),
        (Start("body", 6), "<p>One “two” ¶three.</p>"),
    ],
)
def test_a_mark_before_the_first_letter_goes_along_if_it_was_printed_there(
    start: Start, expected: str
) -> None:
    assert marked("<p>One “two” three.</p>", start) == expected


def test_a_text_of_marks_alone_begins_where_it_begins() -> None:
    assert marked("<p>…</p>", Start("body", 0, 1)) == "<p>¶…</p>"


def test_what_is_no_letter_does_not_count() -> None:
    """A page has hyphens, its source has soft hyphens, stretched letters and spaces."""
    text = "<p>a\u00adb \u00a0–\u200fسـلام x</p>"

    assert marked(text, Start("body", 6)) == text.replace("x", "¶x")


@pytest.mark.parametrize(
    ("body", "letters", "expected"),
    [
        ("<p>a</p><h2><em>b</em></h2>", 1, "<p>a</p>¶<h2><em>b</em></h2>"),
        ("<p>a <a href='#x'><em>b</em></a></p>", 1, '<p>a ¶<a href="#x"><em>b</em></a></p>'),
        ("<p>a <bdi><em>b c</em></bdi></p>", 2, "<p>a <bdi><em>b ¶c</em></bdi></p>"),
        ("<ol><li>a</li><li>b</li></ol>", 1, "<ol><li>a</li><li>¶b</li></ol>"),
        ("<p>a</p><p><img src='x'/>b</p>", 1, '<p>a</p><p>¶<img src="x"/>b</p>'),
        ("<p>a</p><hr/><p>b</p>", 1, "<p>a</p>¶<hr/><p>b</p>"),
        ("<p>a<br/>b</p>", 1, "<p>a<br/>¶b</p>"),
    ],
)
def test_a_marker_stands_before_a_heading_or_a_link_but_in_a_paragraph(
    body: str, letters: int, expected: str
) -> None:
    """Within a heading or a link it would be read out as a part of it."""
    assert marked(body, Start("body", letters)) == expected


@pytest.mark.parametrize(
    ("body", "letters", "expected"),
    [
        ("<p>one divi\u00added</p>", 7, "<p>one ¶divi\u00added</p>"),
        ("<p>un<em>believ</em>able</p>", 8, "<p>¶un<em>believ</em>able</p>"),
        ("<p>a b\u0301c</p>", 2, "<p>a ¶b\u0301c</p>"),
        ("<p>ما می\u200cخواهم</p>", 4, "<p>ما ¶می\u200cخواهم</p>"),
        ("<p>at well-known sites</p>", 6, "<p>at ¶well-known sites</p>"),
        ("<p>हम शान्ति</p>", 3, "<p>हम ¶शान्ति</p>"),
        ("<p>one—two</p>", 3, "<p>one—¶two</p>"),
        ("<p>日本語の本</p>", 3, "<p>日本語¶の本</p>"),
        ("<p>ภาษาไทย</p>", 4, "<p>ภาษา¶ไทย</p>"),
        ("<p>one<br/>two</p>", 3, "<p>one<br/>¶two</p>"),
    ],
)
def test_no_marker_stands_in_a_word(body: str, letters: int, expected: str) -> None:
    """A page may begin with the end of a divided word; in a search, the book's is one word.

    Where words stand side by side, a line and so a page may begin at any of them.
    """
    assert marked(body, Start("body", letters)) == expected


def test_two_pages_may_begin_in_one_text() -> None:
    starts = (Start("body", 0), Start("body", 1), Start("body", 2))

    assert marked("<p>a b c</p>", *starts) == "<p>¶a ¶b ¶c</p>"


def test_what_only_the_book_has_is_passed_over() -> None:
    """Its own heading, and the references to notes, are not on the printed page as text."""
    body = '<h1>Title</h1><p>a<a role="doc-noteref">1</a> b</p>'

    assert marked(body, Start("body", 1)).endswith("</a> ¶b</p>")


def test_each_part_counts_for_itself() -> None:
    """A page may begin with a note that is printed below the text and stands at the book's end."""
    text = document(
        '<section class="body"><p>a b</p></section>'
        '<aside data-note="1"><p><a role="doc-backlink">1</a> c d</p></aside>'
    )
    signed = document('<section class="signatories"><p>e</p></section>', "signatories")
    pages = mark_pages(
        [text, signed], (Start("body", 1), Start("note-1", 1), Start("signatories", 0)), "arab"
    )

    assert pages == (
        Page(1, "١", "text.xhtml#page.1"),
        Page(2, "٢", "text.xhtml#page.2"),
        Page(3, "٣", "signatories.xhtml#page.3"),
    )
    assert text.root.find(f".//{{{HTML}}}aside/{{{HTML}}}p/{{{HTML}}}span").tail == "d"  # type: ignore[union-attr]


def test_a_note_that_is_printed_twice_stands_in_the_book_once() -> None:
    text = document('<aside data-note="1"><p>a b</p></aside>')
    pages = mark_pages([text], (Start("note-1", 2),), "latn")

    assert [page.href for page in pages] == ["text.xhtml#page.1"]


def test_pages_of_several_languages_are_told_apart_by_name() -> None:
    text = document('<section class="body"><p>a b</p></section>')
    persian = Tongue("fa", "rtl", "script-Arab")

    pages = mark_pages([text], (Start("body", 0), Start("body", 1)), "arabext", persian)

    assert [(page.label, page.number) for page in pages] == [("فارسی ۱", 1), ("فارسی ۲", 2)]
    markers = text.root.iter(f"{{{HTML}}}span")
    assert [marker.get("aria-label") for marker in markers] == ["فارسی ۱", "فارسی ۲"]


NCX = b"""<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><head>
<meta name="dtb:totalPageCount" content="0"/><meta name="dtb:maxPageNumber" content="0"/>
</head><navMap/></ncx>"""


def test_old_readers_are_told_how_many_pages_there_are() -> None:
    root = etree.fromstring(with_pages(NCX, [Page(1, "١", "a#b"), Page(2, "٢", "a#c")], "صفحات"))

    assert [meta.get("content") for meta in root.iter("{*}meta")] == ["2", "2"]
    assert [target.get("value") for target in root.iter("{*}pageTarget")] == ["1", "2"]
    assert [text.text for text in root.iter("{*}text")] == ["صفحات", "١", "٢"]
