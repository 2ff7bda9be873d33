"""The marks that begin the items of lists: bullets of every style, numbers, letters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from publish.language.counters import DECIMAL, mark, roman

_BULLETS = "•◦‣▪▫■□●○∙⁃·◆◇➢➤►▶▸✓✔➔→➣"
"""Signs that are a bullet wherever they begin a line."""
_DASHES = "-–—−*+"
"""Signs that are a bullet only where several lines begin with them."""

_VALUES: Final = {"i": 1, "v": 5, "x": 10, "l": 50}
_ALPHABETS: Final = ("ar", "he")
"""Languages whose lists have another order than that of Unicode."""
_LETTERS: Final = 29

_MARK = re.compile(
    rf"""
    (?P<bullet> [{_BULLETS}] ) \s*
    | (?P<dash> [{_DASHES}] ) \s+
    | (?P<o> o ) (?: \t | \s{{2,}} ) \s*
    | [(\[]? (?P<number> \d{{1,3}} ) [.)\]] \s+
    | (?P<dashed> [0-9٠-٩۰-۹०-९]{{1,3}} ) \s? [-–—] \s+
    | [(\[]? (?P<roman> [ivxl]{{2,7}} | [IVXL]{{2,7}} ) [)\]] \s+
    | [(\[]? (?P<letter> [^\W\d_] ) [)\]] \s+
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark before an item: ``sign`` tells lists apart, ``number`` is None for bullets.

    ``text`` is what stood there, with the room after it. ``is_certain`` is false for a mark
    that might be a dash, a year or an initial, where it stands alone. ``kind`` is that of its
    numbers (see publish/language/counters.py). ``also`` is what else it may be: "(i)" is a letter
    and a number.
    """

    sign: str
    number: int | None
    text: str
    is_certain: bool = False
    kind: str = DECIMAL
    also: Mark | None = None

    def readings(self) -> tuple[Mark, ...]:
        """All that the mark may be."""
        return (self, self.also) if self.also else (self,)

    def follows(self, last: Mark) -> bool:
        """Whether an item with this mark may come right after one with another."""
        counts = last.number is None or self.number == last.number + 1
        return self.sign == last.sign and counts


def mark_of(text: str) -> Mark | None:
    """The mark that a line without its indentation begins with; None if words would not follow."""
    found = _MARK.match(text)
    if found is None or found.end() == len(text):
        return None
    sign, shown = found.lastgroup, found.group()
    bare = shown.strip(" \t")
    if sign in ("number", "dashed"):
        end = "number and dash"
        kind = _kind(bare, "1") if sign == "number" else DECIMAL
        return Mark(kind if sign == "number" else end, int(found[sign]), shown, kind=kind)
    if sign == "letter":
        letter = found["letter"]
        number = _roman(letter)
        other = _numeral(bare, letter, number, shown) if number else None
        place = _place(letter)
        kind = _kind(bare, "A" if letter.isupper() else "a")
        return Mark(f"letter {kind}", place, shown, kind=kind, also=other) if place else other
    if sign == "roman":
        number = _roman(found["roman"])
        return _numeral(bare, found["roman"], number, shown) if number else None
    return Mark(found[sign or 0], None, shown, is_certain=sign in ("bullet", "o"))


def _numeral(bare: str, written: str, number: int, shown: str) -> Mark:
    kind = _kind(bare, "I" if written.isupper() else "i")
    return Mark(f"numeral {kind}", number, shown, kind=kind)


def _kind(bare: str, sign: str) -> str:
    """The kind of a mark as it was typed."""
    after = "." if bare.endswith(".") else ")"
    return f"{'(' if bare[0] in '([' and after == ')' else ''}{sign}{after}"


def _roman(written: str) -> int | None:
    """The number that is written in Roman numerals, if it is written as numbers are."""
    values = [_VALUES.get(sign, 0) for sign in written.lower()]
    if not all(values):
        return None
    pairs = zip(values, [*values[1:], 0], strict=True)
    number = sum(-value if value < after else value for value, after in pairs)
    return number if 0 < number < 90 and roman(number) == written.lower() else None


@cache
def _place(letter: str) -> int | None:
    """The place of a letter in its alphabet: in the order of lists, or that of Unicode."""
    small = letter.lower()
    for tag in _ALPHABETS:
        for number in range(1, _LETTERS):
            if mark("a)", number, tag, "latn") == f"{small})":
                return number
    first = next((sign for sign in "aаα" if sign <= small < chr(ord(sign) + 26)), None)
    return ord(small) - ord(first) + 1 if first else None
