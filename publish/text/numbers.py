"""Where numbers need isolation in right-to-left text, and which way each of them reads.

By the bidirectional algorithm the order of such a group depends on the letters before it on
its line (UAX #9, rules W2 to W5), so it could change with the line break. A number alone,
with a decimal mark, or a date with slashes keeps its order anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from publish.language.profile import Direction
from publish.text.telephones import find_telephones


@dataclass(frozen=True, slots=True)
class Figures:
    """The characters from ``start`` to before ``end``, which read in ``direction``."""

    start: int
    end: int
    direction: Direction


_DIGITS = "0-9\u06f0-\u06f9"
"""European and Extended Arabic-Indic digits, which take their order from what is around
them; Arabic-Indic digits (U+0660 on) do not."""
_NUMBER = rf"[{_DIGITS}]+(?:[.,:/٫٬\u00a0\u202f][{_DIGITS}]+)*"
_ANY_NUMBER = r"\d+(?:[.,:/٫٬\u00a0\u202f]\d+)*"
_BEFORE = r"[+−±$€£¥-]"
_AFTER = r"[\u00a0\u202f]?[%٪‰؉°$€£¥₺]"

_FIGURES = re.compile(
    rf"(?P<range>(?<![\d–—-]){_ANY_NUMBER}(?:[–—]{_ANY_NUMBER})+(?![\d–—-]))"
    rf"|(?:(?<![\w-]){_BEFORE})?(?<!\d){_NUMBER}(?:[-+]{_NUMBER})*(?:{_AFTER})?"
)
"""A range of numbers, or a number with its signs."""

_TAKEN = "\0"
"""Stands for a character of what is found already."""

_PLAIN = re.compile(_NUMBER)


def find_figures(text: str) -> Iterator[Figures]:
    """The groups to isolate, from left to right.

    A range reads as the text around it, its first number first; numbers held together by
    signs, as in -5, 50% or 2023-10-22, read from left to right (as CLDR formats them for
    Arabic and Hebrew, with U+200E), and so do telephone numbers.
    """
    telephones = [Figures(*span, "ltr") for span in find_telephones(text)]
    for each in telephones:
        text = text[: each.start] + _TAKEN * (each.end - each.start) + text[each.end :]
    yield from sorted((*telephones, *_others(text)), key=lambda each: each.start)


def _others(text: str) -> Iterator[Figures]:
    for match in _FIGURES.finditer(text):
        if match["range"]:
            yield Figures(*match.span(), "rtl")
        elif not _PLAIN.fullmatch(match.group()):
            yield Figures(*match.span(), "ltr")
