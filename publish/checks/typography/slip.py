"""A slip of the hand in the typography of a text, and how its place is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from publish.findings.finding import Code
from publish.language.profile import Profile
from publish.text.cleaning import OBJECT

_AROUND: Final = 24
"""At most so many characters are shown on either side, down to a whole word."""

Mend = tuple[int, int, str]
"""From, to, and what comes there."""


class Slip(NamedTuple):
    """Something wrong from ``start`` to before ``end`` of a text.

    ``mends`` are the replacements that put it right, where that is sure and touches no word; else
    ``remedy`` says what the editor can do.
    """

    start: int
    end: int
    code: Code
    message: str
    remedy: str | None = None
    mends: tuple[Mend, ...] = ()


Find = Callable[[str, Profile], Iterator[Slip]]
"""What finds the slips of one kind in a text of a language."""


def around(text: str, start: int, end: int) -> str:
    """The words around a place, on one line; an ellipsis where a phrase or picture stands."""
    left, right = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    if left:
        left = text.find(" ", left, start) + 1 or left
    if right < len(text):
        space = text.rfind(" ", end + 1, right)
        right = space if space > 0 else right
    return "".join(map(_visible, text[left:right])).strip()


def _visible(char: str) -> str:
    if char == OBJECT:
        return "…"
    if char.isspace():
        return " "
    return char if char.isprintable() else f"<U+{ord(char):04X}>"
