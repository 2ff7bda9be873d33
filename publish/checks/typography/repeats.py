"""A word that was typed twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from publish.checks.typography.slip import Slip
from publish.findings.finding import Code
from publish.language.profile import Profile
from publish.proof.shapes import words

CODE = Code("word-repeated")

_ON_PURPOSE: Final[Mapping[str, frozenset[str]]] = {
    "ar": frozenset({"شيئا", "شيئاً", "رويدا", "رويداً", "جنبا", "يوما", "يوماً"}),
    "bg": frozenset({"едва"}),
    "de": frozenset({"die", "der", "das", "sie", "dem", "den", "wegen", "nach"}),
    "el": frozenset({"σιγά", "λίγο"}),
    "en": frozenset({"that", "had", "is", "do", "so", "very", "hear", "no", "never"}),
    "es": frozenset({"muy", "casi", "no", "poco"}),
    "fr": frozenset({"nous", "vous", "non", "très", "petit"}),
    "it": frozenset({"piano", "via", "quasi", "man", "mano", "pian"}),
    "pt": frozenset({"não", "muito", "pouco", "quase"}),
    "ru": frozenset({"да", "нет", "очень", "едва", "только", "никогда", "долго"}),
    "uk": frozenset({"так", "ні", "дуже", "ледь", "тільки"}),
}
"""Words that are said twice to mean it, or that meet where two clauses do."""

_REDUPLICATING: Final = frozenset(
    {"az", "bn", "ckb", "fa", "gu", "hi", "id", "ja", "kk", "km", "ko", "ku", "ky", "lo", "ml",
     "mr", "ms", "my", "ne", "pa", "ps", "ta", "te", "th", "tk", "tl", "tr", "ug", "ur", "uz",
     "vi", "zh"}
)  # fmt: skip
"""Languages whose grammar doubles words: there it says nothing."""


def find(text: str, profile: Profile) -> Iterator[Slip]:
    """A word followed by itself, in languages where that is no way to say something."""
    language = profile.tag.split("-")[0]
    if language in _REDUPLICATING:
        return
    for (start, middle), (following, end) in pairwise(words(text)):
        one, other = text[start:middle], text[following:end]
        if one.casefold() != other.casefold() or text[middle:following] != " ":
            continue
        names = one[:1].isupper() and other[:1].isupper()  # as in the name of a town
        if not names and one.casefold() not in _ON_PURPOSE.get(language, ()):
            yield Slip(
                start, end, CODE, f"“{one}” stands twice.", "Take one out, unless it is meant."
            )
