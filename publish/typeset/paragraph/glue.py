"""What a line has to give: how far its spaces and letters stretch and shrink, and what hangs.

Spaces take most of it. Letters of scripts that bear it get wider or narrower by so little that
nobody sees it, and light marks at a line's ends hang into the margin, so that it looks straight
(Thành, "Micro-typographic extensions to the TeX typesetting system", 2000). What is set among
ideographs gives in another way (``eastasian``).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

SPACES: Final = frozenset(" \u00a0")
"""What gives way: a space where lines break, and one where they do not."""

SPACE_STRETCH, SPACE_SHRINK = 0.45, 0.3
"""How much of itself a space can give and take, at a ratio of 1."""

WIDEST_SPACE = 2.2
"""How wide a space may get at all, in widths of its own: a wider hole looks worse than a rag."""

LETTER_STRETCH = LETTER_SHRINK = 0.02
"""The same of letters, which take no more at any ratio."""

TRACKING_EM, TRACKED_FROM = 0.02, 0.8
"""How much is added between letters, at most, and from which ratio on: before spaces get wider."""

EXPANDING: Final = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "HEBREW"})
"""Scripts whose letters bear it, by the first word of their characters' names."""

DENSE: Final = frozenset({"THAI", "LAO", "KHMER", "MYANMAR"})
"""Scripts whose words stand side by side without spaces."""

IDEOGRAPHIC: Final = frozenset({"CJK", "HIRAGANA", "KATAKANA", "BOPOMOFO", "KATAKANA-HIRAGANA"})

# How much of itself a mark hangs by: where lines begin, and where they end.
_HANGS_AT_START: Final[Mapping[str, float]] = {
    **dict.fromkeys("«»“”„‘’‚\"'", 0.5),
    **dict.fromkeys("([{", 0.1),
    **dict.fromkeys("–—", 0.2),
    **dict.fromkeys("ATVWYАТУЧ", 0.04),
}
_HANGS_AT_END: Final[Mapping[str, float]] = {
    **dict.fromkeys("-‐־֊", 0.6),
    **dict.fromkeys(".,․", 0.6),
    **dict.fromkeys(":;·", 0.4),
    **dict.fromkeys("!?", 0.2),
    **dict.fromkeys("»«”“’‘\"'׳״", 0.5),
    **dict.fromkeys(")]}", 0.1),
    **dict.fromkeys("–—", 0.25),
    **dict.fromkeys("АТУГrkyкгуAFKLPRTVWY", 0.04),
}


class Give(NamedTuple):
    """How much a character stretches and shrinks, in widths of its own or in CSS pixels."""

    stretch: float
    shrink: float


_NONE, _SPACE = Give(0.0, 0.0), Give(SPACE_STRETCH, SPACE_SHRINK)
_LETTER = Give(LETTER_STRETCH, LETTER_SHRINK)


@cache
def give(char: str, expands: bool) -> Give:
    """What a character gives, in text whose letters expand or do not."""
    if char in SPACES:
        return _SPACE
    return _LETTER if expands and not is_ideographic(char) else _NONE


@cache
def script(char: str) -> str:
    """The first word of a letter's name, which is its script's; empty for what is none."""
    if not char.isalpha():
        return ""
    return unicodedata.name(char, "").partition(" ")[0]


@cache
def is_ideographic(char: str) -> bool:
    """Whether a character is as wide as an ideograph, and set among them."""
    return script(char) in IDEOGRAPHIC or (
        unicodedata.east_asian_width(char) in ("W", "F") and script(char) != "HANGUL"
    )


@cache
def is_hangul(char: str) -> bool:
    """Whether a character is a syllable, or a letter, of Korean."""
    return script(char) == "HANGUL"


def expands(text: str, otherwise: bool) -> bool:
    """Whether text bears letters that are wider or narrower; ``otherwise`` if it has none."""
    scripts = {script(char) for char in set(text)} - {""}
    return scripts <= EXPANDING if scripts else otherwise


def hangs_at_start(char: str, expands: bool) -> float:
    """How much of itself a character hangs into the margin where it begins a line."""
    return _HANGS_AT_START.get(char, 0.0) if expands else 0.0


def hangs_at_end(char: str, expands: bool) -> float:
    """How much of itself a character hangs into the margin where it ends a line."""
    return _HANGS_AT_END.get(char, 0.0) if expands else 0.0
