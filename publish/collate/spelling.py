"""Small numbers in words, after CLDR's rules for spelling them out, and Roman numerals."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from unicode_rbnf import RbnfEngine

from publish.collate.numbers import Number
from publish.collate.spacing import is_unspaced
from publish.language.profile import Profile

_ROMAN: Final = re.compile(r"\b(?=[IVXLC]{2})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})\b")
_ROMAN_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_SMALLEST: Final = 2
_LARGEST: Final = 31
"""Numbers that are looked for in words: one is often an article, and large ones are rare."""
_ARABIC: Final = "[وفبكل]?(?:ال)?"
_ATTACHED: Final = {"Arab": _ARABIC, "Aran": _ARABIC, "Hebr": "[ובכלמשה]{0,2}"}
"""What scripts write as one word with a numeral: and, in, the."""


def spelt(text: str, profile: Profile) -> list[Number]:
    """The numbers in words and in Roman numerals, from left to right; none of them is sure."""
    romans = [
        Number(frozenset({str(_roman(match.group()))}), match.span(), sure=False)
        for match in _ROMAN.finditer(text)
    ]
    return sorted((*romans, *_words(text, profile)), key=lambda number: number.span)


def _words(text: str, profile: Profile) -> list[Number]:
    spellings = _spellings(profile.locale.language)
    lowered = text.lower()
    if not spellings or len(lowered) != len(text):
        return []
    return [
        Number(frozenset({spellings[match["word"]]}), match.span("word"), sure=False)
        for match in _pattern(
            profile.locale.language, profile.script, is_unspaced(profile)
        ).finditer(lowered)
    ]


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    return sum(
        -value if value < max(values[index:]) else value for index, value in enumerate(values)
    )


@cache
def _spellings(language: str) -> dict[str, str]:
    """By word, the number that it means: in every gender and case that CLDR has."""
    if language not in RbnfEngine.get_supported_languages():
        return {}
    engine = RbnfEngine.for_language(language)
    return {
        word.lower(): str(number)
        for number in range(_LARGEST, _SMALLEST - 1, -1)
        for word in engine.format_number(number).text_by_ruleset.values()
        if any(char.isalpha() for char in word)
    }


@cache
def _pattern(language: str, script: str, unspaced: bool) -> re.Pattern[str]:
    words = sorted(_spellings(language), key=len, reverse=True)
    before = _ATTACHED.get(script, "")
    word = f"(?P<word>{'|'.join(map(re.escape, words))})"
    return re.compile(word if unspaced else rf"\b{before}{word}\b")
