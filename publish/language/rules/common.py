"""Rules that most languages share: ellipses, dashes, ranges of numbers, apostrophes."""

from __future__ import annotations

import re
from typing import Final

from publish.language.profile import BOUNDARY, Rule
from publish.language.rules.edits import GAP, NBSP, in_turn, substitution
from publish.language.rules.habits import Habits

_SPACE: Final = rf"[ \t\n{NBSP}]"
_LETTER: Final = r"[^\W\d_]"


def ellipsis(_: Habits) -> Rule:
    """Three full stops become an ellipsis (U+2026); two, or four and more, stay."""
    return substitution(r"(?<!\.)\.{3}(?!\.)", "…")


def dash(habits: Habits) -> Rule:
    """A hyphen (or two) between spaces becomes the language's dash.

    A dash between spaces then stays at the end of its line: it does not begin one.
    """
    return in_turn(
        substitution(rf"(?<={_SPACE})-{{1,2}}(?={_SPACE})", habits.dash),
        substitution(rf"{GAP}(?=[–—]{_SPACE})", NBSP),
    )


# --- Ranges -------------------------------------------------------------------------

_RANGE: Final = rf"""
    (?<! [\w.,:/+–—-] ) (?<! \d{_SPACE} )       # not inside a longer number, date or word
    (?P<low> \d{{1,4}} ) (?P<here> - )
    (?= (?P<high> \d{{1,4}} ) (?! [\w–—-] | [.,:/]\d | {_SPACE}\d ) )
"""


def number_range(_: Habits) -> Rule:
    """A hyphen between two numbers that make a range becomes an en dash (CLDR intervals).

    Works in any numerals. Dates such as 2023-10-22, telephone numbers, ordinals such as
    23-й and names with figures stay as they are.
    """
    return substitution(_RANGE, _range_dash, re.VERBOSE)


def _range_dash(match: re.Match[str]) -> str | None:
    return "–" if _is_range(match["low"], match["high"]) else None


def _is_range(low: str, high: str) -> bool:
    """Whether two numbers with a hyphen between them rise as the ends of a range do."""
    if len(low) > 1 and int(low[0]) == 0:
        return False
    first, last = int(low), int(high)
    if len(low) == 4 and len(high) == 2:  # 1939-45, but not a month: 2023-10
        return last > 12 and last > first % 100
    if len(low) == len(high):
        return first < last < first + 1000
    return len(low) + 1 == len(high) <= 3 and first < last


# --- Apostrophes --------------------------------------------------------------------

_APOSTROPHE: Final = r"(?<=[^\W\d_]|[\u0300-\u036f])'"
_OPENING: Final = re.compile(rf"(?<![\w\u0300-\u036f])'(?={_LETTER})")


def apostrophe(_: Habits) -> Rule:
    """A straight apostrophe between letters becomes U+2019.

    So does one at the end of a word (workers'), unless the block has a straight single
    quotation mark that it might close.
    """
    between = substitution(rf"{_APOSTROPHE}(?={_LETTER})", "’")
    at_end = substitution(rf"{_APOSTROPHE}(?!{_LETTER})", "’")

    def dressed(text: str) -> str:
        quoted = _OPENING.search(text.replace(BOUNDARY, ""))
        return between(text) if quoted else at_end(between(text))

    return dressed
