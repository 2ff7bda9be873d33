"""Which days a statement and its files can be dated with."""

from __future__ import annotations

from datetime import date
from typing import Final, TypeVar

from publish.faults import Fault

FIRST_YEAR: Final = 1000
"""Years have four digits, as in PDF and XMP (ISO 32000-1, 7.9.4; ISO 8601)."""
LAST_YEAR: Final = 2107
"""The last that an entry of a ZIP file, and so an e-book, can hold (APPNOTE.TXT, 4.4.6). What is
older than 1980 is dated 1980 there."""

Dated = TypeVar("Dated", bound=date)


def check_day(day: Dated) -> Dated:
    """The day or moment itself; raises Fault where no file can be dated with it."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        message = f"no file can be dated with the year {day.year}."
        raise Fault(message, f"Give one from {FIRST_YEAR} to {LAST_YEAR}.")
    return day
