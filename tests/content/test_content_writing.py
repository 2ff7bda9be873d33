"""Writing a statement's files is the inverse of reading them."""

from __future__ import annotations

import tomllib
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from picture_files import png
from support import CONTENT, ROOT

from publish.content.constructs import check_plain
from publish.content.facts import Facts
from publish.content.load import load
from publish.content.statement import (
    Definition,
    DefinitionList,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    Item,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Role,
    Row,
    Run,
    Strong,
    Table,
    ThematicBreak,
    Translation,
)
from publish.content.translation import read_translation
from publish.content.writing import language_file
from publish.content.writing_facts import facts_file
from publish.faults import Fault

FILES = sorted([*CONTENT.glob("*/*.md"), *(ROOT / "tests/scripts").glob("*/*.md")])


def without_lines(value: Any) -> Any:
    """A value less its places, for those differ between two forms of one text."""
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value)]
        kept = [name for name in names if not name.endswith("line") and name != "path"]
        return (type(value).__name__, *(without_lines(getattr(value, name)) for name in kept))
    if isinstance(value, tuple):
        return tuple(map(without_lines, value))
    return value


def read_again(translation: Translation, folder: Path) -> Translation:
    path = folder / f"{translation.language}.md"
    path.write_text(language_file(translation, folder), encoding="utf-8")
    again, _ = read_translation(path, translation.language, folder)
    return again


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_a_real_file_is_read_again_as_the_same_text(path: Path, tmp_path: Path) -> None:
    translation, pictures = read_translation(path, path.stem, path.parent)
    assert not pictures
    again = read_again(translation, tmp_path)
    assert without_lines(again) == without_lines(translation)
    assert language_file(again, tmp_path) == language_file(translation, tmp_path)


@pytest.mark.parametrize("width", ["", "{width=60mm}", '{width="7.5mm"}'])
def test_a_picture_is_named_from_its_folder(tmp_path: Path, width: str) -> None:
    picture = tmp_path / "images" / "a plan.png"
    picture.parent.mkdir()
    picture.write_bytes(png())
    path = tmp_path / "en.md"
    shown = f"![the plan](images/a%20plan.png){width}"
    path.write_text(f'+++\ntitle = "T"\n+++\n\nSee {shown}.\n')
    translation, _ = read_translation(path, "en", tmp_path)
    assert without_lines(read_again(translation, tmp_path)) == without_lines(translation)


SIGNS = "abc ПРa1. -+*_#>=~`[]()<>{}&;!\\|:\"'^/йلا«»"
word = st.text(SIGNS, min_size=1, max_size=12).map(lambda text: " ".join(text.split()))
runs = word.filter(bool).map(Run)
plain_words = st.from_regex(r"[a-zа-я]{1,6}( [a-zа-я]{1,6}){0,2}", fullmatch=True).map(Run)


def between(content: list[Inline]) -> tuple[Inline, ...]:
    """The pieces with a word between them: marks of emphasis need room around them."""
    parts: list[Inline] = []
    for piece in content:
        parts += [Run(" and "), piece] if parts else [piece]
    merged: list[Inline] = []
    for part in parts:
        if merged and isinstance(part, Run) and isinstance(merged[-1], Run):
            merged[-1] = Run(merged[-1].text + part.text)
        else:
            merged.append(part)
    return tuple(merged)


inner = plain_words.map(lambda run: (run,))
inlines = st.one_of(
    runs,
    st.builds(Emphasis, inner),
    st.builds(Strong, inner),
    st.builds(Strong, inner.map(lambda content: (Emphasis(content),))),
    st.builds(
        Link,
        st.sampled_from(["https://example.org/a_b(c)", "mailto:a@example.org", "#p1"]),
        inner,
        st.sampled_from([None, 'A "title"', "b\\c"]),
    ),
    st.builds(Foreign, inner, st.sampled_from([None, "ar", "pt-BR"]), st.just("rtl")),
    st.builds(Link, st.just("https://example.org"), st.just((Run("https://example.org"),))),
)
contents = st.lists(inlines, min_size=1, max_size=4).map(between)
roles = st.sampled_from(
    [None, *[role for role in Role if role not in ("caption", "annex", "verse")]]
)
paragraphs = st.builds(Paragraph, contents, st.just(0), roles)
headings = st.builds(Heading, st.sampled_from([2, 3]), contents, st.just(0), roles)


def items(children: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Item, ...]]:
    each = st.lists(children, max_size=1).flatmap(
        lambda rest: paragraphs.map(lambda first: Item((first, *rest), 0))
    )
    return st.lists(each, min_size=1, max_size=3).map(tuple)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 3))
    row = st.lists(contents | st.just(()), min_size=width, max_size=width).map(tuple)
    head, *rows = (Row(cells, 0) for cells in draw(st.lists(row, min_size=2, max_size=3)))
    sides = st.sampled_from(["", "left", "center", "right"])
    alignments = draw(st.lists(sides, min_size=width, max_size=width))
    return Table(head, tuple(rows), tuple(alignments), 0)


terms = st.builds(Paragraph, contents, st.just(0))
definitions = st.builds(
    DefinitionList,
    st.lists(
        st.builds(
            Definition,
            terms.map(lambda term: (term,)),
            st.lists(terms, min_size=1, max_size=2).map(tuple),
            st.just(0),
        ),
        min_size=1,
        max_size=2,
    ).map(tuple),
    st.just(0),
    st.just(False),
)

