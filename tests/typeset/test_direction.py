"""Directional marks stand where a reader of the page would err without, and nowhere else."""

from __future__ import annotations

import pytest

from publish.typeset.direction import (
    RIGHT_TO_LEFT_MARK,
    directional_marks,
    join_numbers,
    marks_for_balance,
)
from publish.typeset.glyphs import Cluster, Glyph

LRM, RLM = "\u200e", "\u200f"


def read(text: str, *, after_other: bool = False, page_right_to_left: bool = True) -> str:
    """A right-to-left stretch with its marks, in logical order."""
    marks = directional_marks(list(text), True, after_other, page_right_to_left)
    return "".join(right + char + left for char, (left, right) in zip(text, marks, strict=True))


@pytest.mark.parametrize("text", ["سلام", "سلام عليكم", "كتابٌ واحد", "نعم؟ لا", "שלום־רב"])
def test_plain_text_needs_none(text: str) -> None:
    assert read(text) == text


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("نعم، لا", f"نعم،{RLM} لا"),  # a comma is taken for a part of a number
        ("أو-أو", f"أو-{RLM}أو"),
        ("(نص)", f"{LRM}(نص{LRM}){RLM}"),  # brackets are turned over by some
        ("كتابٌ. نص", f"كتابٌ{RLM}.{RLM} نص"),
        ("نص!", f"نص!{RLM}"),  # what is painted first says the direction
    ],
)
def test_doubtful_characters_get_one(text: str, marked: str) -> None:
    assert read(text) == marked


def test_a_space_after_a_number_stays_after_it() -> None:
    assert read(" نص", after_other=True) == f"{RLM} نص"


def test_brackets_are_left_alone_in_left_to_right_pages() -> None:
    assert LRM not in read("(نص)", page_right_to_left=False)


def test_left_to_right_text_gets_one_only_at_its_ends() -> None:
    assert directional_marks(list("(a)"), False, True, False) == [(LRM, ""), ("", ""), ("", "")]
    assert directional_marks(list("(a)"), False, False, True) == [("", ""), ("", ""), ("", LRM)]
    assert not any(map(any, directional_marks(list("(a)"), False, False, False)))


def test_the_digits_of_an_arabic_number_are_one() -> None:
    clusters = [Cluster(char, (Glyph(1, 0, 0, 500, 500),)) for char in "a٢٠٢٣ ۱۲ 34"]
    joined = join_numbers(clusters)
    assert [cluster.text for cluster in joined] == ["a", "٢٠٢٣", " ", "۱", "۲", " ", "3", "4"]
    assert joined[1].left == LRM
    assert joined[1].whole
    assert len(joined[1].glyphs) == 4


def test_a_page_with_more_latin_letters_says_that_it_reads_from_right_to_left() -> None:
    """Its marks outweigh the letters, with room for the marks of the other direction."""
    page = ["Harbour Street Reading Room", "مالطا"]
    marks = marks_for_balance(page)
    assert set(marks) == {RIGHT_TO_LEFT_MARK}
    assert len(marks) > sum(char.isalpha() for char in page[0]) - len(page[1])
    assert marks_for_balance(["مكتبات مفتوحة للجميع"]) == ""


@pytest.mark.parametrize("texts", [["\u064b\u0651"], ["\u0301", "\u0302"], [""], []])
@pytest.mark.parametrize("right_to_left", [True, False])
def test_a_stretch_without_a_letter(texts: list[str], right_to_left: bool) -> None:
    """As of vowel signs that stand on no letter: they need no marks, and break nothing."""
    for page_right_to_left in (True, False):
        marks = directional_marks(texts, right_to_left, False, page_right_to_left)
        assert len(marks) == len(texts)
