"""Long addresses and words may end a line; short ones, and all that they say, stay as they are."""

from __future__ import annotations

import pytest

from publish.markup.breaks import SOFT_HYPHEN, ZERO_WIDTH_SPACE, with_breaks


def shown(text: str, patterns: str | None = "en_GB") -> str:
    """The text with a bar for each place where a line may end, and a tilde for a hyphen."""
    made = with_breaks(text, patterns)
    assert made.replace(ZERO_WIDTH_SPACE, "").replace(SOFT_HYPHEN, "") == text
    return made.replace(ZERO_WIDTH_SPACE, "|").replace(SOFT_HYPHEN, "~")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See https://example.org/a?b=c.", "See https://example.org/a?b=c."),
        (
            "See https://docs.example.org/read/more?page=1&lang=en-GB_x, or not.",
            "See https://docs.|example.|org/|read/|more?|page=|1&|lang=|en-|GB_|x, or not.",
        ),
        (
            "(https://example.org/2024//a--b.html)",
            "(https://example.|org/|2024//|a--|b.|html)",
        ),
        (
            "reading.rooms.of.the.islands@example.org",
            "reading.|rooms.|of.|the.|islands@example.|org",
        ),
        (
            "https://example.org/pfbid02T7yKqLmN4xRzVw/",
            "https://example.|org/|p|f|b|i|d|0|2|T|7|y|K|q|L|m|N|4|x|R|z|V|w/",
        ),
        ("and/or, e.g. U.S.-based, 1.2.3.4", "and/or, e.g. U.S.-based, 1.2.3.4"),
    ],
)
def test_an_address_ends_a_line_behind_its_signs_and_a_long_piece_anywhere(
    text: str, expected: str
) -> None:
    assert shown(text) == expected


def test_a_long_word_is_divided_as_its_language_does() -> None:
    word = "Antidiskriminierungsrichtlinie"
    assert shown(f"Die {word}.", "de_DE") == "Die An~ti~dis~kri~mi~nie~rungs~richt~li~nie."
    assert shown(word, None) == word


@pytest.mark.parametrize(
    ("text", "patterns"), [("incomprehensibility", "en_GB"), ("的" * 40, None), ("", "en_GB")]
)
def test_other_words_are_left_alone(text: str, patterns: str | None) -> None:
    assert shown(text, patterns) == text
