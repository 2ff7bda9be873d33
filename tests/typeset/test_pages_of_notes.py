"""Texts that were refused, or whose notes stood elsewhere, in the editions that people print.

They have many notes, long ones, notes in lists and quotations, several in a line, and what is
wider or higher than a page. Each is set whole, or ``lay_out`` would say what is wrong.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from picture_files import png, scene

from publish.content.load import load
from publish.design.design import default_design
from publish.editions import EDITIONS
from publish.fonts.library import open_library
from publish.markup.pages import page_markup
from publish.text.edit import edit
from publish.typeset.boxes import texts
from publish.typeset.engine import lay_out, use_fonts, write_pdf
from publish.typeset.layout import Layout

EDITION = pytest.mark.parametrize("edition", ["pamphlet", "largeprint"])

WORDS = {
    "en": "the reader of harbour lamps and incomprehensible circumstances at a quiet shore",
    "ru": "читатель и непостижимые обстоятельства в тихой гавани на берегу камень бумага",
    "ar": "القارئ والحجر فوق شاطئ الميناء يصل حيث مصابيحه صفحة أخرى من الورق المكتبة",
    "zh": "读者在港口的灯下看书，图书馆每天开放。石头和水很安静",
}
ADDRESS = (
    "https://www.example.org/permalink.php?story_fbid=pfbid02T7yKqLmN4xRzVwPcHsGbDfJkAeUiOyXtZqW"
    "nMvBcLrSdFgHjKlPoIuYtReWqAsDl&id=100064000000000"
)

Set = Callable[..., Layout]


@pytest.fixture
def set_pages(tmp_path: Path) -> Set:
    """The pages of a text in an edition; ``facts`` are lines of its ``statement.toml``."""

    def pages(language: str, edition: str, text: str, title: str = "T", facts: str = "") -> Layout:
        folder = tmp_path / "x"
        (folder / "images").mkdir(parents=True)
        (folder / "images" / "tall.png").write_bytes(png(scene(300, 1500)))
        head = f'schema = 1\nsource_language = "{language}"\n'
        (folder / "statement.toml").write_text(head + facts)
        (folder / f"{language}.md").write_text(f'+++\ntitle = "{title}"\n+++\n\n{text}\n')
        fonts = open_library()
        use_fonts(fonts.installed)
        dressed = edit(load(folder), language).naming(fonts.draws)
        return lay_out(page_markup(dressed, EDITIONS[edition], fonts, default_design()))

    return pages


class Author:
    """Writes texts with notes in a language, the same ones for the same seed."""

    def __init__(self, language: str, seed: int) -> None:
        self._dice = random.Random(seed)
        self._parts = WORDS[language].split() if language != "zh" else list(WORDS[language])
        self._between = "" if language == "zh" else " "
        self._notes: list[str] = []

    def words(self, count: int) -> str:
        return self._between.join(self._dice.choices(self._parts, k=count))

    def called(self, lengths: list[int], before: int = 12, after: int = 8) -> str:
        """Words that call as many notes as there are lengths, in one place."""
        calls = ""
        for length in lengths:
            self._notes.append(self.words(length))
            calls += f"[^{len(self._notes)}]"
        return f"{self.words(before)}{calls}{self._between}{self.words(after)}"

    def some(self) -> str:
        return self.called(self._dice.choice([[], [6], [25], [60], [9, 40], [300]]))

    def text(self, *blocks: str) -> str:
        notes = (f"[^{number}]: {words}" for number, words in enumerate(self._notes, start=1))
        return "\n\n".join((*blocks, *notes))


def drawn(box: Any, tag: str) -> list[Any]:
    return [each for each in box.descendants() if each.element_tag == tag]


@EDITION
@pytest.mark.parametrize("language", WORDS)
def test_notes_of_all_kinds_in_all_places(set_pages: Set, language: str, edition: str) -> None:
    author = Author(language, 5)
    blocks = []
    for _ in range(4):
        blocks += [author.some() for _ in range(5)]
        blocks.append("\n".join(f"- {author.some()}\n    - {author.some()}" for _ in range(3)))
        blocks.append(f"> {author.some()}\n>\n> {author.some()}")
        blocks += [f"## {author.called([7], 4, 0)}", author.some()]
        blocks.append("\n".join(f"{number}. {author.some()}" for number in range(1, 4)))
        blocks += ["{.slogan}\n" + author.called([7], 3, 0), author.some()]
    layout = set_pages(language, edition, author.text(*blocks))
    assert layout.pages > 4


@EDITION
def test_a_text_of_notes_costs_no_page_for_each(set_pages: Set, edition: str) -> None:
    """In large print seventy notes once made seventy-five pages, most with nothing but a note."""
    author = Author("en", 6)
    layout = set_pages("en", edition, author.text(*(author.called([12], 40) for _ in range(40))))
    pages = [page._page_box for page in layout.document.pages[1:-1]]
    assert all("".join(texts(page.children[0])).strip() for page in pages)
    assert len(pages) < 20


@EDITION
def test_a_note_longer_than_a_page_is_divided(set_pages: Set, edition: str) -> None:
    author = Author("en", 7)
    text = author.text(author.called([1200]), author.words(700))
    layout = set_pages("en", edition, text)
    with_notes = [
        page
        for page in layout.document.pages
        if any(type(box).__name__ == "FootnoteAreaBox" for box in page._page_box.children)
    ]
    assert len(with_notes) >= 3


def test_notes_look_alike_wherever_they_are_called(set_pages: Set) -> None:
    """Neither bold in a heading, nor red in a slogan, nor slanted in emphasis."""
    author = Author("en", 8)
    blocks = (
        f"## {author.called([3], 2, 0)}",
        f"*{author.called([3])}* and **{author.called([3])}**",
        "{.slogan}\n" + author.called([3], 2, 0),
        "{.lead}\n" + author.called([3]),
        f"> {author.called([3])}",
    )
    layout = set_pages("en", "pamphlet", author.text(*blocks))
    looks = {
        tuple(box.style[name] for name in ("font_style", "font_weight", "font_size", "color"))
        for page in layout.document.pages
        for box in page._page_box.descendants()
        if box.element_tag == "span" and (box.element.get("class") or "") == "note"
    }
    assert len(looks) == 1


def test_bookmarks_have_no_numbers_of_notes(set_pages: Set) -> None:
    """Nor marks for where a long word may be divided."""
    author = Author("en", 9)
    heading = f"## {author.called([3], 2, 0)} incomprehensibilitiesnesses"
    layout = set_pages("en", "pamphlet", author.text(heading, "Text."), "Antidisestablishmentarian")
    with pikepdf.open(BytesIO(write_pdf(layout))) as pdf, pdf.open_outline() as outline:
        (title,) = outline.root
        assert title.title == "Antidisestablishmentarian"
        (inner,) = title.children
        assert inner.title.replace(" ", "").isalpha()
        assert inner.title.endswith("incomprehensibilitiesnesses")


@EDITION
def test_long_addresses_stay_in_their_measure(set_pages: Set, edition: str) -> None:
    text = f"See <{ADDRESS}>.\n\n- a\n    - <{ADDRESS}>\n\nA note[^1].\n\n[^1]: <{ADDRESS}>."
    with pypdfium2.PdfDocument(write_pdf(set_pages("en", edition, text))) as pdf:
        said = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert "".join(said.split()).count(ADDRESS) == 3


@EDITION
@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("de", "Antidiskriminierungsrichtlinie und Gewerkschaftsmitgliedschaft"),
        ("fi", "Kansainvälisyyskasvatusjärjestöjen julkilausuma"),
        ("ru", "Достопримечательность и частнопредпринимательский интерес"),
    ],
)
def test_long_words_stay_in_their_measure(
    set_pages: Set, language: str, title: str, edition: str
) -> None:
    name = "Arbeitslosenselbsthilfeorganisation Mecklenburg"
    facts = f'[[signatories]]\nmembers = [{{ name = "{name}" }}, {{ name = "{ADDRESS}" }}]\n'
    set_pages(language, edition, f"## {title.replace(' ', '')}\n\nText.", title, facts)


@pytest.mark.parametrize("edition", ["pamphlet", "largeprint", "leaflet"])
def test_a_tall_picture_stands_on_a_page_with_its_caption(set_pages: Set, edition: str) -> None:
    text = "One.\n\n![A tower](images/tall.png)\n\nThe tower\\\nin the evening\\\nfrom afar."
    layout = set_pages("en", edition, text)
    (page,) = [page._page_box for page in layout.document.pages if drawn(page._page_box, "img")]
    (picture,) = drawn(page, "img")
    assert "from afar" in "".join(texts(page))
    assert picture.height / picture.width == pytest.approx(5, rel=0.01)


def test_a_picture_is_as_wide_as_it_is_asked_for(set_pages: Set) -> None:
    text = "![a](images/tall.png){width=20mm}\n\n![a](images/tall.png){width=90mm}"
    layout = set_pages("en", "pamphlet", text)
    found = [box for page in layout.document.pages for box in drawn(page._page_box, "img")]
    assert [round(box.width * 25.4 / 96) for box in found] == [20, 90]
    assert found[1].style["object_fit"] == "contain"  # it is lower than it would have to be


def test_long_groups_of_names_go_on_over_the_page(set_pages: Set) -> None:
    """No page ends half empty because the next group finds no place whole."""
    facts = "".join(
        f'[[signatories]]\nheading = "Group {group}"\nmembers = ['
        + ", ".join(f'{{ name = "Reading Room {number}" }}' for number in range(90))
        + "]\n"
        for group in range(3)
    )
    layout = set_pages("en", "pamphlet", "Text.", facts=facts)
    starts = [
        [next(texts(box)) for box in drawn(page._page_box, "h3")] for page in layout.document.pages
    ]
    heads = [number for number, found in enumerate(starts) if found]
    assert layout.pages <= 6
    assert len(heads) == 3
