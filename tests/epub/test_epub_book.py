"""A book holds all of a text, in order, in its own language and direction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.content.statement import Run
from publish.epub.documents import render
from publish.epub.members import Member
from publish.language.phrase import Phrase
from publish.text.dressed import Text
from publish.text.words import words

Shelf = Callable[[str], Any]
Texts = Callable[[str], Text]
Bound = Callable[[Text], Any]

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def test_two_binds_give_the_same_bytes(rivers: Texts, bound: Bound) -> None:
    assert bound(rivers("en")).content == bound(rivers("en")).content


def run_together(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("language", ["en", "fa", "he"])
def test_every_word_of_the_text_is_in_the_book(language: str, rivers: Texts, shelf: Shelf) -> None:
    """Piece by piece, each as a whole: nothing is lost, torn apart or put in another order."""
    book = shelf(language)
    shown = ""
    for name in book.documents:
        [body] = book.find(name, "//html:body")
        for call in body.findall(".//{*}a[@role='doc-noteref']"):
            call.text = None
        shown += run_together("".join(body.itertext()))

    pieces = list(words(rivers(language)))
    assert len(pieces) > 15
    assert not [piece for piece in pieces if run_together(piece) not in shown]


def test_the_reading_order_is_that_of_a_printed_book(shelf: Shelf) -> None:
    book = shelf("en")
    names = {item.get("id"): item.get("href") for item in book.find("content.opf", "//opf:item")}
    spine = [names[ref.get("idref")] for ref in book.find("content.opf", "//opf:itemref")]

    parts = ("cover", "title", "contents", "text", "signatories", "upcoming", "colophon")
    assert spine == [f"{part}.xhtml" for part in parts]


def test_parts_with_nothing_in_them_are_left_out(rivers: Texts, bound: Bound) -> None:
    """Nobody signed and nothing is announced; that the text is open is still said."""
    book = bound(replace(rivers("en"), groups=(), upcoming=()))

    assert "signatories.xhtml" not in book.documents
    assert "upcoming.xhtml" not in book.documents
    assert book.texts("text.xhtml", "//html:p[@class='status']")


# --- Language and direction -----------------------------------------------------------


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("fa", "rtl"), ("he", "rtl")])
def test_pages_turn_and_lines_run_the_languages_way(
    language: str, direction: str, shelf: Shelf
) -> None:
    book = shelf(language)
    [spine] = book.find("content.opf", "//opf:spine")

    assert spine.get("page-progression-direction") == direction
    assert book.root("content.opf").get("dir") == direction
    for name in book.documents:
        root = book.root(name)
        assert (root.get("lang"), root.get(XML_LANG), root.get("dir")) == (
            language,
            language,
            direction,
        )


def test_a_phrase_in_another_language_says_so(shelf: Shelf) -> None:
    [phrase] = shelf("fa").find("text.xhtml", "//html:bdi[@lang='en']")

    assert (phrase.get(XML_LANG), phrase.get("dir")) == ("en", "ltr")
    assert phrase.get("class") == "script-Latn"


# --- Other languages ------------------------------------------------------------------


def test_other_languages_are_links_where_the_address_of_the_site_is_known(
    rivers: Texts, bound: Callable[..., Any]
) -> None:
    """Each to the page that offers that language in every form; a book knows no files beside it."""
    book = bound(rivers("en"), site="https://a.org/s/")
    links = book.find("colophon.xhtml", "//html:p[@class='languages']/html:a")

    assert {link.get("href"): "".join(map(str, link.itertext())) for link in links} == {
        "https://a.org/s/rivers/rivers.fa.html": "فارسی",
        "https://a.org/s/rivers/rivers.he.html": "עברית",
    }
    assert [link[0].get("lang") for link in links] == ["fa", "he"]
    plain = bound(rivers("en"))
    assert plain.find("colophon.xhtml", "//html:p[@class='languages']/html:a") == []
    assert "فارسی" in plain.texts("colophon.xhtml", "//html:p[@class='languages']")[0]


# --- Ways through the book ------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "fa", "he"])
def test_every_reference_leads_somewhere(language: str, shelf: Shelf) -> None:
    book = shelf(language)
    targets = book.targets

    assert len(book.references) > 8
    for reference in book.references:
        assert reference in targets


def test_contents_are_in_the_language_and_the_same_in_both_forms(
    rivers: Texts, shelf: Shelf
) -> None:
    book = shelf("fa")
    heading = rivers("fa").word("contents")
    contents = "//html:nav[@epub:type='toc']"

    assert heading.language == "fa"
    assert book.texts("nav.xhtml", f"{contents}/html:h2") == [heading.text]
    labels = book.texts("nav.xhtml", f"{contents}//html:a")
    assert labels == book.texts("toc.ncx", "//ncx:navMap//ncx:navLabel/ncx:text")
    assert "آنچه می‌خواهیم" in labels


def test_landmarks_name_the_cover_and_where_reading_begins(shelf: Shelf) -> None:
    found = {
        link.get(EPUB_TYPE): link.get("href")
        for link in shelf("en").find("nav.xhtml", "//html:nav[@epub:type='landmarks']//html:a")
    }

    assert found == {
        "cover": "cover.xhtml",
        "titlepage": "title.xhtml",
        "toc": "contents.xhtml#contents",
        "bodymatter": "text.xhtml",
    }


def test_a_note_called_twice_leads_back_to_its_first_call(shelf: Shelf) -> None:
    book = shelf("en")
    first, second = book.find("text.xhtml", "//html:a[@role='doc-noteref']")
    [note] = book.find("text.xhtml", "//html:aside[@role='doc-footnote']")
    [back] = book.find("text.xhtml", "//html:a[@role='doc-backlink']")

    assert first.get("href") == second.get("href") == f"#{note.get('id')}"
    assert back.get("href") == f"#{first.get('id')}"
    assert second.get("id") is None


# --- Pictures -------------------------------------------------------------------------


def test_the_cover_is_marked_and_described(shelf: Shelf) -> None:
    book = shelf("en")
    [item] = book.find("content.opf", "//opf:item[@properties='cover-image']")
    [picture] = book.find("cover.xhtml", "//html:img")

    assert picture.get("src") == item.get("href")
    assert (picture.get("alt"), picture.get("lang")) == ("Cover", "en")


def test_who_listens_hears_the_title_on_its_page_and_above_the_text(
    rivers: Texts, shelf: Shelf
) -> None:
    """Not on the cover before, nor in the contents between, nor as the name of a document."""
    book, title = shelf("en"), rivers("en").title_text
    [item, *after] = book.find("content.opf", "//opf:itemref/@idref")
    names = {item.get("id"): item.get("href") for item in book.find("content.opf", "//opf:item")}
    spine = [names[str(each)] for each in (item, *after)]
    heard = {name: book.read(name).decode().count(">Water &amp; &lt;Words&gt;<") for name in spine}
    shown = "".join(book.texts(name, "//html:body")[0] for name in spine)

    assert title == "Water & <Words>"
    assert shown.count(title) == 2
    assert {name for name, times in heard.items() if times} == {"title.xhtml", "text.xhtml"}
    assert title not in " ".join(map(str, book.find("cover.xhtml", "//@alt")))
    assert book.texts("title.xhtml", "//html:title") == [rivers("en").word("title_page").text]


def test_what_is_for_reading_systems_alone_is_not_among_what_is_read(shelf: Shelf) -> None:
    """Some show landmarks and the list of pages as text, though these are hidden."""
    book = shelf("en")
    [nav] = book.find("content.opf", "//opf:item[@properties='nav']")
    spine = [each.get("idref") for each in book.find("content.opf", "//opf:itemref")]

    assert nav.get("href") == "nav.xhtml"
    assert nav.get("id") not in spine
    for name in book.documents:
        hidden = book.find(name, "//*[@hidden]")
        assert bool(hidden) == (name == "nav.xhtml"), name
    assert book.texts("contents.xhtml", "//html:nav//html:a") == book.texts(
        "nav.xhtml", "//html:nav[@epub:type='toc']//html:a"
    )


def test_a_picture_used_twice_is_in_the_book_once(shelf: Shelf) -> None:
    book = shelf("en")
    shown = [picture.get("src") for picture in book.find("text.xhtml", "//html:img")]

    assert shown == ["images/picture-1.png", "images/picture-2.jpg", "images/picture-1.png"]
    assert sorted(name[5:] for name in book.names if "/picture" in name) == sorted(set(shown))


# --- Escaping -------------------------------------------------------------------------

NASTY = """</h1> & "quoted" 'single' <b> &amp; ]]> {{ 7 * 7 }}"""


def test_signs_of_markup_in_names_are_text_everywhere(rivers: Texts, bound: Bound) -> None:
    text = replace(
        rivers("en"),
        title=(Run(NASTY),),
        title_text=NASTY,
        event=Phrase(NASTY, "en"),
        translator=NASTY,
    )
    book = bound(text)

    assert book.texts("title.xhtml", "//html:h1") == [NASTY]
    assert book.texts("toc.ncx", "//ncx:docTitle/ncx:text") == [NASTY]
    assert book.texts("content.opf", "//dc:title")[0] == NASTY
    assert book.texts("content.opf", "//dc:creator") == [NASTY]


@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), min_size=1))
@settings(max_examples=50, deadline=None)
def test_any_title_comes_out_as_it_went_in(rivers: Texts, title: str) -> None:
    text = replace(rivers("en"), title=(Run(title),), kind=None, subtitle=())
    document = render("title", Member(text), str, {"root_classes": "", "sheets": ()})
    [heading] = document.root.iter("{*}h1")

    assert spaced(heading.text or "") == spaced(title)


def spaced(text: str) -> str:
    """``text`` with plain spaces for those that keep words on one line."""
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("С\u00a0народами", "С народами"),
        ("А\u00a0также", "А\u00a0также"),
        ("Статья\u00a0— «это\u00a0год»", "Статья\u00a0— «это\u00a0год»"),
        ("Солидарность\u00a0—", "Солидарность\u00a0—"),
    ],
)
def test_words_are_kept_together_where_a_narrow_screen_has_room_for_them(
    title: str, heading: str, rivers: Texts
) -> None:
    """Where it has not, a line ends between them rather than within one; a dash begins none."""
    text = replace(rivers("en"), title=(Run(title),), kind=None, subtitle=())
    document = render("title", Member(text), str, {"root_classes": "", "sheets": ()})
    [found] = document.root.iter("{*}h1")

    assert found.text == heading
