"""Words against the letters of a language: what no text in it looks like.

Tells a broken text layer, or a wrong language, without knowing the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from publish.language.scripts import COMMON, INHERITED, runs, script_of, script_of_tag

# Codes for what is written in several scripts, or in a style of one (ISO 15924).
_MEMBERS: Final = MappingProxyType(
    {
        "Jpan": ("Hira", "Kana", "Hani"),
        "Kore": ("Hang", "Hani"),
        "Hans": ("Hani", "Bopo"),
        "Hant": ("Hani", "Bopo"),
        "Aran": ("Arab",),
        "Cyrs": ("Cyrl",),
        "Latf": ("Latn",),
        "Latg": ("Latn",),
    }
)

# Written with words run together, or in several scripts at once: these are not told apart.
_RUN_TOGETHER: Final = frozenset(
    {"Hani", "Hira", "Kana", "Bopo", "Hang", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"}
)

# Letters that never begin a word, because they are the shapes or the endings of its end.
_LAST_LETTERS: Final[Mapping[str, str]] = MappingProxyType(
    {"Arab": "ة", "Hebr": "ךםןףץ", "Grek": "ς"}
)

_FEWEST: Final = 20
"""Fewer words than this show nothing."""


@dataclass(frozen=True, slots=True)
class Oddity:
    """A way in which a word can be odd, and the share of such words that is bearable."""

    name: str
    is_odd: Callable[[str], bool]
    bearable: float


def scripts_of(language: str) -> tuple[str, ...]:
    """The scripts that a language is written in, as characters have them."""
    script = script_of_tag(language)
    return _MEMBERS.get(script, (script,))


def share_in(languages: Iterable[str], words: Iterable[str]) -> float:
    """The share of the letters that belong to the languages' scripts; 1 of no letters."""
    own = {script for language in languages for script in scripts_of(language)}
    found = [script_of(char) in own for word in words for char in word if char.isalpha()]
    return sum(found) / len(found) if found else 1.0


def odd_words(words: Iterable[str]) -> Iterator[tuple[Oddity, list[str]]]:
    """Each way of being odd in which more words are than is bearable, with those words."""
    spelt = [word for word in words if word[0].isalpha() or _is_mark(word[0])]
    told = [word for word in spelt if script_of(word[0]) not in _RUN_TOGETHER]
    if len(told) < _FEWEST:
        return
    for oddity in _ODDITIES:
        odd = [word for word in told if oddity.is_odd(word)]
        if len(odd) > oddity.bearable * len(told):
            yield oddity, odd


def foreign_phrases(language: str, text: str) -> Iterator[tuple[str, str]]:
    """Phrases of two words or more that are in a script that the language is not written in.

    A single word may be a name or an abbreviation, for which a voice needs no other language.
    """
    own = (*scripts_of(language), COMMON, INHERITED)
    for script, phrase in runs(text):
        if script not in own and len(re.findall(r"[^\W\d_]{2,}", phrase)) > 1:
            yield script, " ".join(phrase.split())


# --- Ways of being odd --------------------------------------------------------------


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"


def _begins_with_its_end(word: str) -> bool:
    """Read backwards: with a mark, the last letter of words, or small and then a capital."""
    if _is_mark(word[0]) or word[0] in _LAST_LETTERS.get(script_of(word[0]), ""):
        return True
    return len(word) > 2 and word[:-1].islower() and word[-1].isupper()


def _is_alone(word: str) -> bool:
    return sum(not _is_mark(char) for char in word) == 1


def _has_two_scripts(word: str) -> bool:
    word = word.removeprefix("μ")  # the sign for a millionth, which is a Greek letter here
    found = {script_of(char) for char in word} - {COMMON, INHERITED}
    return len(found) > 1 and not found & _RUN_TOGETHER


_ODDITIES: Final = (
    Oddity("backwards", _begins_with_its_end, 0.02),
    Oddity("torn into letters", _is_alone, 0.35),
    Oddity("spelt in two scripts at once", _has_two_scripts, 0.005),
)
