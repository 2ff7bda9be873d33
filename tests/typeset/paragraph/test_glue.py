"""What characters give, what hangs into the margins, and in which scripts."""

from __future__ import annotations

import unicodedata

import pytest

from publish.typeset.paragraph import glue
from publish.typeset.paragraph.glue import (
    EXPANDING,
    IDEOGRAPHIC,
    expands,
    give,
    hangs_at_end,
    hangs_at_start,
    is_ideographic,
    script,
)


@pytest.mark.parametrize("space", [" ", "\u00a0"])
def test_both_spaces_give_way_alike(space: str) -> None:
    """One where lines break, and one where they do not: a reader sees no difference."""
    assert give(space, True) == give(space, False) == give(" ", True)
    assert give(space, True).stretch > give(space, True).shrink > 0


@pytest.mark.parametrize("space", ["\u202f", "\u2009", "\u3000", "\u200b", "\t"])
def test_spaces_of_a_width_of_their_own_keep_it(space: str) -> None:
    assert give(space, False) == (0, 0) or is_ideographic(space)


@pytest.mark.parametrize(
    "text", ["Latin", "Кириллица", "Ελληνικά", "Հայերեն", "ქართული", "עברית", "naïve Cafe\u0301"]
)
def test_letters_of_some_scripts_expand(text: str) -> None:
    assert expands(text, otherwise=False)
    assert give(text[0], True).stretch == give(text[0], True).shrink == glue.LETTER_STRETCH


@pytest.mark.parametrize("text", ["العربية", "हिन्दी", "ไทย", "中文", "한국어", "Latin и العربية"])
def test_letters_of_others_do_not(text: str) -> None:
    """Not joined letters, nor any text that has one of them in it."""
    assert not expands(text, otherwise=True)
    assert not give("ع", False).stretch


@pytest.mark.parametrize("otherwise", [True, False])
def test_what_has_no_letters_goes_with_the_text_around(otherwise: bool) -> None:
    assert expands("20–22, 50 % (…)", otherwise) is otherwise


def test_marks_that_are_in_two_worlds_are_as_wide_as_those_of_letters() -> None:
    """A curly quotation mark is no ideograph's."""
    assert not any(map(is_ideographic, "“”‘’—…·"))


# --- Hanging ------------------------------------------------------------------------


@pytest.mark.parametrize("mark", [*"-‐.,:;!?»”’)–—", "־", "׳"])
def test_light_marks_hang_where_a_line_ends(mark: str) -> None:
    assert 0 < hangs_at_end(mark, True) < 1


@pytest.mark.parametrize("mark", [*"«“„(–—ATV"])
def test_and_where_one_begins(mark: str) -> None:
    assert 0 < hangs_at_start(mark, True) < 1


@pytest.mark.parametrize("mark", [*"-.,«»“”()"])
def test_nothing_hangs_where_letters_do_not_expand(mark: str) -> None:
    assert hangs_at_start(mark, False) == hangs_at_end(mark, False) == 0


@pytest.mark.parametrize("char", [*"aebнбאα0159 "])
def test_most_letters_and_figures_stand_straight(char: str) -> None:
    assert hangs_at_start(char, True) == hangs_at_end(char, True) == 0


def test_lighter_marks_hang_further() -> None:
    assert hangs_at_end(".", True) > hangs_at_end(":", True) > hangs_at_end("!", True)
    assert hangs_at_end("-", True) > hangs_at_end("—", True)


# --- Tables -------------------------------------------------------------------------


def test_scripts_are_names_of_unicode() -> None:
    """A misspelt one would say nothing and do nothing."""
    letters = (chr(code) for code in range(0x20, 0xFFFF))
    known = {unicodedata.name(char, "").partition(" ")[0] for char in letters if char.isalpha()}
    assert known >= EXPANDING
    assert known >= IDEOGRAPHIC - {"CJK"}
    assert script("中") == "CJK"
    assert script("5") == script("!") == ""
