"""The shape of a text: what each character is to the words that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final
from unicodedata import category

TATWEEL: Final = "\u0640"
"""Lengthens Arabic words, and is a letter of none."""

UNSPACED: Final = frozenset(
    {"Hani", "Hans", "Hant", "Jpan", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"}
)
"""Scripts, and systems of several, in which no space tells where a word ends."""

_LETTER, _JOINED, _DIGIT, _LINK, _OTHER = "LJDHO"
_KINDS: Final = {"L": _LETTER, "M": _JOINED, "Cf": _JOINED, "N": _DIGIT}
_LINKS: Final = frozenset("'’-‐‑")
"""Apostrophes and hyphens, which hold a word together."""

_PARTS: Final = re.compile(f"{_LETTER}[{_LETTER}{_JOINED}]*|{_DIGIT}+")
_WHOLE: Final = re.compile(
    f"{_LETTER}[{_LETTER}{_JOINED}]*(?:{_LINK}{_LETTER}[{_LETTER}{_JOINED}]*)*"
)

Span = tuple[int, int]


def parts(text: str) -> Iterator[Span]:
    """Where words and numbers stand, those with apostrophes and hyphens in parts."""
    return (match.span() for match in _PARTS.finditer(_shape(text)))


def words(text: str) -> Iterator[Span]:
    """Where words stand, whole, and no numbers."""
    return (match.span() for match in _WHOLE.finditer(_shape(text)))


def _shape(text: str) -> str:
    return "".join(map(_kind, text))


@cache
def _kind(char: str) -> str:
    """Letters; what goes with them, such as marks and controls; digits; and the rest."""
    if char in _LINKS:
        return _LINK
    if char == TATWEEL:
        return _JOINED
    kind = category(char)
    return _KINDS.get(kind) or _KINDS.get(kind[0], _OTHER)
