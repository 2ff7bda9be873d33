"""Days, spans of days and moments, read from text in any language whose months CLDR names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Final
from unicodedata import normalize

from babel import Locale

from publish.language import tags

_OTHER_NAMES: Final[Mapping[str, tuple[str, ...]]] = {"ar": ("ar_SY", "ar_DZ", "ar_MA")}
"""Locales of the same language that call the months by other names."""
_SPOKEN: Final = ("wide", "abbreviated")

# A day may bear the ending of an ordinal number; between the parts stand spaces, commas and, in
# Romance languages, a preposition.
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th|er|re|º|ª|o|\.|-?(?:го|е|є|я))?"
_YEAR: Final = r"\d{4}"
_GAP: Final = r"[\s,]*(?:(?:de|del|di|of|d['’])(?![^\W\d_]))?[\s,]*"
_TO: Final = r"\s*[-–—]\s*"


@dataclass(frozen=True, slots=True)
class Span:
    """The days from ``first`` to ``last``, written in a text from ``start`` to before ``end``."""

    first: date
    last: date
    start: int
    end: int


def spans(text: str, languages: Collection[str]) -> Iterator[Span]:
    """The days and spans of days in a text, with their years, in order.

    ``text`` is as long as what was searched: offsets hold for it.
    """
    pattern = _pattern(tuple(sorted(languages)))
    months = _months(tuple(sorted(languages)))
    plain = folded(text)
    for match in pattern.finditer(plain):
        found = _read(match, months)
        if found is not None:
            yield Span(*found, *match.span())


def folded(text: str) -> str:
    """A text without case and presentation forms, character for character."""
    return "".join(map(_folded, text))


@cache
def _folded(char: str) -> str:
    for form in (normalize("NFKC", char).casefold(), char.casefold(), char):
        if len(form) == 1:
            return form
    return char


def _read(match: re.Match[str], months: Mapping[str, int]) -> tuple[date, date] | None:
    first, last = (_parts(match, number, months) for number in (1, 2))
    if match["end"] is None:
        last = first
    day1, month1, year1 = first
    day2, month2, year2 = last
    month1, month2 = month1 or month2, month2 or month1
    year1, year2 = year1 or year2, year2 or year1
    if not (day1 and day2 and month1 and month2 and year1 and year2):
        return None
    try:
        start, end = date(year1, month1, day1), date(year2, month2, day2)
    except ValueError:
        return None
    return (start, end) if start <= end else None


Parts = tuple[int | None, int | None, int | None]
"""Day, month and year, where they are written."""


def _parts(match: re.Match[str], number: int, months: Mapping[str, int]) -> Parts:
    def value(*names: str) -> str | None:
        return next((match[f"{n}{number}"] for n in names if match[f"{n}{number}"]), None)

    day, year = value("da", "db", "dc"), value("ya", "yb", "yc")
    name, month = value("ma", "mb"), value("mc")
    return (
        int(re.sub(r"\D", "", day)) if day else None,
        months[re.sub(r"\s+", " ", name)] if name else int(month) if month else None,
        int(year) if year else None,
    )


@cache
def _pattern(languages: tuple[str, ...]) -> re.Pattern[str]:
    names = sorted(_months(languages), key=lambda name: (-len(name), name))
    month = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names) or r"(?!)"

    def day(n: int) -> str:
        # A month that has two names, as in Arabic, may be given both: only the first is read.
        named = rf"(?:{month})(?![^\W\d_])"
        both = rf"(?P<m{{0}}{n}>{named})(?:\s*[/\\]\s*{named})?\.?"
        little = rf"(?P<da{n}>{_DAY})(?:{_GAP}{both.format('a')})?(?:{_GAP}(?P<ya{n}>{_YEAR}))?"
        big = rf"{both.format('b')}\s*(?P<db{n}>{_DAY})(?:{_GAP}(?P<yb{n}>{_YEAR}))?"
        iso = rf"(?P<yc{n}>{_YEAR})[-年](?P<mc{n}>\d{{1,2}})[-月](?P<dc{n}>\d{{1,2}})日?"
        return f"(?:{iso}|{big}|{little})"

    return re.compile(rf"(?<!\d){day(1)}(?P<end>{_TO}{day(2)})?(?!\d)")


@cache
def _months(languages: tuple[str, ...]) -> Mapping[str, int]:
    """The months by their names in these languages, as ``folded``."""
    found: dict[str, int] = {}
    for locale in _locales(languages):
        for context in ("format", "stand-alone"):
            for width in _SPOKEN:
                for number, name in locale.months[context][width].items():
                    plain = folded(name).strip(". ")
                    if len(plain) > 2 and not plain[0].isdigit():
                        found.setdefault(plain, number)
    return found


def _locales(languages: tuple[str, ...]) -> Iterator[Locale]:
    for tag in languages:
        locale = next(filter(None, map(tags.locale, tags.chain(tag))), None)
        if locale is not None:
            yield locale
            for name in _OTHER_NAMES.get(locale.language, ()):
                yield Locale.parse(name)


# --- Moments ------------------------------------------------------------------------

_CLOCK: Final = (
    r"(?:[\s,T]+(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?\s*(?P<half>[AaPp]\.?[Mm]\.?)?)?"
)
_NUMERIC: Final = re.compile(
    rf"(?P<one>\d{{1,2}})(?P<sign>[/.])(?P<two>\d{{1,2}})(?P=sign)(?P<year>\d{{4}}|\d{{2}}){_CLOCK}"
)
_AFTER: Final = re.compile(_CLOCK)


def moment(text: str, languages: Collection[str]) -> datetime | None:
    """The moment that a text is, if it is nothing else and can be read in one way only.

    The month stands first where a clock of twelve hours goes with it, as in the United States.
    A day without a time is its beginning.
    """
    text = text.strip()
    if match := _NUMERIC.fullmatch(text):
        day = _numeric_day(match)
        return _at(day, match) if day else None
    for span in spans(text[:60], languages):
        match = _AFTER.fullmatch(text, span.end)
        if span.start == 0 and span.first == span.last and match:
            return _at(span.first, match)
    return None


def _numeric_day(match: re.Match[str]) -> date | None:
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    year += 2000 if year < 100 else 0
    month_first = two > 12 or match["half"] is not None
    day_first = one > 12 or match["sign"] == "."
    if not month_first and not day_first and one != two:
        return None  # read in either way
    try:
        return date(year, two, one) if day_first else date(year, one, two)
    except ValueError:
        return None


def _at(day: date, match: re.Match[str]) -> datetime | None:
    hour, minute = int(match["hour"] or 0), int(match["minute"] or 0)
    if match["half"]:
        hour = hour % 12 + 12 * (match["half"][0] in "Pp")
    try:
        return datetime.combine(day, time(hour, minute))
    except ValueError:
        return None
