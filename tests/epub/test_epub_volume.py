"""A book of several languages: each is whole in it, in its own language, direction and faces."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support import messages

from publish.epub.metadata import identifier
from publish.language.words import loss
from publish.text.dressed import Text
from publish.text.words import words
from publish.tools import epubcheck

OPF = "content.opf"
NCX = "toc.ncx"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
DIRECTIONS = {"en": "ltr", "fa": "rtl", "he": "rtl"}

Texts = Callable[[str], Text]
Volume = Callable[..., Any]


@pytest.fixture(scope="module")
def book(volume: Volume) -> Any:
    return volume("en", "fa", "he")


def test_two_binds_give_the_same_volume(volume: Volume, book: Any) -> None:
    assert volume("en", "fa", "he").content == book.content


def test_languages_follow_each_other_each_as_a_whole(book: Any) -> None:
    names = {item.get("id"): item.get("href") for item in book.find(OPF, "//opf:item")}
    spine = [names[ref.get("idref")] for ref in book.find(OPF, "//opf:itemref")]

    parts = ("title", "text", "signatories", "upcoming", "colophon")
    whole = [f"{language}.{part}.xhtml" for language in DIRECTIONS for part in parts]
    assert spine == ["cover.xhtml", "contents.xhtml", *whole]


@pytest.mark.parametrize("language", DIRECTIONS)
def test_no_word_of_a_language_is_missing_from_its_documents(
    language: str, rivers: Texts, book: Any
) -> None:
    own = [name for name in book.documents if name.startswith(f"{language}.")]
    shown = "\n".join(text for name in own for text in book.texts(name, "//html:body"))

    assert loss("\n".join(words(rivers(language))), shown).lost == ()


@pytest.mark.parametrize(("language", "direction"), DIRECTIONS.items())
def test_documents_run_the_way_of_their_language(language: str, direction: str, book: Any) -> None:
    own = [name for name in book.documents if name.startswith(f"{language}.")]

    assert len(own) == 5
    for name in own:
        root = book.root(name)
        assert (root.get("lang"), root.get(XML_LANG)) == (language, language)
        assert root.get("dir") == direction
        assert book.find(name, f"//html:link[@href='{language}.language.css']")


@pytest.mark.parametrize(("languages", "direction"), [(("en", "fa"), "ltr"), (("fa", "en"), "rtl")])
def test_pages_turn_the_way_of_the_first_language(
    languages: tuple[str, ...], direction: str, volume: Volume
) -> None:
    """A book has one way; it is called by its first language as well."""
    book = volume(*languages, with_faces=False)
    [spine] = book.find(OPF, "//opf:spine")

    assert spine.get("page-progression-direction") == direction
    assert book.root(OPF).get("dir") == direction
    assert book.root(OPF).get(XML_LANG) == languages[0]
    assert book.texts(OPF, "//dc:language") == list(languages)
    assert book.root("nav.xhtml").get("lang") == languages[0]


def test_contents_lead_to_languages_and_from_there_to_headings(rivers: Texts, book: Any) -> None:
    tops = book.find("nav.xhtml", "//html:nav[@epub:type='toc']/html:ol/html:li")

    assert [top.find("{*}a").text for top in tops] == ["English", "فارسی", "עברית"]
    for top, (language, direction) in zip(tops, DIRECTIONS.items(), strict=True):
        assert (top.get("lang"), top.get(XML_LANG), top.get("dir")) == (
            language,
            language,
            direction,
        )
        first, *after = top.findall("{*}ol/{*}li")
        assert first.find("{*}a").get("href") == f"{language}.text.xhtml"
        assert after[0].find("{*}a").get("href").startswith(f"{language}.text.xhtml#")
        assert after[-1].find("{*}a").text == rivers(language).word("colophon").text


def test_old_reading_systems_hear_each_label_in_its_language(book: Any) -> None:
    labels = book.find(NCX, "//ncx:navPoint/ncx:navLabel")
    links = book.find("nav.xhtml", "//html:nav[@epub:type='toc']//html:a")

    assert ["".join(label.itertext()).strip() for label in labels] == [
        "".join(link.itertext()) for link in links
    ]
    for label, link in zip(labels, links, strict=True):
        [around] = list(link.iterancestors("{*}li"))[-1:]
        assert (label.get(XML_LANG), label.get("dir")) == (around.get("lang"), around.get("dir"))


def test_reading_can_begin_in_any_language(book: Any) -> None:
    links = book.find("nav.xhtml", "//html:nav[@epub:type='landmarks']//html:a")

    assert [(link.get(EPUB_TYPE), link.get("href")) for link in links] == [
        ("cover", "cover.xhtml"),
        ("toc", "contents.xhtml#contents"),
        *(("bodymatter", f"{language}.text.xhtml") for language in DIRECTIONS),
    ]


def test_every_reference_of_a_volume_leads_somewhere(book: Any) -> None:
    targets = book.targets

    assert len(book.references) > 30
    assert not [ref for ref in book.references if ref not in targets]


def test_pages_are_listed_by_language_and_number(book: Any) -> None:
    links = book.find("nav.xhtml", "//html:nav[@epub:type='page-list']//html:a")
    old = book.find(NCX, "//ncx:pageTarget")

    labels = ["English 1", "English 2", "فارسی ۱", "فارسی ۲", "עברית 1", "עברית 2"]
    assert [link.text for link in links] == labels
    assert book.texts(NCX, "//ncx:pageTarget/ncx:navLabel/ncx:text") == labels
    assert [target.find("{*}content").get("src") for target in old] == [
        link.get("href") for link in links
    ]
    assert len(book.texts(OPF, "//opf:meta[@property='pageBreakSource']")) == len(DIRECTIONS)


def test_titles_in_all_languages_are_told(rivers: Texts, book: Any) -> None:
    [title] = book.find(OPF, "//dc:title[@id='title']")
    others = book.find(OPF, "//opf:meta[@refines='#title'][@property='alternate-script']")

    assert (title.text, title.get(XML_LANG)) == (rivers("en").title_text, "en")
    assert {other.get(XML_LANG): other.text for other in others} == {
        language: rivers(language).title_text for language in ("fa", "he")
    }
    assert [other.get("dir") for other in others] == ["rtl", "rtl"]


def test_a_value_that_all_languages_share_is_told_once(book: Any) -> None:
    """The meeting has a name in English only."""
    assert book.texts(OPF, "//dc:creator") == ["Meeting of Rivers & <Streams>"]
    assert book.texts(OPF, "//opf:meta[@refines='#creator']") == ["aut"]


def test_a_volume_is_another_book_than_those_in_it(rivers: Texts, book: Any) -> None:
    texts = [rivers(language) for language in DIRECTIONS]
    names = {identifier(text) for text in texts} | {identifier(*texts), identifier(*texts[::-1])}

    assert len(names) == 5
    assert book.texts(OPF, "//dc:identifier") == [identifier(*texts)]


def test_no_colophon_says_that_this_is_another_edition(rivers: Texts, book: Any) -> None:
    for language in DIRECTIONS:
        word = rivers(language).word("edition_volume").text
        assert book.texts(f"{language}.colophon.xhtml", "//html:p[@class='edition']") == [word]


def test_a_picture_of_all_languages_is_in_the_volume_once(volume: Volume) -> None:
    names = [name for name in volume("en", "fa").names if "/picture" in name]

    assert len(names) == len(set(names)) == 2


def test_epubcheck_has_nothing_to_say_of_a_volume(volume: Volume, tmp_path: Path) -> None:
    """One that turns from right to left, in faces of the reading system, with all a text can be.

    Ace is asked about the volumes of the project's content (tests/whole/test_books.py).
    """
    path = tmp_path / "fa+en.epub"
    path.write_bytes(volume("fa", "en", with_faces=False).content)

    assert messages(epubcheck.judge([path])) == ()
