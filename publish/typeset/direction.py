"""Marks of direction, and numbers whose digits some readers take for letters.

The Unicode bidirectional algorithm (UAX #9) turns a paragraph into lines that are painted from
left to right. Who extracts text from a page has to go back, and does so by simpler rules.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Final

from publish.typeset.glyphs import Cluster

LEFT_TO_RIGHT_MARK: Final = "\u200e"
RIGHT_TO_LEFT_MARK: Final = "\u200f"

_LETTERS_AND_MARKS = frozenset({"R", "AL", "NSM"})
_FIRST_LETTER, _LAST_LETTER = "\u0590", "\u08ff"
"""From where to where letters go from right to left, and digits stand among them."""


@cache
def bidi_class(char: str) -> str:
    """The character's bidirectional class (UAX #9, table 4); empty for no character."""
    return unicodedata.bidirectional(char) if char else ""


def goes_left(char: str) -> bool:
    """Whether a character is a letter that goes from right to left, or a mark on one."""
    return bidi_class(char) in _LETTERS_AND_MARKS


def join_numbers(clusters: list[Cluster]) -> list[Cluster]:
    """Make one of the digits of each number that is written with digits of Arabic script.

    Those who take such digits for letters turn a number round, if its digits are codes of their
    own. Numbers of class AN begin with a mark that says that they run from left to right.
    """
    if any(_is_figure(cluster.text) for cluster in clusters):
        return list(_with_numbers_joined(clusters))
    return clusters


@cache
def _is_figure(text: str) -> bool:
    if bidi_class(text[:1]) == "AN":
        return True
    return text.isdecimal() and _FIRST_LETTER <= text[0] <= _LAST_LETTER


def _with_numbers_joined(clusters: list[Cluster]) -> Iterator[Cluster]:
    for is_number, group in groupby(clusters, lambda cluster: _is_figure(cluster.text)):
        digits = list(group)
        text = "".join(cluster.text for cluster in digits)
        if is_number and any(char.isdecimal() for char in text):
            glyphs = tuple(glyph for cluster in digits for glyph in cluster.glyphs)
            is_arabic = any(bidi_class(char) == "AN" for char in text)
            digits = [Cluster(LEFT_TO_RIGHT_MARK + text if is_arabic else text, glyphs, whole=True)]
        yield from digits
