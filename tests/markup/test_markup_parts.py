"""Colophons, slug lines and places in a text, as every edition has them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from publish.content.load import load
from publish.content.statement import Inline, Link, Run
from publish.design.design import default_design
from publish.editions import EDITIONS
from publish.fonts.library import open_library
from publish.markup.colophon import colophon, separated
from publish.markup.flow import OBJECT, counts, is_seen, part_of
from publish.markup.pages import page_markup
from publish.markup.slug import slug_markup
from publish.text.dressed import Text
from publish.text.edit import edit

FACTS = """\
schema = 1
source_language = "en"
adopted = 2024-05-01
published = 2024-05-02T10:00:00
source = "https://example.org/doors"

[event]
name = { en = "Meeting of Libraries" }
"""

Write = Callable[..., Text]


@pytest.fixture
def text(tmp_path: Path) -> Write:
    """The text of a statement with a translation, in a language."""

    def write(language: str, title: str = "Open Doors", words: str = "Words.") -> Text:
        folder = tmp_path / "doors"
        folder.mkdir()
        (folder / "statement.toml").write_text(FACTS)
        (folder / "en.md").write_text(f'+++\ntitle = "{title}"\n+++\n\n{words}\n')
        front = 'title = "Открытые двери"\ntranslator = "А. Чехов"\n'
        (folder / "ru.md").write_text(f"+++\n{front}+++\n\nСлова.\n")
        return edit(load(folder), language)

    return write


def said(content: tuple[Inline, ...]) -> str:
    """The words of inline content, also of what stands in links and isolates."""

    def words(part: object) -> str:
        if isinstance(part, Run):
            return part.text
        return "".join(map(words, getattr(part, "content", ())))

    return "".join(map(words, content))


def test_a_colophon_says_where_the_text_comes_from(text: Write) -> None:
    lines = {line.name: line for line in colophon(text("en"), "edition_pamphlet")}
    assert list(lines) == [
        *("event", "adopted", "published", "source", "languages", "edition", "rights")
    ]
    (link,) = lines["source"].content
    assert isinstance(link, Link)
    assert "Meeting of Libraries" in said(lines["event"].content)
    assert "Русский" in said(lines["languages"].content)
    assert lines["languages"].label is not None


def test_a_colophon_names_who_translated_and_in_which_edition(text: Write) -> None:
    found = text("ru")
    lines = {line.name: line for line in colophon(found, "edition_pamphlet")}
    assert "Чехов" in said(lines["translator"].content)
    other = {line.name: line for line in colophon(found, "edition_volume")}
    assert said(lines["edition"].content) != said(other["edition"].content)


def test_names_side_by_side_are_kept_apart(text: Write) -> None:
    found = text("en")
    assert separated((), found.profile) == ()
    one = separated(found.other_languages, found.profile)
    two = separated(found.other_languages * 2, found.profile)
    assert said(two) == f"{said(one)} · {said(one)}"


def test_a_slug_line_stands_once_for_each_page_and_is_never_too_long(text: Write) -> None:
    title = "Word " * 40
    fonts, design = open_library(), default_design()
    made = slug_markup(text("en", title=title.strip()), 3, fonts, design)
    lines = ["".join(map(str, each.itertext())) for each in etree.HTML(made.html).iter("p")]
    assert len(lines) == 6
    assert set(lines[::2]) == {"Word " * 22 + "…"}
    assert [line.rpartition(" ")[2] for line in lines[1::2]] == ["1/3", "2/3", "3/3"]
    assert (made.language, made.direction, made.pictures) == ("en", "ltr", frozenset())


def test_a_part_of_the_text_knows_the_line_it_was_written_on(text: Write) -> None:
    """So that a preview and a message can lead there."""
    made = text("en", words="One.\n\nTwo.")
    html = page_markup(made, EDITIONS["pamphlet"], open_library(), default_design()).html
    assert "en.md:5" in html
    assert "en.md:7" in html


@pytest.mark.parametrize(
    ("element", "around", "part"),
    [
        ('<section class="body wide"/>', None, "body"),
        ("<p/>", "body", "body"),
        ("<p/>", None, None),
        ('<li data-note="3"/>', "body", "note-3"),
        ('<div class="colophon"/>', "body", "colophon"),
    ],
)
def test_an_element_belongs_to_a_part(element: str, around: str | None, part: str | None) -> None:
    assert part_of(etree.fromstring(element), around) == part


def test_letters_are_counted_and_what_stretches_or_parts_them_is_not() -> None:
    assert all(map(counts, ["a", "٣", "字", OBJECT]))
    assert not any(map(counts, ["ـ", " ", "-", "“", "\u00ad"]))
    assert all(map(is_seen, ["a", "-", "“", OBJECT]))
    assert not any(map(is_seen, ["ـ", " ", "\u00ad", "\u200f", "\n"]))
