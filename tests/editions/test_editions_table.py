"""A row of the table of editions and its sheets are all that an edition needs."""

from __future__ import annotations

import pytest
from support import ROOT

from publish.editions import EDITIONS
from publish.language.phrase import Phrase
from publish.language.profiles import profile


@pytest.mark.parametrize("name", EDITIONS)
def test_every_sheet_of_a_row_is_there(name: str) -> None:
    missing = [s for s in EDITIONS[name].sheets if not (ROOT / "styles" / f"{s}.css").is_file()]
    assert missing == []


def test_no_two_editions_have_files_of_one_name() -> None:
    """Nor may one suffix be the end of another, by which ``verify`` knows files."""
    suffixes = [f".{edition.suffix}" for edition in EDITIONS.values()]
    ends = [(a, b) for a in suffixes for b in suffixes if a.endswith(b)]
    assert len(ends) == len(EDITIONS)


@pytest.mark.parametrize("language", ["en", "ar", "zh-TW", "tlh"])
def test_an_edition_that_no_language_has_a_word_for_is_called_in_english(language: str) -> None:
    found = profile(language, "ru").edition("pocket")
    assert found == Phrase("Pocket edition", "en")


def test_an_edition_is_called_by_the_word_of_the_language() -> None:
    assert profile("ru", "en").edition("epub") == Phrase("Электронное издание", "ru")
