"""Pages and files of web sites: what they say in markup is kept, what belongs to the site told."""

from __future__ import annotations

from pathlib import Path

import pytest

from publish.content.load import load
from publish.content.writing import body
from publish.incoming.importing import Wish, import_file
from publish.incoming.page import Page
from publish.incoming.readers.files import read_page


def read(text: str, name: str = "page.html") -> Page:
    return read_page(text.encode(), Path(name))


def shown(page: Page) -> str:
    return body([piece.block for piece in page.pieces], page.notes, Path()).strip()


TEXT = {
    "en": "They call the room <q>free, or <q>open</q></q>, but nobody comes in without a card.",
    "fr": "Ils appellent la salle <q>libre</q>, mais personne n'y entre sans une carte de lecteur.",
    "ja": "彼らはその部屋を<q>自由</q>と呼びますが、誰もカードなしでは入れません。それは違います。",
}


@pytest.mark.parametrize(
    ("tag", "said"), [("en", "“free, or ‘open’”"), ("fr", "libre"), ("ja", "「自由」")]
)
def test_quotations_have_the_marks_of_their_language(tag: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(f"<h1>A <q>title</q></h1><p>{TEXT[tag]}</p>")
    imported = import_file(path, tmp_path / "content", Wish(slug="s", languages=(tag,)))
    text = (imported.folder / f"{tag}.md").read_text()
    assert said in text
    assert "<q>" not in text
    assert tag != "fr" or ("«" in text and "»" in text)


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ('<ol start="5"><li>e<li>f</ol>', "5. e\n6. f"),
        ('<ol type="a"><li>e<li>f</ol>', '{numbers="a."}\n1. e\n2. f'),
        ('<ol type="I" start="3"><li>e</ol>', '{numbers="I."}\n3. e'),
        ('<ol><li>e<li value="7">f<li>g</ol>', "1. e\n\n7) f\n8) g"),
        ("<ol reversed><li>e<li>f</ol>", "2\\. e\n\n1\\. f"),
    ],
)
def test_lists_have_the_numbers_that_a_browser_shows(markup: str, text: str) -> None:
    assert shown(read(markup)) == text


def test_tables_of_data_are_tables_and_others_are_not() -> None:
    page = read(
        "<table><caption>Loans</caption><tr><th>Town<th>Books</tr>"
        '<tr><td>Tunis<td style="text-align: right">9</tr><tr><td colspan=2>all</tr></table>'
        "<table><tr><td><p>Left.</td><td><p>Right.</td></tr></table>"
    )
    assert shown(page) == (
        "| Town | Books |\n|---|---|\n| Tunis | 9 |\n| all |  |\n\n{.caption}\nLoans\n\n"
        "Left.\n\nRight."
    )
    assert [doubt.words for doubt in page.doubts] == ["Town / Books", "Left. / Right."]


def test_what_links_lead_to_keeps_its_identifier() -> None:
    page = read(
        '<p><a href="#rooms">Rooms</a> and <a href="#nowhere">nothing</a>.</p>'
        '<section id="rooms"><h2>Rooms</h2><p id="unused">Text.</p></section>'
    )
    assert shown(page) == "[Rooms](#rooms) and nothing.\n\n{#rooms}\n## Rooms\n\nText."


SITE = """\
---
layout: page
title: "Les salles ouvertes"
lang: fr
---

# Les salles ouvertes

Nous demandons à {{ site.city }} de garder ses salles ouvertes à toutes et à tous.
{: .intro}

{% include share-links.html %}

<!-- to be read again -->
Nous remercions toutes celles et tous ceux qui ont lu.
"""


def test_nothing_of_a_site_is_dropped_without_a_word(tmp_path: Path) -> None:
    path = tmp_path / "index.md"
    path.write_text(SITE)
    imported = import_file(path, tmp_path / "content", Wish(slug="s"))
    text = load(imported.folder).translations["fr"]
    assert text.title == "Les salles ouvertes"
    assert len(text.blocks) == 2
    assert [(remark.line, remark.words) for remark in imported.assembled.unplaced] == [
        (2, "layout: page"),
        (9, "{{ site.city }}"),
        (10, "{: .intro}"),
        (12, "{% include share-links.html %}"),
    ]
    assert ("to be read again", 14) in [
        (doubt.words, doubt.line) for doubt in imported.assembled.doubts
    ]


def test_a_text_between_rules_is_no_front_matter() -> None:
    assert shown(read("---\n\nA sentence of the text.\n\n---\n\nMore.", "page.md")).startswith(
        "---"
    )


CONTRACT = """\
The Reading Room Contract

   We, the keepers of the small reading rooms in the harbour towns of this
   coast, promise the following to everybody who comes in.

    1. The door stays open
       We will open the door each morning, and nobody will be asked at the
       door for a card, a fee or a reason for coming in.
    2. We will not hide problems
       The book of complaints lies on the table at all times, and what is
       written into it is answered within a week.
"""


def test_a_short_title_above_a_clause_stands_by_itself() -> None:
    page = read(CONTRACT, "page.txt")
    assert shown(page).endswith(
        "1. The door stays open\n\n   We will open the door each morning, and nobody will be asked "
        "at the door for a card, a fee or a reason for coming in.\n\n2. We will not hide problems"
        "\n\n   The book of complaints lies on the table at all times, and what is written into it "
        "is answered within a week."
    )


def test_three_levels_of_plain_text_without_indents() -> None:
    page = read("1. one:\n(a) a;\n(b) b:\n(i) i;\n(ii) ii.\n2. two.\n", "page.txt")
    assert shown(page) == (
        '1. one:\n   {numbers="(a)"}\n   1. a;\n   2. b:\n      {numbers="(i)"}\n'
        "      1. i;\n      2. ii.\n2. two."
    )


SIGNED = """\
# An open letter on shelves

We ask the city to keep its reading rooms open to everybody.

Signed,

- Anna Beispiel (Harbour Library)
- Carl Example
- Dora Muster (Garden Bench, Chair)

### Organizations

1. Harbour Library
1. Garden Bench
1. Friends of Print
"""


def test_lists_of_those_who_sign_become_facts(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(SIGNED)
    imported = import_file(path, tmp_path / "content", Wish(slug="s"))
    statement = load(imported.folder)
    first, second = statement.facts.signatories
    assert first.heading is not None
    assert first.heading.root == {"en": "Signed"}
    assert [len(group.members) for group in (first, second)] == [3, 3]
    assert len(statement.translations["en"].blocks) == 1
    assert imported.assembled.unplaced == ()
