"""Fixes mend what is safe, touch no word, and leave everything else as the editor left it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from picture_files import png

from publish.checks.slips import corrections
from publish.content.load import load
from publish.content.passages import passages
from publish.content.statement import Inline, Link, Picture, Run, Statement
from publish.errors import ContentError
from publish.language.words import texts
from publish.proof.diffs import fixes_data
from publish.proof.fixes import Fix, plan
from publish.proof.passage import Passage
from publish.proof.reading import passages as written
from publish.proof.settling import reading, settled
from publish.text.edit import edit

FACTS = 'schema = 1\nsource_language = "{}"\n'
PNG = png()


def make(folder: Path, language: str, text: str, title: str = "T") -> Statement:
    folder = folder / "sample"
    folder.mkdir(exist_ok=True)
    (folder / "statement.toml").write_text(FACTS.format(language), "utf-8")
    (folder / f"{language}.md").write_text(f"+++\ntitle = '{title}'\n+++\n\n{text}\n", "utf-8")
    return load(folder)


def write(fix: Fix) -> None:
    fix.path.write_bytes(fix.finished())


def fixed(folder: Path, language: str, text: str) -> str:
    """The text after its fixes."""
    fixes = plan(make(folder, language, text), corrections)
    if not fixes:
        return text
    (fix,) = fixes
    return fix.after.split("+++\n\n", 1)[1].removesuffix("\n")


FIXES = [
    ("en", 'He said: "It\'s  fine" , in 1914-18...', "He said: “It’s fine”, in 1914–18…"),
    ("ru", 'Слово "мир" - это  “слово”.', "Слово «мир» — это «слово»."),
    ("ru", "Мир – это  слово и т.д.", "Мир — это слово и т. д."),
    ("fr", "Le mot “paix” et qu'une chose !", "Le mot «paix» et qu’une chose !"),
    ("ar", "كتـــاب اﻷول\\أكتوبر2023, نعم", "كتاب الأول/أكتوبر 2023, نعم"),
    ("ar", "و «كلمة», “أخرى”.", "و «كلمة»، «أخرى»."),
    ("de", "Ein “Wort” z.B. hier.", "Ein „Wort“ z. B. hier."),
    ("en", "Bread,peace ( and ) land’s.", "Bread, peace (and) land’s."),
    ("en", "A cafe\u0301 with\u00ad out\u200b \ufb01ne.", "A café with out fine."),
    ("en", "On 20 - 22 October.", "On 20–22 October."),
    ("en", "One، two. A don´t.", "One, two. A don’t."),
    ("en", "*One *,  **two  three**.", "*One *, **two three**."),
    ("zh", '他说,"和平"。', "他说，“和平”。"),
    ("en", '\\"One" and &quot;two&quot;.', "“One” and “two”."),
    ("he", 'הוא אמר "שלום" מפא"י.', 'הוא אמר ”שלום” מפא"י.'),
]


@pytest.mark.parametrize(("language", "before", "after"), FIXES)
def test_a_fix_is_what_an_editor_would_type(
    tmp_path: Path, language: str, before: str, after: str
) -> None:
    assert fixed(tmp_path, language, before) == after


KEPT = [
    'A [link - here](https://example.org/20-22/"a"--b \'A "title" - 20-22\') <https://e.org/a--b>.',
    "A [phrase](#id) \\* &amp;c \\[so\\].\n\n{#id}\nAnother paragraph.",
    "Line one\nline two\\\nline three  \nline four.",
    "- one\n\n  more\n- two\n\n> quoted\n> lines\n\n---\n\n1. first\n2. second",
]


@pytest.mark.parametrize("text", KEPT)
def test_markup_and_line_ends_stay(tmp_path: Path, text: str) -> None:
    expected = text.replace("link - here", "link – here")
    assert fixed(tmp_path, "en", text) == expected


def test_a_space_at_a_soft_line_end_is_not_joined(tmp_path: Path) -> None:
    assert fixed(tmp_path, "en", 'One\n, two  three\nand "four\nfive".') == (
        "One\n, two three\nand “four\nfive”."
    )


def test_a_phrase_is_mended_by_its_own_language(tmp_path: Path) -> None:
    text = 'The "word" [“мир” - да]{lang=ru} and ["x - y"]{lang=zxx}.'
    assert (
        fixed(tmp_path, "en", text) == 'The “word” [«мир» — да]{lang=ru} and ["x - y"]{lang=zxx}.'
    )


def test_titles_and_facts_are_mended_where_they_stand(tmp_path: Path) -> None:
    statement = make(tmp_path, "ru", "Текст.", 'О слове "мир" - сегодня')
    facts = (
        '# a "comment" - here\n'
        + FACTS.format("ru")
        + 'kind = "a - b"\n[event]\n'
        + 'name = { ru = \'Встреча "А"\', en = "A \\"B\\" - C" } # "x" - y\n'
    )
    (statement.folder / "statement.toml").write_text(facts)
    first, second = plan(load(statement.folder), corrections)
    assert first.after == facts.replace('"А"', "«А»").replace('\\"B\\" - C', "“B” – C")
    assert "title = 'О слове «мир» — сегодня'" in second.after


def test_line_ends_and_byte_order_mark_stay(tmp_path: Path) -> None:
    statement = make(tmp_path, "en", "x")
    path = statement.folder / "en.md"
    raw = b"\xef\xbb\xbf+++\r\ntitle = 'T'\r\n+++\r\n\r\nOne  two.\r\n\nThree  four.\r\n"
    path.write_bytes(raw)
    (fix,) = plan(load(statement.folder), corrections)
    write(fix)
    assert path.read_bytes() == raw.replace(b"  ", b" ")


def test_a_file_that_changed_in_the_meantime_is_left_alone(tmp_path: Path) -> None:
    statement = make(tmp_path, "en", "One  two.")
    (fix,) = plan(statement, corrections)
    path = statement.folder / "en.md"
    path.write_text(path.read_text() + "\nMore.\n")
    with pytest.raises(ContentError, match="was changed"):
        write(fix)
    assert path.read_text().endswith("More.\n")


def test_a_diff_is_one_that_other_programs_read(tmp_path: Path) -> None:
    fix = Fix(Path("en.md"), "one\ntwo  \nthree\nfour\n", "one\ntwo\nthree\nfour\n")
    (data,) = fixes_data([fix])
    assert data["diff"].split("\n") == [
        "--- en.md",
        "+++ en.md",
        "@@ -1,3 +1,3 @@",
        " one",
        "-two  ",
        "+two",
        " three",
    ]


@pytest.mark.parametrize("slug", ["open-shelves", "imcwp-23-ukraine"])
def test_the_projects_own_statements_keep_their_words(content: Path, slug: str) -> None:
    before = load(content / slug)
    fixes = plan(before, corrections)
    for fix in fixes:
        assert texts(fix.before) == texts(fix.after)
        write(fix)
    after = load(content / slug)
    assert shape(after) == shape(before)
    assert plan(after, corrections) == ()


def test_a_fix_without_corrections_gives_the_same_pages(content: Path) -> None:
    """What is written into the files is what building would have set anyhow."""
    folder = content / "open-shelves"
    before = load(folder)
    pages = [edit(before, language) for language in before.languages]
    fixes = plan(before, lambda _: [])
    assert fixes
    for fix in fixes:
        write(fix)
    after = load(folder)
    assert [edit(after, language).blocks for language in after.languages] == [
        page.blocks for page in pages
    ]


# --- Laws ---------------------------------------------------------------------------

WORDS = {
    "en": ["the", "peace", "don't", "workers'", "caf\u0065\u0301", "ex\u00adtra", "\ufb01ne", "A"],
    "ru": ["мир", "и", "т.д.", "нoвый", "23-й", "США", "под\u00adпись", "й"],
    "ar": ["كتـــاب", "اﻷول", "و", "أكتوبر2023", "ال23", "سَلام", "NATO", "؟"],
    "fr": ["qu'une", "paix", "c'est", "p.ex.", "là"],
    "zh": ["和平", "书", "说"],
}
BETWEEN = [
    *(" ", "  ", "\u00a0", " - ", " -- ", "--", "-", " – ", " — ", "—", "\n", "\\\n", "\t"),
    *(", ", ",", " ,", "; ", " !", "? ", ". ", "...", "..", " . . . ", "،", "؟ ", ": "),
    *('"', "'", ' "', '" ', " '", "' ", "“", "”", "«", "»", "„", "‘", "’", "´"),
    *("(", ")", " ( ", " ) ", "[", "]", "*", "**", "_", "\\", '\\"', "&quot;", "&amp;"),
    *("20-22", " 10 - 12 ", "1999-2001", "\u200b", "\u200f", "\u0301", "\u0640", "\u200d", "/"),
]
PHRASES = [
    *('*a "b" c*', "**a  b**", "[a - b](https://example.org/a-b--c \"T - 'x'\")"),
    *(
        "[“б” - в]{lang=ru}",
        "[c, d]{dir=rtl}",
        "<https://example.org/x--y>",
        "www.example.org/a...b",
    ),
    *("[^n]", "[e  f](#top)", '![a - "b"](images/p.png)', "a@example.org"),
]


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, str]:
    language = draw(st.sampled_from(sorted(WORDS)))
    pieces = st.sampled_from([*WORDS[language] * 3, *BETWEEN * 2, *PHRASES])
    paragraphs = draw(st.lists(st.lists(pieces, min_size=1, max_size=12), min_size=1, max_size=3))
    prefixes = st.sampled_from(["", "## ", "- ", "> ", "1. "])
    blocks = [draw(prefixes) + "".join(paragraph) for paragraph in paragraphs]
    return language, "\n\n".join(["{#top}\nTop.", *blocks, 'End.[^n]\n\n[^n]: A  note - "it".'])


def shape(statement: Statement) -> list[object]:
    """Everything but marks and spaces: the words of each passage, and what is in it."""
    found: list[object] = []
    for language in statement.languages:
        translation = statement.translations[language]
        notes = [block for note in translation.notes for block in note.blocks]
        found.append(texts(translation.title))
        for content in passages((*translation.blocks, *notes)):
            found += [list(_shape(content)), "|"]
    return found


def _shape(content: tuple[Inline, ...]) -> Iterator[object]:
    for node in content:
        if isinstance(node, Run):
            yield from texts(node.text)
        elif isinstance(node, Link):
            yield from (node.href, node.title, *_shape(node.content))
        elif isinstance(node, Picture):
            yield from (node.path, *texts(node.alt))
        elif hasattr(node, "content"):
            yield type(node), getattr(node, "language", None), getattr(node, "direction", None)
            yield from _shape(node.content)
        else:
            yield node


@contextmanager
def written_down(language: str, text: str) -> Iterator[Statement]:
    """A statement of one text, with its picture, if it can be one."""
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "sample" / "images" / "p.png"
        picture.parent.mkdir(parents=True)
        picture.write_bytes(PNG)
        try:
            statement = make(Path(folder), language, text)
        except ContentError:
            assume(False)
        yield statement


@given(documents())
@settings(max_examples=80, deadline=None)
def test_fixes_touch_no_word_and_no_markup_and_are_done_once(document: tuple[str, str]) -> None:
    with written_down(*document) as before:
        for fix in plan(before, corrections):
            assert texts(unescape(fix.after)) == texts(unescape(fix.before))
            assert fix.after.count("\n") == fix.before.count("\n")
            write(fix)
        after = load(before.folder)
        assert shape(after) == shape(before)
        assert plan(after, corrections) == ()


def _settles_at_once(passage: Passage) -> bool:
    """Whether cleaning leaves nothing to be cleaned, as it does in all but heaps of marks."""
    once = reading(passage).flat
    return settled(once, passage.profile, passage.source.place(0)) == once


@given(documents())
@settings(max_examples=40, deadline=None)
def test_what_is_not_corrected_gives_the_same_pages(document: tuple[str, str]) -> None:
    with written_down(*document) as before:
        assume(all(_settles_at_once(passage) for passage in written(before)))
        pages = edit(before, document[0])
        for fix in plan(before, lambda _: []):
            write(fix)
        after = edit(load(before.folder), document[0])
        assert replace(after, changes=()) == replace(pages, changes=())
