"""Scripts of characters and tags, directions, and the cutting of mixed text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from babel import Locale, localedata
from hypothesis import given
from hypothesis import strategies as st

from publish.language.scripts import direction_of, family_of, runs, script_of, script_of_tag


@pytest.mark.parametrize(
    ("char", "script"),
    [
        *(("a", "Latn"), ("я", "Cyrl"), ("ع", "Arab"), ("ש", "Hebr"), ("ω", "Grek"), ("न", "Deva")),
        *(("1", "Zyyy"), (" ", "Zyyy"), ("،", "Zyyy"), ("\u0301", "Zinh"), ("\u064e", "Zinh")),
    ],
)
def test_script_of_a_character(char: str, script: str) -> None:
    assert script_of(char) == script


@pytest.mark.parametrize(
    ("script", "direction"),
    [
        *(("Latn", "ltr"), ("Arab", "rtl"), ("Hebr", "rtl"), ("Nkoo", "rtl"), ("Adlm", "rtl")),
        *(("Aran", "rtl"), ("Syre", "rtl"), ("Hant", "ltr"), ("Zyyy", "ltr"), ("Qaaa", "ltr")),
    ],
)
def test_direction_of_a_script(script: str, direction: str) -> None:
    assert direction_of(script) == direction


@pytest.mark.parametrize(
    ("tag", "script"),
    [("ur", "Aran"), ("ur-IN", "Aran"), ("ur-Arab", "Arab"), ("ar-Aran", "Aran"), ("fa", "Arab")],
)
def test_a_language_may_ask_for_a_style_that_its_tag_does_not_name(tag: str, script: str) -> None:
    assert script_of_tag(tag) == script


def test_behind_a_style_or_a_writing_system_stands_a_script() -> None:
    assert family_of("Aran") == ("Aran", "Arab")
    assert family_of("Jpan") == ("Jpan", "Hani")
    assert family_of("Deva") == ("Deva",)


def test_directions_agree_with_cldr() -> None:
    """The direction read from a tag's script is the one CLDR gives its locale."""
    for name in localedata.locale_identifiers():
        order = Locale.parse(name, resolve_likely_subtags=False).character_order
        rightward = direction_of(script_of_tag("-".join(name.split("_")[:3]))) == "ltr"
        assert rightward == (order != "right-to-left"), name


class TestRuns:
    def test_a_phrase_of_several_words_is_one_run(self) -> None:
        assert runs("حزب JVP Sri Lanka كبير") == [
            ("Arab", "حزب"),
            ("Zyyy", " "),
            ("Latn", "JVP Sri Lanka"),
            ("Zyyy", " "),
            ("Arab", "كبير"),
        ]

    def test_marks_go_with_their_letter(self) -> None:
        assert runs("e\u0301 مَ") == [("Latn", "e\u0301"), ("Zyyy", " "), ("Arab", "مَ")]

    def test_punctuation_at_the_ends_is_no_part_of_a_phrase(self) -> None:
        assert runs("(NATO).") == [("Zyyy", "("), ("Latn", "NATO"), ("Zyyy", ").")]

    def test_no_text_has_no_runs(self) -> None:
        assert runs("") == []

    @given(st.text() | st.text(alphabet="ab аб عم 12,.\u0301\u064e"))
    def test_the_pieces_are_the_text_and_neighbours_differ(self, text: str) -> None:
        pieces = runs(text)
        assert "".join(piece for _, piece in pieces) == text
        assert all(one[0] != two[0] for one, two in pairwise(pieces))
