"""Marks of list items: what a kind means in each language."""

from __future__ import annotations

import pytest

from publish.faults import Fault
from publish.language.counters import cited, inner_kind, is_native, kind_of, mark, structure


def marks(kind: str, language: str, numbers: tuple[int, ...], numerals: str = "latn") -> list[str]:
    return [mark(kind, number, language, numerals) for number in numbers]


@pytest.mark.parametrize(
    ("kind", "language", "numbers", "expected"),
    [
        ("1.", "en", (1, 12), ["1.", "12."]),
        ("1)", "en", (1, 12), ["1)", "12)"]),
        ("(a)", "en", (1, 2, 26, 27, 53), ["(a)", "(b)", "(z)", "(aa)", "(ba)"]),
        ("(i)", "en", (1, 4, 9, 14, 40), ["(i)", "(iv)", "(ix)", "(xiv)", "(xl)"]),
        ("I.", "en", (1, 4, 19), ["I.", "IV.", "XIX."]),
        ("A)", "en", (3,), ["C)"]),
        ("(a)", "ru", (1, 6, 7, 10, 28, 29), ["(а)", "(е)", "(ж)", "(к)", "(я)", "(аа)"]),
        ("A.", "ru", (2,), ["Б."]),
        ("(i)", "ru", (3,), ["(iii)"]),
        ("(a)", "uk", (4, 5, 8, 9), ["(г)", "(д)", "(ж)", "(з)"]),
        ("(a)", "sr", (6,), ["(ђ)"]),
        ("(a)", "sr-Latn", (6,), ["(f)"]),
        ("(a)", "el", (3, 6), ["(γ)", "(ζ)"]),
        ("(a)", "he", (1, 10, 15, 16, 23), ["(א)", "(י)", "(טו)", "(טז)", "(כג)"]),
        ("(i)", "he", (2,), ["(2)"]),
        ("(a)", "ar", (1, 2, 3, 4, 6, 10, 11), ["(أ)", "(ب)", "(ج)", "(د)", "(و)", "(ي)", "(ك)"]),
        ("(a)", "fa", (1, 2, 3), ["(الف)", "(ب)", "(پ)"]),
        ("(a)", "hi", (1, 2, 3), ["(क)", "(ख)", "(ग)"]),
        ("(a)", "bn", (1, 2), ["(ক)", "(খ)"]),
        ("(a)", "am", (1, 2, 3), ["(ሀ)", "(ለ)", "(ሐ)"]),
        ("(a)", "zh", (1, 2, 11), ["（甲）", "（乙）", "(11)"]),
        (
            "(i)",
            "zh",
            (1, 10, 11, 20, 23),
            ["（一）", "（十）", "（十一）", "（二十）", "（二十三）"],
        ),
        ("I.", "zh", (2,), ["二、"]),
        ("(a)", "ja", (1, 2), ["（イ）", "（ロ）"]),
        ("(a)", "ko", (1, 2), ["(가)", "(나)"]),
        ("(a)", "nqo", (2,), ["(2)"]),
    ],
)
def test_a_kind_is_in_the_languages_own_letters(
    kind: str, language: str, numbers: tuple[int, ...], expected: list[str]
) -> None:
    assert marks(kind, language, numbers) == expected


@pytest.mark.parametrize(
    ("kind", "language", "numerals", "expected"),
    [("1.", "ar", "arab", "٧."), ("(i)", "ar", "arab", "(٧)"), ("1)", "hi", "deva", "७)")],
)
def test_digits_are_of_the_numbering_system(
    kind: str, language: str, numerals: str, expected: str
) -> None:
    assert mark(kind, 7, language, numerals) == expected


@pytest.mark.parametrize("kind", ["(a)", "(i)", "I.", "1."])
def test_a_list_may_begin_with_nought(kind: str) -> None:
    """CommonMark allows it; neither letters nor Roman numerals have a sign for it."""
    assert "0" in mark(kind, 0, "en", "latn")


@pytest.mark.parametrize("written", ["", "(1", "(a.", "b.", "a", "((a)", "(a))", "1.1"])
def test_what_is_no_kind_is_refused(written: str) -> None:
    with pytest.raises(Fault, match="no kind of numbers"):
        kind_of(written)


def test_a_reference_has_no_stop() -> None:
    assert cited("1.", 7, "en", "latn") == "7"
    assert cited("(a)", 2, "en", "latn") == "(b)"
    assert cited("1)", 7, "en", "latn") == "7"
    assert cited("I.", 2, "zh", "latn") == "二"


def test_levels_of_operative_paragraphs() -> None:
    kinds = [inner_kind(kind, depth) for depth, kind in enumerate(("1.", "(a)", "(i)", "a."), 1)]
    assert kinds == ["(a)", "(i)", "a.", "a."]
    assert inner_kind("I.", 1) == "(a)"
    assert inner_kind("(a)", 1) == "(i)"


def test_what_lists_do_by_themselves() -> None:
    """Elsewhere the marks are text: no reading system has to know the kind."""
    assert is_native("1.", "en", "latn")
    assert is_native("1.", "ar", "arab")
    assert is_native("I.", "ar", "latn")  # digits and a stop
    assert not is_native("1)", "en", "latn")
    assert not is_native("(a)", "en", "latn")
    assert not is_native("1.", "ff-Adlm", "adlm")  # CSS has no name for these digits


@pytest.mark.parametrize(
    ("kind", "language", "name"),
    [
        ("1.", "en", "Decimal"),
        ("(a)", "en", "LowerAlpha"),
        ("A.", "ru", "UpperAlpha"),
        ("(i)", "en", "LowerRoman"),
        ("I.", "en", "UpperRoman"),
        ("(i)", "ar", "Decimal"),
        ("(a)", "ar", "LowerAlpha"),
    ],
)
def test_tags_have_names_for_kinds(kind: str, language: str, name: str) -> None:
    assert structure(kind, language) == name
