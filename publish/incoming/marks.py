"""The marks that begin the items of lists: bullets of every style, numbers, letters."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BULLETS = "•◦‣▪▫■□●○∙⁃·◆◇➢➤►▶▸✓✔➔→➣"
"""Signs that are a bullet wherever they begin a line."""
_DASHES = "-–—−*+"
"""Signs that are a bullet only where several lines begin with them."""

_MARK = re.compile(
    rf"""
    (?P<bullet> [{_BULLETS}] ) \s*
    | (?P<dash> [{_DASHES}] ) \s+
    | (?P<o> o ) (?: \t | \s{{2,}} ) \s*
    | [(\[]? (?P<number> \d{{1,3}} ) [.)\]] \s+
    | (?P<hindu> [٠-٩۰-۹०-९]{{1,3}} ) \s? [-–] \s+
    | [(\[]? (?P<letter> [^\W\d_] ) \) \s+
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark before an item: ``sign`` tells lists apart, ``number`` is None for bullets.

    ``text`` is what stood there, with the room after it. ``is_certain`` is false for a mark
    that might be a dash, a year or an initial, where it stands alone.
    """

    sign: str
    number: int | None
    text: str
    is_certain: bool = False


def mark_of(text: str) -> Mark | None:
    """The mark that a line without its indentation begins with; None if words would not follow."""
    found = _MARK.match(text)
    if found is None or found.end() == len(text):
        return None
    sign, shown = found.lastgroup, found.group()
    if sign in ("number", "hindu"):
        return Mark(shown.strip(" \t").lstrip("([")[-1], int(found[sign]), shown)
    if sign == "letter":
        letter = found["letter"]
        return Mark("letter", _place(letter), shown) if _place(letter) else None
    return Mark(found[sign or 0], None, shown, is_certain=sign in ("bullet", "o"))


def _place(letter: str) -> int | None:
    """The place of a letter in its alphabet, for alphabets in the order of Unicode."""
    small = letter.lower()
    first = next((sign for sign in "aаα" if sign <= small < chr(ord(sign) + 26)), None)
    return ord(small) - ord(first) + 1 if first else None
