"""Templates escape, isolate and say what links are; page rules follow the language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publish.content.load import load
from publish.design.design import default_design
from publish.editions import EDITIONS
from publish.fonts.library import open_library
from publish.markup.fit import Fit
from publish.markup.pages import Markup, page_markup
from publish.text.dressed import Text
from publish.text.edit import edit

FACTS = 'schema = 1\nsource_language = "en"\n[event]\nname = "A meeting"\n'

WORDS = """\
+++
title = "Bread & <Roses>"
subtitle = 'Say "no"'
+++

A [عبارة]{lang=ar}, [a place](#here) and [a page](https://example.org/?a=1&b=2).

{#here .slogan}
Less < more & *better*!

A note.[^n]

[^n]: It has

    - one part and
    - another.
"""


@pytest.fixture
def text(tmp_path: Path) -> Text:
    folder = tmp_path / "trial"
    folder.mkdir()
    (folder / "statement.toml").write_text(FACTS)
    (folder / "en.md").write_text(WORDS)
    return edit(load(folder), "en")


@pytest.fixture
def markup(text: Text) -> Markup:
    return page_markup(text, EDITIONS["pamphlet"], open_library(), default_design())


def test_content_is_escaped(markup: Markup) -> None:
    """Authors' characters never become markup."""
    assert "Bread &amp; &lt;Roses&gt;" in markup.html
    assert "Less &lt; more &amp; <em>better</em>!" in markup.html
    assert 'href="https://example.org/?a=1&amp;b=2"' in markup.html


def test_foreign_phrases_carry_language_direction_and_script(markup: Markup) -> None:
    assert '<bdi lang="ar" dir="rtl" class="script-Arab">عبارة</bdi>' in markup.html


def test_links_say_where_they_lead(markup: Markup) -> None:
    """A link without a title of its own is described by its address or its words."""
    assert 'href="#here" title="a place"' in markup.html
    assert 'title="https://example.org/?a=1&amp;b=2"' in markup.html


def test_roles_and_identifiers_reach_the_page(markup: Markup) -> None:
    assert ' class="slogan" id="here">' in markup.html


def test_a_note_stands_where_it_is_called(markup: Markup) -> None:
    """Its parts are spans, since HTML allows no block in a paragraph."""
    assert (
        'A note.<span class="footnote" data-note="1" data-origin="en.md:13">'
        '<span class="note">It has</span><span class="note list" data-as="ul">'
        '<span class="note item" data-as="li"><span class="note">one part and</span></span>'
    ) in markup.html


def test_page_rules_follow_numerals_and_script(tmp_path: Path) -> None:
    """A Persian page is numbered in Persian and set in the Arabic face first."""
    folder = tmp_path / "trial"
    folder.mkdir()
    (folder / "statement.toml").write_text('schema = 1\nsource_language = "fa"\n')
    (folder / "fa.md").write_text('+++\ntitle = "نان"\n+++\n\nنان و گل.\n')
    text = edit(load(folder), "fa")
    markup = page_markup(text, EDITIONS["pamphlet"], open_library(), default_design())
    assert "counter(page, persian)" in markup.rules
    assert '@page { font-family: "Amiri", ' in markup.rules
    assert '<html lang="fa" dir="rtl"' in markup.html


def test_page_rules_name_the_faces_of_the_scripts_on_the_pages(text: Text) -> None:
    """And of no others: a long list takes its time on every page set."""
    markup = page_markup(text, EDITIONS["pamphlet"], open_library(), default_design())
    shown = set(re.findall(r"script-\w{4}", markup.html))
    assert set(re.findall(r"\.(script-\w{4}) ", markup.rules)) == shown


def test_a_fit_says_where_title_and_colophon_stand(text: Text) -> None:
    """On the title page, the colophon does not name the event again."""

    def html(fit: Fit) -> str:
        return page_markup(text, EDITIONS["pamphlet"], open_library(), default_design(), fit).html

    end, title, head = html(Fit()), html(Fit(colophon="title")), html(Fit(title="head"))
    assert end.index("</main>") < end.index('<footer class="colophon">')
    assert title.index('<footer class="colophon">') < title.index("<main>")
    assert end.count("A meeting</p>") == title.count("A meeting</p>") + 1 == 2
    assert 'class="title-page above"' in head
    assert 'class="title-page"' in end
