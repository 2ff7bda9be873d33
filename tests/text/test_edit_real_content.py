"""The real statement, edited: what was cleaned is known, and no word is another."""

from __future__ import annotations

from pathlib import Path
from unicodedata import category, normalize

import pytest

from publish.content.load import load
from publish.content.statement import Statement
from publish.text.edit import edit
from publish.text.words import pieces

ROOT = Path(__file__).parents[2]
LANGUAGES = ("en", "ar", "es", "ru")

ARABIC_CHANGES = [
    ("presentation-forms", "اﻷممي", "الأممي"),
    ("presentation-forms", "اﻷول\\أكتوبر2023،", "الأول\\أكتوبر2023،"),
    ("backslash-between-words", "الأول\\أكتوبر2023،", "الأول/أكتوبر2023،"),
    ("stuck-digits", "الأول/أكتوبر2023،", "الأول/أكتوبر 2023،"),
    ("presentation-forms", "اﻷعوام،", "الأعوام،"),
    ("presentation-forms", "اﻹسرائيلية،", "الإسرائيلية،"),
    ("presentation-forms", "اﻷتراك", "الأتراك"),
    ("presentation-forms", "اﻷجنبية،", "الأجنبية،"),
    ("presentation-forms", "اﻷولية", "الأولية"),
    ("doubled-spaces", "الآخر\u00a0 لروسيا", "الآخر لروسيا"),
    ("space-before-punctuation", "سواه !", "سواه!"),
    ("doubled-spaces", "أو\u00a0 مع", "أو مع"),
    ("doubled-spaces", "سيتعزز\u00a0 مع", "سيتعزز مع"),
]


@pytest.fixture(scope="module")
def statement() -> Statement:
    return load(ROOT / "content" / "imcwp-23-ukraine")


def words_of(text: str) -> str:
    """Letters, marks and digits, compatibility characters taken apart."""
    return "".join(char for char in normalize("NFKD", text) if category(char)[0] in "LMN")


def test_arabic_cleaning_is_listed(statement: Statement) -> None:
    """Change by change, with the line of the paragraph or item."""
    changes = edit(statement, "ar").changes
    assert [(change.rule, change.before, change.after) for change in changes] == ARABIC_CHANGES
    source = statement.translations["ar"].path.read_text(encoding="utf-8").splitlines()
    for change in changes:
        if change.rule in ("presentation-forms", "doubled-spaces", "space-before-punctuation"):
            assert change.place.line is not None  # of the block, or its attributes before it
            block = source[change.place.line - 1 : change.place.line + 1]
            assert any(change.before in line for line in block)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_changed(statement: Statement, language: str) -> None:
    """Every line of the source's own words is there, letter for letter and in order."""
    file = ROOT / "tests" / "words" / "imcwp-23-ukraine" / f"{language}.txt"
    edited = words_of("".join(piece for piece, _ in pieces(edit(statement, language))))
    for line in file.read_text(encoding="utf-8").splitlines():
        assert words_of(line) in edited


def test_clean_text_has_no_leftovers(statement: Statement) -> None:
    """Neither presentation forms nor doubled spaces reach a page."""
    for language in LANGUAGES:
        for piece, place in pieces(edit(statement, language)):
            assert not any("\ufb50" <= char <= "\ufefc" for char in piece), place
            assert "  " not in piece.replace("\u00a0", " "), place
