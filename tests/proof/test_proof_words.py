"""Readings are compared word by word, and letters that look alike are known."""

from __future__ import annotations

import pytest

from publish.language.profile import BOUNDARY
from publish.proof.alignment import Changed, edits, word_starts
from publish.proof.confusables import groups, lookalike
from publish.proof.shapes import parts, words


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("a  b", "a b", [(2, 3, "")]),
        ("a -b", "a –b", [(2, 3, "–")]),
        ("\ufefbb", "\u0644\u0627b", [(0, 1, "\u0644\u0627")]),
        ("cafe\u0301", "café", [(3, 5, "é")]),
        ("ex\u00adtra", "extra", [(2, 3, "")]),
        ("ab2", "ab 2", [(2, 2, " ")]),
        (f'a"{BOUNDARY}b"', f"a“{BOUNDARY}b”", [(1, 2, "“"), (4, 5, "”")]),
        ("same", "same", []),
    ],
)
def test_edits_are_the_smallest(before: str, after: str, found: list[tuple[int, int, str]]) -> None:
    assert [tuple(edit) for edit in edits(before, after)] == found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a b", "a c"),
        ("a b", "a"),
        ("a", "a b"),
        ("a b", "ab"),
        ("12", "13"),
        ("A", "a"),
        ("و", "ؤ"),
        (f"a{BOUNDARY} b", "a b"),
    ],
)
def test_a_changed_word_has_no_edits(before: str, after: str) -> None:
    with pytest.raises(Changed):
        list(edits(before, after))


def test_words_and_their_parts() -> None:
    text = "The 23rd well-known don’t кни\u0301ги می‌روم — 5"
    assert [text[slice(*span)] for span in words(text)] == [
        *("The", "rd", "well-known", "don’t", "кни\u0301ги", "می‌روم")
    ]
    assert [text[slice(*span)] for span in parts(text)] == [
        *("The", "23", "rd", "well", "known", "don", "t", "кни\u0301ги", "می‌روم", "5")
    ]
    assert word_starts("a b2 c") == [0, 2, 3, 5]


@pytest.mark.parametrize(
    ("char", "script", "other"),
    [
        *(("o", "Cyrl", "о"), ("а", "Latn", "a"), ("C", "Cyrl", "С"), ("Ι", "Latn", "I")),
        *(("ν", "Latn", "v"), ("w", "Cyrl", "ш"), ("ж", "Latn", None), ("a", "Arab", None)),
    ],
)
def test_letters_that_look_alike_are_known(char: str, script: str, other: str | None) -> None:
    assert lookalike(char, script) == other


def test_the_table_is_made_from_the_lines_of_the_standard() -> None:
    lines = [
        "\ufeff# confusables.txt",
        "0430 ;\t0061 ;\tMA\t# ( а → a ) CYRILLIC SMALL LETTER A",
        "FF41 ;\t0061 ;\tMA\t# ( ａ → a ) FULLWIDTH LATIN SMALL LETTER A",
        "03B1 ;\t0061 ;\tMA\t# ( α → a ) GREEK SMALL LETTER ALPHA",
        "1D6D ;\t007A 0334 ;\tMA\t# several characters",
        "05AD ;\t0596 ;\tMA\t# marks",
    ]
    assert list(groups(lines)) == ["aαа"]
