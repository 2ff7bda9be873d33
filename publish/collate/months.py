"""The months that a passage names, in every form and regional usage that CLDR has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from babel import Locale, localedata

from publish.collate.collation import Span
from publish.collate.spacing import is_unspaced
from publish.language.profile import Profile

_ENDING: Final = 2
"""How many letters at the end of a name another case may change."""
_STEM: Final = 4
"""The fewest letters by which a month is known in a case that CLDR does not give."""
_NEAR: Final = 6
"""How many characters of a preposition or an ordinal sign may stand between day and month."""
_DAY_BEFORE: Final = re.compile(rf"\d\D{{0,{_NEAR}}}$")
_DAY_AFTER: Final = re.compile(rf"^\D{{0,{_NEAR}}}\d")


@dataclass(frozen=True, slots=True)
class Month:
    """A month, from 1, and where it is named; ``sure`` where a number stands beside it."""

    number: int
    span: Span
    sure: bool


def knows_months(profile: Profile) -> bool:
    """Whether CLDR has names of months in the language."""
    return bool(_names(profile.locale.language))


def months(text: str, profile: Profile) -> list[Month]:
    """The months named in a text, from left to right."""
    lowered = text.lower()
    names = _names(profile.locale.language)
    if not names or len(lowered) != len(text):
        return []
    found: list[Month] = []
    for match in _pattern(profile.locale.language, is_unspaced(profile)).finditer(lowered):
        start, end = match.span()
        dated = _DAY_BEFORE.search(text[:start]) or _DAY_AFTER.search(text[end:])
        whole = match.group() in names
        number = names.get(match.group()) or _stems(profile.locale.language)[match["stem"]]
        found.append(Month(number, (start, end), bool(dated) and whole))
    return found


@cache
def _names(language: str) -> dict[str, int]:
    """By name, the month; a name that is a number is left out."""
    names: dict[str, int] = {}
    for identifier in localedata.locale_identifiers():
        if identifier.partition("_")[0] != language:
            continue
        for forms in Locale.parse(identifier).months.values():
            for number, name in forms["wide"].items():
                if not any(char.isdecimal() for char in name) and len(name) > 1:
                    names.setdefault(name.lower(), number)
    return names


@cache
def _stems(language: str) -> dict[str, int]:
    """By the part that no case changes, the month; only those that mean one month."""
    stems: dict[str, set[int]] = {}
    for name, number in _names(language).items():
        if len(stem := name[:-_ENDING]) >= _STEM and name.isalpha():
            stems.setdefault(stem, set()).add(number)
    return {stem: next(iter(numbers)) for stem, numbers in stems.items() if len(numbers) == 1}


@cache
def _pattern(language: str, unspaced: bool) -> re.Pattern[str]:
    names = sorted(_names(language), key=len, reverse=True)
    stems = sorted(_stems(language), key=len, reverse=True)
    whole = "|".join(map(re.escape, names))
    if unspaced:
        return re.compile(f"(?:{whole})(?P<stem>(?!))?")
    begun = "|".join(map(re.escape, stems))
    inflected = rf"|(?P<stem>{begun})\w{{0,{_ENDING + 1}}}" if begun else ""
    edge = r"(?!\w)"
    return re.compile(rf"(?:{whole}){edge}{inflected}{edge if begun else ''}" if begun else whole)
