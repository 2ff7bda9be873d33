"""Sizes and numbers as a language writes them."""

from __future__ import annotations

from typing import Final

from babel.units import format_unit

from publish.language.numerals import digits
from publish.language.profile import Profile

_UNITS: Final = ((1_000_000, "digital-megabyte", "#,##0.0"), (1_000, "digital-kilobyte", "#,##0"))
"""Decimal units (IEC 80000-13), the largest first, with CLDR's names and a pattern of digits."""

_BIDI_CONTROLS: Final = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))


def size(size_bytes: int, profile: Profile) -> str:
    """A file's size in kilobytes or megabytes, such as ``48 kB``, after CLDR's units."""
    scale, unit, pattern = next((row for row in _UNITS if size_bytes >= row[0]), _UNITS[-1])
    amount = max(size_bytes / scale, 1)
    known = profile.numerals in profile.locale.number_symbols
    written = format_unit(
        amount,
        unit,
        "short",
        format=pattern,
        locale=profile.locale,
        numbering_system=profile.numerals if known else "latn",
    )
    return digits(written.translate(_BIDI_CONTROLS), profile.numerals)


def number(value: int, profile: Profile) -> str:
    """A whole number in the language's numerals."""
    return digits(value, profile.numerals)