blocks = st.recursive(
    st.one_of(paragraphs, headings, tables(), definitions),
    lambda children: st.one_of(
        st.builds(
            ListBlock,
            st.booleans(),
            items(children),
            st.just(0),
            st.integers(1, 12),
            st.just(False),
            numbers=st.sampled_from(["1.", "(a)", "I."]),
        ),
        st.builds(Quote, st.lists(children, min_size=1, max_size=2).map(tuple), st.just(0)),
    ),
    max_leaves=4,
)
texts = st.lists(st.one_of(blocks, st.just(ThematicBreak(0))), min_size=1, max_size=5).map(tuple)


def apart(blocks: tuple[Any, ...]) -> tuple[Any, ...]:
    """Blocks without a list of terms right after another, of which nothing parts it."""
    return tuple(
        block
        for index, block in enumerate(blocks)
        if not (
            index
            and isinstance(block, DefinitionList)
            and isinstance(blocks[index - 1], DefinitionList)
        )
    )


def normal(value: Any) -> Any:
    """Bullets have no number to start from; a lone block leaves no room for a blank line."""
    if isinstance(value, ListBlock):
        children = tuple(Item(tuple(map(normal, apart(item.blocks))), 0) for item in value.items)
        start = value.start if value.ordered else 1
        tight = len(children) == len(children[0].blocks) == 1
        numbers = value.numbers if value.ordered else "1."
        return ListBlock(value.ordered, children, 0, start, tight, value.role, value.ident, numbers)
    if isinstance(value, DefinitionList):
        tight = all(len(entry.blocks) == 1 for entry in value.entries)
        return DefinitionList(value.entries, 0, tight)
    if isinstance(value, Quote):
        return Quote(tuple(map(normal, apart(value.blocks))), 0, value.role, value.ident)
    return value


def is_title(text: str) -> bool:
    """Whether a text, from either end, can be a title: one with a tag of a template cannot."""
    try:
        return bool(check_plain(text) and check_plain(text[::-1]))
    except Fault:
        return False


CONSTRUCTS = [
    ": 1",
    "Term\n: what it means",
    "~~gone~~ ==marked== ++in++",
    "x^2^ and H~2~O",
    "$$x^2$$ costs $a_b$",
    "::: note",
    "!!! note",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "a | b\n- | -",
    "+---+---+\n| a | b |",
    "#Heading",
    "= Heading =",
    "=======",
    "|||||||",
    "||||||| base",
    "{{ name }} {% if %} <% x %> ${y} {# z #}",
    ":smile: and &hearts; [[link]] [^1] ^[note] *[abbr]: x",
    ".. note:: x",
    "[TOC]",
    "- [ ] to do",
    "{漢字|かんじ}",
]


@pytest.mark.parametrize("text", CONSTRUCTS)
def test_what_other_dialects_mean_something_by_is_written_as_text(
    text: str, tmp_path: Path
) -> None:
    """An import of such a page must load again."""
    blocks = (Paragraph((Run(text),), 0), Paragraph((Run("x "), Emphasis((Run(text),))), 0))
    translation = Translation("en", tmp_path / "en.md", "T", blocks)
    assert without_lines(read_again(translation, tmp_path)) == without_lines(translation)


@settings(max_examples=100, deadline=None)
@given(texts, word.filter(is_title))
def test_whatever_is_written_reads_the_same(
    tmp_path_factory: pytest.TempPathFactory, blocks: Any, title: str
) -> None:
    """Signs that mean something in Markdown stay signs, wherever they stand."""
    folder = tmp_path_factory.getbasetemp()
    named = Paragraph((Run("x"),), 0, ident="p1")  # for links that lead to it
    translation = Translation(
        "en",
        folder / "en.md",
        title,
        (named, *map(normal, apart(blocks))),
        subtitle=title[::-1].strip(),
    )
    try:
        again = read_again(translation, folder)
    except Exception:
        raise AssertionError(language_file(translation, folder)) from None
    assert without_lines(again) == without_lines(translation)


def test_the_statements_own_form_is_kept() -> None:
    """A file that is written so already does not change: no needless escapes."""
    statement = load(CONTENT / "imcwp-23-ukraine")
    for translation in statement.translations.values():
        before, after = translation.path.read_text("utf-8"), language_file(translation, CONTENT)
        assert after.split("\n+++\n")[1] == before.split("\n+++\n")[1]


@pytest.mark.parametrize("folder", sorted(CONTENT.iterdir()), ids=lambda folder: folder.name)
def test_the_facts_are_read_again_as_the_same(folder: Path) -> None:
    """Every key of the schema is in one statement or the other."""
    facts = load(folder).facts
    assert Facts.model_validate(tomllib.loads(facts_file(facts))) == facts


@given(name=word.filter(bool), other=st.text(min_size=1).filter(str.isprintable))
def test_facts_with_any_words_are_read_again(name: str, other: str) -> None:
    """Quotation marks, backslashes and signs of TOML stay signs, on one line or on several."""
    other = other.strip() or "x"
    values = {
        "schema": 1,
        "source_language": "en",
        "kind": name,
        "event": {"name": {"en": name, "ar": other}, "place": name},
        "signatories": [
            {"heading": {"en": other}, "members": [{"name": {"en": name}, "country": "GR"}]},
            {"members": [{"name": {"en": name, "ru": other}}, {"name": other}]},
        ],
        "upcoming": [{"name": {"en": other}}, {"name": name}],
    }
    try:
        facts = Facts.model_validate(values)
    except ValueError:  # a character that no statement may hold
        return
    assert Facts.model_validate(tomllib.loads(facts_file(facts))) == facts
