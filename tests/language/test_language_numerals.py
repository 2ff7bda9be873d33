"""Numbers in the digits of many languages."""

from __future__ import annotations

import pytest
from babel import Locale, localedata

from publish.language.numerals import SYSTEMS, css_counter, digits


@pytest.mark.parametrize(
    ("system", "written"),
    [
        ("latn", "20–23"),
        ("arab", "٢٠–٢٣"),
        ("arabext", "۲۰–۲۳"),
        ("deva", "२०–२३"),
        ("beng", "২০–২৩"),
    ],
)
def test_only_digits_are_rewritten(system: str, written: str) -> None:
    assert digits("20–23", system) == written


def test_a_number_may_be_an_int() -> None:
    assert digits(1048, "arabext") == "۱۰۴۸"


@pytest.mark.parametrize("system", sorted(SYSTEMS))
def test_every_system_has_ten_digits_that_count_from_zero(system: str) -> None:
    assert [int(digit) for digit in digits("0123456789", system)] == list(range(10))


def test_an_unknown_system_is_an_error() -> None:
    with pytest.raises(KeyError):
        digits(1, "roman")


def test_every_default_of_cldr_can_be_written() -> None:
    defaults = {
        Locale.parse(name).default_numbering_system for name in localedata.locale_identifiers()
    }
    assert defaults <= SYSTEMS


def test_counter_styles_have_the_names_of_css() -> None:
    assert css_counter("latn") == "decimal"
    assert css_counter("arab") == "arabic-indic"
    assert css_counter("arabext") == "persian"
    assert css_counter("nkoo") == 'symbols(numeric "߀" "߁" "߂" "߃" "߄" "߅" "߆" "߇" "߈" "߉")'
