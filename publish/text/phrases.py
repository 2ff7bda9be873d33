"""Where phrases of other scripts stand in a text: whole, with what belongs inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from unicodedata import category

from fontTools.unicodedata import script_extension

from publish.language.scripts import COMMON, INHERITED, script_of

_WRITTEN_WITH = {
    "Aran": frozenset({"Arab"}),
    "Cyrs": frozenset({"Cyrl"}),
    "Hans": frozenset({"Hani", "Bopo"}),
    "Hant": frozenset({"Hani", "Bopo"}),
    "Jpan": frozenset({"Hani", "Hira", "Kana"}),
    "Kore": frozenset({"Hang", "Hani"}),
    "Latf": frozenset({"Latn"}),
    "Latg": frozenset({"Latn"}),
}
"""The scripts of characters in writing systems that mix or style them (ISO 15924)."""


@dataclass(frozen=True, slots=True)
class Span:
    """The characters from ``start`` to before ``end``, and the script of their letters."""

    start: int
    end: int
    script: str


def find_phrases(text: str, script: str) -> Iterator[Span]:
    """The longest phrases in other scripts than ``script``, from left to right.

    A phrase begins and ends with a letter or a digit stuck to one (3D, COVID-19), a closing
    bracket whose partner is inside (CPI(M)), or the sign in LGBT+ and C#, and the last full stop in
    U.S.; between its words it holds spaces, digits, and any punctuation but that of the
    surrounding script, unpaired brackets and straight quotation marks. Digits alone, of
    whatever script, are no phrase.
    """
    home = _WRITTEN_WITH.get(script, frozenset({script}))
    letters = (char for char in set(text) if category(char) != "Nd")
    foreign = {script_of(char) for char in letters} - home - {COMMON, INHERITED, "Zzzz"}
    spans = (
        Span(*match.span(), other)
        for other in foreign
        for match in _PHRASE.finditer(_shape(text, other, home))
    )
    done = 0
    for span in sorted(spans, key=lambda span: span.start):
        # Digits between letters of two scripts go with the first.
        yield replace(span, start=max(span.start, done))
        done = span.end


# --- Shapes -------------------------------------------------------------------------
#
# A text is matched by its shape: one letter for each character, saying what it is to a
# phrase of one script. Repeated groups are neither possessive nor atomic: early releases
# of Python 3.11 get those wrong (CPython issue 106052).

_LETTER, _MARK, _DIGIT, _SPACE, _OPEN, _CLOSE, _PLUS, _STOP, _GLUE, _WALL = "LMDSOCPTGW"

_BETWEEN = f"[{_MARK}{_DIGIT}{_SPACE}{_PLUS}{_STOP}{_GLUE}]*+"
_WORD = (
    f"(?:(?:{_LETTER}{_STOP}){{2,}}(?!{_LETTER})"
    f"|{_DIGIT}*+{_LETTER}[{_LETTER}{_MARK}{_DIGIT}]*+(?:[{_GLUE}{_STOP}]{_DIGIT}++)*{_PLUS}*+)"
)
_BRACKETED = f"{_OPEN}{_BETWEEN}{_WORD}(?:{_BETWEEN}{_WORD})*{_BETWEEN}{_CLOSE}"
_PHRASE = re.compile(f"(?<!{_DIGIT}){_WORD}(?:{_BETWEEN}(?:{_WORD}|{_BRACKETED}))*")

_SIGNS = {
    "+": _PLUS,
    "#": _PLUS,
    ".": _STOP,
    '"': _WALL,
    "\n": _WALL,
    "‘": _OPEN,
}
_CATEGORIES = {"No": _DIGIT, "Zs": _SPACE, "Ps": _OPEN, "Pi": _OPEN, "Pe": _CLOSE, "Pf": _CLOSE}


def _shape(text: str, script: str, home: frozenset[str]) -> str:
    return "".join(
        _GLUE if char in '’"' and _is_inside(text, index) else _kind(char, script, home)
        for index, char in enumerate(text)
    )


@cache
def _kind(char: str, script: str, home: frozenset[str]) -> str:
    """What a character is to a phrase of ``script`` in text at home in ``home``."""
    own = script_of(char)
    if category(char) == "Nd" and own in (script, COMMON) and not _belongs(char, home, script):
        return _DIGIT
    if own == script or _is_letter_of(char, script):
        return _LETTER
    if own == INHERITED:
        return _MARK
    if own != COMMON or _belongs(char, home, script):
        return _WALL
    return _SIGNS.get(char) or _CATEGORIES.get(category(char), _GLUE)


def _is_letter_of(char: str, script: str) -> bool:
    """Whether a shared letter is used in a script, as the long vowel sign is in Katakana."""
    return category(char).startswith("L") and script in script_extension(char)


def _belongs(char: str, home: frozenset[str], script: str) -> bool:
    """Whether a shared character is of the home scripts and not of the phrase's.

    The Arabic comma is: it parts Latin names in an Arabic text (UAX #24, Script_Extensions).
    """
    used_in = script_extension(char)
    return script not in used_in and not home.isdisjoint(used_in)


def _is_inside(text: str, index: int) -> bool:
    """Whether a mark is an apostrophe, or a straight gershayim, and no quotation mark."""
    if text[index + 1 : index + 2].isalpha() and text[max(0, index - 1) : index].isalpha():
        return True
    return text[index] == "’" and "‘" not in text[:index]
