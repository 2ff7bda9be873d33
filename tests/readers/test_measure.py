"""What is measured of readers: a word that is lost, one that moves, a mark between letters."""

from __future__ import annotations

import pytest

from readers.measure import Measured, in_order, measure, together
from readers.trying import Floor

TEXT = "The shelf is open-ended, and free.\nNobody pays."


def measured(page: str, text: str = TEXT, language: str = "en") -> Measured:
    return measure(text, language, (page,))


def test_a_page_that_says_it_all_has_it_all_in_order() -> None:
    found = measured("The Shelf\nThe shelf is open-ended,\nand free.1\nNobody pays.\n1 A note. 7")
    assert (found.words, found.order, found.lost) == (100, 100, ())


def test_a_lost_word_and_a_changed_one_are_missed() -> None:
    found = measured("The shelf is open-ended, and.\nNobody pays.")
    assert found.lost == ("free",)
    assert found.words == found.order == 87.5
    assert found.signs == 75  # "and," and "free."


def test_a_mark_of_punctuation_at_another_word_is_missed_by_itself() -> None:
    found = measured("The shelf is open-ended ,and free.\nNobody pays.")
    assert (found.words, found.order, found.signs) == (100, 100, 75)


def test_words_of_a_line_in_reverse_are_there_but_not_in_order() -> None:
    found = measured("free. and open-ended, is shelf The\nNobody pays.")
    assert found.words == 100
    assert found.order == pytest.approx(100 * 3 / 8)


@pytest.mark.parametrize(
    "divided",
    [
        "op\u00aden-\nended",
        "open-\nended",
        "open-\u200e\nended",
        "open-end\u2010\ned",
        "open-end-\r\ned",
        "open-end\ufffeed",
        "open-end\u0002ed",
        "open\u0002ended",
    ],
)
def test_a_word_is_whole_whatever_hyphen_ends_its_line(divided: str) -> None:
    assert measured(TEXT.replace("open-ended", divided)).lost == ()


@pytest.mark.parametrize("torn", ["open-end\ned", "open-e-nded", "openended", "open- ended"])
def test_a_word_that_is_torn_is_missed(torn: str) -> None:
    """Where the hyphen at a line's end is lost as well, nobody can know that it was one word."""
    assert measured(TEXT.replace("open-ended", torn)).lost == ("open-ended",)


def test_a_dash_at_a_lines_end_stays() -> None:
    assert measured("in 1931–\n1938", "in 1931–1938").lost == ()
    assert measured("in 19311938", "in 1931–1938").lost == ("1931–1938",)


def test_characters_are_compared_where_words_do_not_stand_apart() -> None:
    assert measured("我们的声\n明", "我们的声明", "zh-Hans").lost == ()
    found = measured("明声的们我", "我们的声明", "zh-Hans")
    assert found.words == 0
    assert found.order == 20


def test_marks_of_direction_are_counted_on_the_fullest_page_and_within_words() -> None:
    pages = ("\u200fكتا\u200f\u200eب (1)\u200f", "a \u061c b\u0301\u200ec \u20672\u2069")
    found = measure("كتاب", "ar", pages)
    assert (found.marks, found.inside) == (4, 3)
    assert found.lost == ()


def test_the_longest_order_is_found_whatever_stands_between() -> None:
    assert in_order("abcd", "xaxbcyd") == 4
    assert in_order("abcd", "dcba") == 1
    assert in_order("abcabc", "cabcab") == 5


def test_a_floor_says_what_is_missed_and_only_rises() -> None:
    low, high = measured("The shelf"), measured(TEXT)
    floor = Floor().raised(Floor.under([high]))
    assert floor == Floor(99.8, 99.8, 99.8, 0, 0)
    assert floor.raised(Floor.under([high, low])) == floor
    assert list(floor.misses(high)) == []
    said = [line.split(":")[0] for line in floor.misses(together([high, low]))]
    assert said == ["words", "order", "with punctuation"]
