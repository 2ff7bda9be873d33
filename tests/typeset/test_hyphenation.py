"""Words divide as their language does, and names do not divide."""

from __future__ import annotations

import pytest

from publish.language.profiles import profile
from publish.typeset.hyphenation import Patterns


def divisions(tag: str, word: str, *, of: str | None = None) -> list[str]:
    """Where a word of language ``of`` may be divided in a text in ``tag``."""
    made = profile(tag, tag)
    patterns = Patterns(tag, made.hyphenation, capitals=made.divides_capitals)
    divider = patterns.get((of or tag, 3, 3, 7))
    return [f"{start}-{end}" for start, end in divider.iterate(word)]


@pytest.mark.parametrize(
    ("tag", "word"), [("en", "democratic"), ("ru", "солидарность"), ("de", "Unabhängigkeit")]
)
def test_words_divide(tag: str, word: str) -> None:
    assert divisions(tag, word)


@pytest.mark.parametrize(
    ("tag", "word"), [("en", "Communist"), ("ru", "Украины"), ("es", "Palestina")]
)
def test_names_stay_whole(tag: str, word: str) -> None:
    """A capital may begin a name; only German writes other nouns with one."""
    assert divisions(tag, word) == []


@pytest.mark.parametrize(("tag", "word"), [("te", "సమానులును"), ("th", "มนุษยชน"), ("zu", "ab")])
def test_words_stay_whole_where_the_profile_has_no_patterns(tag: str, word: str) -> None:
    """Whatever pyphen has for the language: most scripts have no hyphen."""
    assert divisions(tag, word) == []


def test_british_patterns_for_english() -> None:
    """`en` is British here, as its profile says; the tag alone would give American breaks."""
    assert divisions("en", "independence") == divisions("en-GB", "independence")
    assert divisions("en", "organization") != divisions("en-US", "organization")


def test_a_foreign_phrase_divides_as_its_own_language() -> None:
    assert divisions("en", "solidaridad", of="es") == divisions("es", "solidaridad")
