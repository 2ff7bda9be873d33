"""Marks of items and numbers of references, as every edition gets them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from publish.content.load import load
from publish.content.passages import passages, plain
from publish.content.statement import Block, Heading, Link, ListBlock
from publish.text.dressed import Text
from publish.text.edit import edit

TEXT = """\
{.operative}
1. Decides: {#register}
   1. to list
      1. names; {#names}
   2. to print; {#print}
2. See [](#names), [](#print), [](#register) and[^1].

[^1]: See [](#print):

    {numbers="I."}
    4. four
"""


def edited(folder: Path, language: str, facts: str = "", front: str = "") -> Text:
    (folder / "statement.toml").write_text(
        f'schema = 1\nsource_language = "{language}"\n{facts}', "utf-8"
    )
    (folder / f"{language}.md").write_text(f'+++\ntitle = "T"\n{front}+++\n\n{TEXT}', "utf-8")
    return edit(load(folder), language)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a name that a statement can have."""
    made = tmp_path / "x"
    made.mkdir()
    return made


def marks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, ListBlock):
            for item in block.items:
                yield item.mark
                yield from marks(item.blocks)


def references(text: Text) -> list[str]:
    """What the references of a text say, with plain spaces."""
    notes = (block for note in text.notes for block in note.blocks)
    return [
        plain(node.content).replace("\N{NO-BREAK SPACE}", " ")
        for content in passages((*text.blocks, *notes))
        for node in content
        if isinstance(node, Link)
    ]


@pytest.mark.parametrize(
    ("language", "own_marks", "said"),
    [
        (
            "en",
            ["1.", "(a)", "(i)", "(b)", "2."],
            ["paragraph 1 (a) (i)", "paragraph 1 (b)", "paragraph 1", "paragraph 1 (b)"],
        ),
        (
            "ru",
            ["1.", "(а)", "(i)", "(б)", "2."],
            ["пункт 1 (а) (i)", "пункт 1 (б)", "пункт 1", "пункт 1 (б)"],
        ),
        (
            "ar",
            ["1.", "(أ)", "(1)", "(ب)", "2."],
            ["الفقرة 1 (أ) (1)", "الفقرة 1 (ب)", "الفقرة 1", "الفقرة 1 (ب)"],
        ),
        (
            "zh",
            ["1.", "（甲）", "（一）", "（乙）", "2."],
            ["第1（甲）（一）段", "第1（乙）段", "第1段", "第1（乙）段"],
        ),
    ],
)
def test_marks_and_references(
    language: str, own_marks: list[str], said: list[str], folder: Path
) -> None:
    text = edited(folder, language)
    assert list(marks(text.blocks)) == own_marks
    assert references(text) == said
    (note,) = text.notes
    assert list(marks(note.blocks)) == [
        {"en": "IV.", "ru": "IV.", "zh": "四、"}.get(language, "4.")
    ]


@pytest.mark.parametrize(
    ("facts", "front"), [('numerals = "arab"', ""), ("", 'numerals = "arab"\n')]
)
def test_numerals_of_a_statement_or_a_language(facts: str, front: str, folder: Path) -> None:
    text = edited(folder, "ar", facts, front)
    assert next(marks(text.blocks)) == "١."
    assert references(text)[-1] == "الفقرة ١ (ب)"
    assert text.profile.numerals == "arab"


def test_numerals_of_a_statement_are_for_their_own_script(folder: Path) -> None:
    """A statement in Arabic and English keeps European digits in English."""
    assert edited(folder, "en", 'numerals = "arab"').profile.numerals == "latn"


def test_annexes_are_called_once(folder: Path) -> None:
    """With a number where there are several, and by their own heading where it says so."""
    text = (
        "{.annex}\n## Rooms\n\nA.\n\n{.annex #two}\n## Annex II: Hours\n\n"
        "See [](#two), [Annexes I and #](#two).\n"
    )
    (folder / "statement.toml").write_text('schema = 1\nsource_language = "en"\n', "utf-8")
    (folder / "en.md").write_text(f'+++\ntitle = "T"\n+++\n\n{text}', "utf-8")
    edited_text = edit(load(folder), "en")
    first, _, second, _ = edited_text.blocks
    assert isinstance(first, Heading)
    assert isinstance(second, Heading)
    assert plain(first.mark) == "Annex\N{NO-BREAK SPACE}I"
    assert second.mark == ()
    assert references(edited_text) == ["Annex II", "Annexes I and II"]


def test_a_number_among_words_of_ones_own(folder: Path) -> None:
    """Languages that decline the word for a paragraph need it."""
    text = "1. Один: {#one}\n2. [в *пункте #*](#one), [№ 5](#one), [#5](#one)\n"
    (folder / "statement.toml").write_text('schema = 1\nsource_language = "ru"\n', "utf-8")
    (folder / "ru.md").write_text(f'+++\ntitle = "T"\n+++\n\n{text}', "utf-8")
    assert references(edit(load(folder), "ru")) == ["в пункте 1", "№ 5", "#5"]
