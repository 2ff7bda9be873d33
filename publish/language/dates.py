"""Dates and spans of days as a language prints them, after CLDR."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from babel import Locale
from babel.dates import format_date, tokenize_pattern

from publish.language import tags
from publish.language.numerals import digits
from publish.language.profile import Profile
from publish.language.rules.edits import NBSP

_NUMERIC: Final = "y-MM-dd"
"""The date of no language (ISO 8601), for locales in which CLDR names no months."""

_IN_FULL: Final = {"MMM": "MMMM", "LLL": "LLLL", "dd": "d"}
"""Fields that CLDR abbreviates in an interval, and what stands for them in a long date."""

_FIELD: Final = re.compile(r"'[^']*'|([A-Za-z])\1*")
"""A field of a pattern, or quoted text that only looks like one."""

_MONTH: Final = frozenset("ML")
_DAY: Final = frozenset("d")
_SPACE: Final = re.compile(r"[ \u00a0\u2009\u202f]+")
_SPACED_DASH: Final = re.compile(r" ?([-–—]) ?")
_BIDI_CONTROLS: Final = dict.fromkeys(map(ord, "\u200e\u200f\u061c"))
"""Marks that CLDR puts into some patterns; markup isolates dates instead (UAX #9, 2.7)."""


def date(day: datetime.date, profile: Profile) -> str:
    """A day in the language's long form, such as ``22 October 2023``.

    Its numerals are the profile's. The day stays with its month, and the year with a sign
    after it: the spaces there do not break. Where CLDR names no months, ISO 8601 is used.
    """
    return _written(_parts(_long_pattern(profile.locale), day), profile)


def interval(start: datetime.date, end: datetime.date, profile: Profile) -> str:
    """The days from ``start`` to ``end``, such as ``20–22 October 2023``; a date if equal.

    The patterns are CLDR's interval formats for ``yMMMd`` with the month in full. Raises
    ``ValueError`` if ``end`` is before ``start``.
    """
    if end < start:
        raise ValueError(f"the interval ends before it starts: {start} to {end}")
    if start == end:
        return date(start, profile)
    first, last = _interval_patterns(profile.locale, _greatest_difference(start, end))
    parts = [*_parts(first, start), *_parts(last, end)]
    return _written(parts, profile)


def months(locale: Locale) -> tuple[str, ...]:
    """The names of the months as they follow a day: ``October``, ``de octubre``."""
    pieces = list(_pieces(_long_pattern(locale)))
    glue = next(
        (
            text
            for (before, _), (_, text), (after, _) in zip(
                pieces, pieces[1:], pieces[2:], strict=False
            )
            if before[:1] in _DAY and after[:1] in _MONTH
        ),
        "",
    )
    return tuple(glue.lstrip(". ") + name for name in _months(locale))


# --- Patterns (UTS #35, Part 4) ------------------------------------------------------


def _names_months(locale: Locale) -> bool:
    """Whether CLDR has month names for a locale; its root has only ``M10``."""
    return bool(_months(locale) != _months(tags.root()))


def _months(locale: Locale) -> tuple[str, ...]:
    return tuple(locale.months["format"]["wide"].values())


def _long_pattern(locale: Locale) -> str:
    return str(locale.date_formats["long"].pattern) if _names_months(locale) else _NUMERIC


def _interval_patterns(locale: Locale, difference: str) -> tuple[str, str]:
    """The patterns of both ends; what stands between them ends the first."""
    known = locale.interval_formats if _names_months(locale) else {}
    for skeleton in ("yMMMMd", "yMMMd"):
        found = known.get(skeleton, {}).get(difference)
        if found:
            first, last = map(_in_full, found)
            return first, last
    return f"{_long_pattern(locale)} – ", _long_pattern(locale)


def _in_full(pattern: str) -> str:
    return _FIELD.sub(lambda match: _IN_FULL.get(match[0], match[0]), pattern)


def _greatest_difference(start: datetime.date, end: datetime.date) -> str:
    if start.year != end.year:
        return "y"
    return "M" if start.month != end.month else "d"


def _pieces(pattern: str) -> Iterator[tuple[str, str]]:
    """The fields of a pattern, such as ``MMMM``, and the texts between: one or the other."""
    text = ""
    for _, token in tokenize_pattern(pattern):
        if isinstance(token, str):
            text += token
            continue
        if text:
            yield "", text
            text = ""
        letter, width = token
        yield letter * width, ""
    if text:
        yield "", text


# --- Writing ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    """A piece of a pattern, and the day that it writes."""

    field: str
    text: str
    day: datetime.date


def _parts(pattern: str, day: datetime.date) -> list[_Part]:
    return [_Part(field, text, day) for field, text in _pieces(pattern)]


def _written(parts: list[_Part], profile: Profile) -> str:
    edge = _Part("", "", parts[0].day)
    around = zip([edge, *parts], parts, [*parts[1:], edge], strict=False)
    text = "".join(
        _field(part, profile) if part.field else _between(before, part, after)
        for before, part, after in around
    )
    return digits(text.translate(_BIDI_CONTROLS), profile.numerals)


def _field(part: _Part, profile: Profile) -> str:
    if part.field in _DAY and part.day.day == 1 and profile.first_day:
        return profile.first_day
    return str(format_date(part.day, part.field, profile.locale))


def _between(before: _Part, part: _Part, after: _Part) -> str:
    """The text between two fields, its spaces such that the line breaks where it may.

    It may not between day and month, before a sign that ends the date, or before a dash; a
    dash between two bare days is closed up.
    """
    text = _SPACE.sub(" ", part.text)
    fields = {before.field[:1], after.field[:1]}
    if after.field and after.day != part.day:
        if fields == _DAY:
            return _SPACED_DASH.sub(r"\1", text).replace(" ", NBSP)
        head, space, tail = text.rpartition(" ")
        return head.replace(" ", NBSP) + space + tail
    if not after.field or (fields & _DAY and fields & _MONTH):
        return text.replace(" ", NBSP)
    return text
