"""Directional marks, where they make a line of two directions come out in order.

The Unicode bidirectional algorithm (UAX #9) turns a paragraph into lines that are painted
from left to right. Who extracts text from a page has to go back, and does so by simpler rules:
neutral characters next to a number go with the number, brackets are turned over or are not.
An implicit directional mark (UAX #9, 2.6) beside such a character takes the doubt away, as it
does in plain text.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby, zip_longest

from publish.typeset.glyphs import Cluster, is_mark

LEFT_TO_RIGHT_MARK = "\u200e"
RIGHT_TO_LEFT_MARK = "\u200f"

MOST_MARKS = 48
"""How many marks one code says at most: Poppler passes over a text of more than 63 UTF-16 units."""

_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_LEFT_TO_RIGHT = frozenset({"L", "EN", "ES", "ET"})
# Taken for part of a left-to-right number wherever they stand: by all readers, by some.
_ALWAYS_NUMERIC = frozenset({"ES", "ET"})
_OFTEN_NUMERIC = frozenset({"CS", "AN", "EN"})
# Turned over by some as if they were brackets.
_MIRRORED_QUOTES = frozenset("‘’“”")


@cache
def bidi_class(char: str) -> str:
    """The character's bidirectional class (UAX #9, table 4); empty for no character."""
    return unicodedata.bidirectional(char) if char else ""


def directional_marks(
    texts: Sequence[str], right_to_left: bool, after_other: bool, page_right_to_left: bool
) -> list[tuple[str, str]]:
    """What to read left and right of each text of a stretch of one direction.

    ``texts`` are the clusters of the stretch in logical order. ``after_other`` says that what
    comes before it on the page runs the other way.
    """
    marks = [("", "")] * len(texts)
    letters = [number for number, text in enumerate(texts) if text and not is_mark(text)]
    if right_to_left:
        for number, following in zip_longest(letters, letters[1:]):
            after = texts[following][:1] if following is not None else ""
            after_mark = number > 0 and is_mark(texts[number - 1][-1:])
            marks[number] = _around(texts[number], after_mark, after, page_right_to_left)
        _open_right_to_left(texts, marks, letters, after_other)
    elif letters:
        first, last = letters[0], letters[-1]
        if after_other and bidi_class(texts[first][0]) not in _LEFT_TO_RIGHT:
            marks[first] = LEFT_TO_RIGHT_MARK, ""
        if page_right_to_left and bidi_class(texts[last][-1]) == "ON":
            marks[last] = marks[last][0], LEFT_TO_RIGHT_MARK
    return marks


@cache
def _around(text: str, after_mark: bool, after: str, page_right_to_left: bool) -> tuple[str, str]:
    """Marks for a cluster in right-to-left text, given what is around it."""
    of_text = bidi_class(text[-1])
    if of_text in _RIGHT_TO_LEFT:
        return "", ""
    mirrored = bool(unicodedata.mirrored(text[-1])) or text[-1] in _MIRRORED_QUOTES
    numeric = of_text in _ALWAYS_NUMERIC or of_text in _OFTEN_NUMERIC
    is_open = (mirrored or numeric) and bidi_class(after) not in _RIGHT_TO_LEFT
    return (
        RIGHT_TO_LEFT_MARK if is_open or of_text in _ALWAYS_NUMERIC else "",
        (LEFT_TO_RIGHT_MARK if mirrored and page_right_to_left else "")
        + (RIGHT_TO_LEFT_MARK if numeric and after_mark else ""),
    )


def _open_right_to_left(
    texts: Sequence[str], marks: list[tuple[str, str]], letters: list[int], after_other: bool
) -> None:
    """Begin and end a stretch with a character that says it runs from right to left."""
    first = bidi_class(texts[letters[0]][0]) if letters else "R"
    # A hyphen is taken for the end of a line that it begins.
    if first in _ALWAYS_NUMERIC or (after_other and first not in _RIGHT_TO_LEFT):
        left, right = marks[letters[0]]
        marks[letters[0]] = left, right + RIGHT_TO_LEFT_MARK
    # What is read last is painted first. A mark there would be taken for the line before.
    last = len(texts) - 1
    if last >= 0 and bidi_class(texts[last][-1:]) not in _RIGHT_TO_LEFT:
        left, right = marks[last]
        marks[last] = left or RIGHT_TO_LEFT_MARK, right


def marks_for_balance(texts: Iterable[str]) -> str:
    """Right-to-left marks that a page needs, to be taken for a page that reads so.

    Poppler takes a page for what most of its letters are, and reads all of its lines that way:
    also the title page of a short text, with the names of places and languages in Latin.
    """
    classes = Counter(bidi_class(char) for text in texts for char in text)
    surplus = classes["L"] - sum(classes[name] for name in _RIGHT_TO_LEFT)
    needed = surplus + surplus // 4 + 8  # directional marks are counted as letters as well
    return RIGHT_TO_LEFT_MARK * needed


def join_numbers(clusters: list[Cluster]) -> list[Cluster]:
    """Make one of the digits of each Arabic-Indic number, and say that it runs left to right.

    Digits of class AN are taken for letters of right-to-left text by some.
    """
    if any(bidi_class(cluster.text[:1]) == "AN" for cluster in clusters):
        return list(_with_numbers_joined(clusters))
    return clusters


def _with_numbers_joined(clusters: list[Cluster]) -> Iterator[Cluster]:
    for is_number, group in groupby(clusters, lambda cluster: bidi_class(cluster.text[:1]) == "AN"):
        digits = list(group)
        text = "".join(cluster.text for cluster in digits)
        if is_number and any(char.isdecimal() for char in text):
            glyphs = tuple(glyph for cluster in digits for glyph in cluster.glyphs)
            digits = [Cluster(text, glyphs, left=LEFT_TO_RIGHT_MARK, whole=True)]
        yield from digits
