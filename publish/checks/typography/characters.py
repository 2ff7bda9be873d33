"""Characters that do not show, or show nothing of their own, where they have no work to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import category, name

from publish.checks.typography.slip import Slip
from publish.findings.finding import Code
from publish.language.profile import Profile
from publish.language.scripts import script_of
from publish.text.cleaning import OBJECT

TATWEEL = Code("tatweel", "Unicode Standard, 9.2")
STRAY = Code("character-stray", "Unicode Standard, 23.2")
MARK = Code("mark-alone", "Unicode Standard, 2.11")

_ARABIC: Final = (
    "[\u0620-\u063f\u0641-\u065f\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f]"
)
_TATWEEL: Final = re.compile(f"(?<={_ARABIC})\u0640+(?={_ARABIC})")
_JOINERS: Final = "\u200c\u200d"
_WITHOUT_JOINERS: Final = frozenset({"Latn", "Cyrl", "Grek", "Armn", "Geor", "Hebr", "Hani"})
_WITH_WORK: Final = frozenset("\u2060\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2")
"""Controls that do something wherever they stand: the word joiner, signs around numbers."""


def find(text: str, profile: Profile) -> Iterator[Slip]:
    """Tatweel inside words, controls without work, marks without a letter."""
    for match in _TATWEEL.finditer(text):
        message = "a tatweel lengthens the word: search and screen readers stumble over it."
        yield Slip(*match.span(), TATWEEL, message, mends=((*match.span(), ""),))
    for index, char in enumerate(text):
        kind = category(char)
        before = text[index - 1] if index else " "
        if kind == "Cf" and _is_stray(char, before):
            message = f"{name(char, 'a control')} (U+{ord(char):04X}) has nothing to do here."
            yield Slip(index, index + 1, STRAY, message, mends=((index, index + 1, ""),))
        elif kind == "Mn" and (before.isspace() or before == OBJECT):
            message = f"{name(char, 'a mark')} (U+{ord(char):04X}) stands on no letter."
            yield Slip(index, index + 1, MARK, message, "Put it after its letter, or remove it.")


def _is_stray(char: str, before: str) -> bool:
    if char in _JOINERS:
        return category(before)[0] not in "LMS" or script_of(before) in _WITHOUT_JOINERS
    return char not in _WITH_WORK
