"""The words of the ticket, by language, and its numbers as that language writes them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Final

from babel.numbers import format_currency, format_decimal, format_percent
from babel.units import format_unit

from publish.faults import known
from publish.language import dates
from publish.language.numerals import digits
from publish.language.profile import Profile
from publish.language.profiles import profile
from publish.runs.job import rounded
from publish.runs.papers import Price

_KILOGRAM_G: Final = 1000
_BIDI_CONTROLS: Final = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))
"""Marks that CLDR puts into some patterns; markup isolates numbers instead (UAX #9, 2.7)."""


@dataclass(frozen=True, slots=True)
class Words:
    """What a ticket says in one language.

    Numbers have the digits and signs of the language's locale (CLDR).
    """

    profile: Profile
    table: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.table[key]

    def filled(self, key: str, **values: str) -> str:
        """A phrase with its places filled in."""
        return self.table[key].format(**values)

    def number(self, value: float, places: int = 0) -> str:
        """A number with at most so many decimal places."""
        pattern = "#,##0." + "#" * places if places else "#,##0"
        return self._plain(
            format_decimal(value, pattern, self.profile.locale, numbering_system=self._system)
        )

    def percent(self, value: float) -> str:
        """A share in per cent: 3 gives ``3%``."""
        locale, system = self.profile.locale, self._system
        return self._plain(format_percent(value / 100, locale=locale, numbering_system=system))

    def weight(self, value_g: float) -> str:
        """A weight in grams, or in kilograms from one kilogram on."""
        if value_g < _KILOGRAM_G:
            return self._unit(value_g, "mass-gram", "#,##0.#")
        return self._unit(value_g / _KILOGRAM_G, "mass-kilogram", "#,##0.0")

    def millimetres(self, value_mm: float) -> str:
        """A length in millimetres, to thousandths."""
        return self._unit(value_mm, "length-millimeter", "#,##0.###")

    def size(self, size_mm: tuple[float, float]) -> str:
        """Width and height in whole millimetres, such as ``148 × 210 mm``."""
        width, height = (digits(round(side), self.profile.numerals) for side in size_mm)
        unit = self._unit(0, "length-millimeter", "0").replace(self.number(0), "").strip()
        return f"{width} × {height} {unit}"

    def money(self, price: Price) -> str:
        """An amount with its currency."""
        return self._plain(
            format_currency(
                rounded(price.amount),
                price.currency,
                locale=self.profile.locale,
                numbering_system=self._system,
            )
        )

    def date(self, moment: datetime) -> str:
        """A day, in the language's long form."""
        return dates.date(moment.date(), self.profile)

    @property
    def _system(self) -> str:
        """The profile's numerals, or European ones where the locale has no signs for them."""
        known = self.profile.numerals in self.profile.locale.number_symbols
        return self.profile.numerals if known else "latn"

    def _unit(self, value: float, unit: str, pattern: str) -> str:
        return self._plain(
            format_unit(
                value,
                unit,
                "short",
                format=pattern,
                locale=self.profile.locale,
                numbering_system=self._system,
            )
        )

    def _plain(self, text: str) -> str:
        return digits(text.translate(_BIDI_CONTROLS), self.profile.numerals)


def languages() -> tuple[str, ...]:
    """The languages that a ticket can be in."""
    return tuple(_tables())


def words(language: str) -> Words:
    """The words of a ticket. Raises CommandError for a language that it cannot be in."""
    tables = _tables()
    own = tables[known("ticket in", language, tables)]
    return Words(profile(language, language), own)


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("publish.runs").joinpath("words.toml").read_text(encoding="utf-8"))
