"""Tickets say the same in all their languages, with numbers as each writes them."""

from __future__ import annotations

from decimal import Decimal
from string import Formatter

import pytest

from publish.runs.papers import Price
from publish.runs.words import languages, words


def places(phrase: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(phrase) if name}


@pytest.mark.parametrize("language", languages())
def test_every_language_says_everything(language: str) -> None:
    english, other = words("en").table, words(language).table
    assert other.keys() == english.keys()
    for key, phrase in english.items():
        assert places(other[key]) == places(phrase), key
        assert other[key].strip() or key == "comma"


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert words("en").weight(14_920.0) == "14.9 kg"
    assert words("ru").weight(14_920.0) == "14,9 кг"
    assert words("en").weight(9.94) == "9.9 g"
    assert words("en").size((148.0, 210.0)) == "148 × 210 mm"
    assert words("es").percent(3).replace("\u00a0", " ") == "3 %"
    assert words("en").money(Price(Decimal("27.505"), "EUR")) == "€27.51"
    assert words("en").millimetres(0.1125) == "0.112 mm"
