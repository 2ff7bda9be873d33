"""Straight quotation marks become the language's own, nested ones included."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, Literal

from publish.language.profile import Quotes, Rule
from publish.language.rules.edits import NARROW_NBSP, Edit, rule
from publish.language.rules.habits import Habits

_STRAIGHT: Final = '"'
_SINGLE: Final = "'"

_OPENS_AFTER: Final = frozenset({"Ps", "Pi", "Pd"})
"""General categories after which a quotation can open: brackets, quotation marks, dashes."""

_OPENS_AFTER_SIGNS: Final = frozenset("'’¿¡/")
"""Signs after which it can too: an elided article, an inverted mark, an alternative."""


_PREFIXED: Final = re.compile(r"(?<!\w)[\u0590-\u08ff]{1,2}(?=\"[^\W\d_]{3})")
"""A particle of a right-to-left script, written together with the quotation after it.

Gershayim looks like this only before a suffix, and then finds no mark to close it.
"""


def quotes(habits: Habits) -> Rule:
    """Pairs of straight marks become quotation marks; one without a partner stays.

    Whether a mark opens or closes is read from its neighbours. One inside a word is part of
    it, as gershayim is in Hebrew, unless a particle stands before it. Marks that are already
    typographic never change, but count: a straight pair inside them takes the inner marks.
    Single marks quote only inside a quotation: elsewhere they may be apostrophes.
    """

    def find(text: str) -> list[Edit]:
        return sorted(_edits(text, habits.quotes)) if _STRAIGHT in text else []

    return rule(find)


def paired_quotes(habits: Habits) -> Rule:
    """Straight double marks become quotation marks, the first and each second one opening.

    For scripts without spaces between words, or whose words go on after a quotation, where
    the neighbours of a mark do not tell its side. An odd number of marks stays.
    """
    marks = (habits.quotes.open, habits.quotes.close)

    def find(text: str) -> list[Edit]:
        found = [index for index, char in enumerate(text) if char == _STRAIGHT]
        if len(found) % 2:
            return []
        return [(index, index + 1, marks[turn % 2]) for turn, index in enumerate(found)]

    return rule(find)


def _edits(text: str, marks: Quotes) -> Iterator[Edit]:
    skipped = frozenset(
        (_STRAIGHT, NARROW_NBSP, marks.open, marks.close, marks.inner_open, marks.inner_close)
    )
    doubles = dict(_pairs(text, _STRAIGHT, skipped))
    singles = dict(_pairs(text, _SINGLE, skipped))
    closing: dict[int, int] = {}  # where a pair ends: the depth it began at
    depth = 0
    for index, char in enumerate(text):
        end = doubles.get(index) or (singles.get(index) if depth else None)
        if end:
            inner = depth % 2 == 1
            yield index, index + 1, marks.inner_open if inner else marks.open
            yield end, end + 1, marks.inner_close if inner else marks.close
            closing[end] = depth
            depth += 1
        elif index in closing:
            depth = closing[index]
        elif marks.open != marks.close:
            depth = max(depth + (char == marks.open) - (char == marks.close), 0)


def _pairs(text: str, mark: str, skipped: frozenset[str]) -> Iterator[tuple[int, int]]:
    """The offsets of the straight marks that open and close one quotation."""
    prefixed = {match.end() for match in _PREFIXED.finditer(text)}
    before = _neighbours(text, skipped)
    after = _neighbours(text[::-1], skipped)[::-1]
    opened: list[int] = []
    for index, char in enumerate(text):
        if char != mark:
            continue
        side = "open" if index in prefixed else _side(before[index], after[index])
        if side == "open":
            opened.append(index)
        elif side == "close" and opened:
            yield opened.pop(), index


def _side(left: str, right: str) -> Literal["open", "close"] | None:
    """Whether a mark between two neighbours opens, closes, or is no quotation mark."""
    if right and not right.isspace() and _can_open_after(left):
        return "open"
    if left and not left.isspace() and not _in_word(right):
        return "close"
    return None


def _neighbours(text: str, skipped: frozenset[str]) -> list[str]:
    """Before each character, the last that is no quotation mark, nor a space that belongs to one.

    Nothing at the beginning of the text. All at once: marks may stand together by the thousand.
    """
    found: list[str] = []
    last = ""
    for char in text:
        found.append(last)
        if char not in skipped:
            last = char
    return found


def _can_open_after(char: str) -> bool:
    return (
        not char
        or char.isspace()
        or char in _OPENS_AFTER_SIGNS
        or unicodedata.category(char) in _OPENS_AFTER
    )


def _in_word(char: str) -> bool:
    return bool(char) and (char.isalnum() or unicodedata.category(char).startswith("M"))
