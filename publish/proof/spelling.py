"""Spelling: the words of a statement that neither a dictionary nor anybody else knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final
from unicodedata import category

from publish.content.statement import Statement
from publish.errors import Place
from publish.language.profile import Profile
from publish.language.scripts import COMMON, INHERITED, family_of, script_of
from publish.proof.dictionaries import Dictionary, Shelf
from publish.proof.passage import VERBATIM, Kind, Passage
from publish.proof.reading import passages
from publish.proof.settling import reading
from publish.proof.shapes import TATWEEL, UNSPACED, words
from publish.proof.wordlists import Known, known

LEAVES_OUT: Final = VERBATIM | {Kind.FACT}
"""What is not looked up: facts are names."""

_SUGGESTIONS: Final = 3
_SUGGESTED: Final = 40
"""For so many words of a language suggestions are made: a dictionary takes its time over them."""

_ABBREVIATED: Final = 3
"""A word of so many letters before a full stop may be an abbreviation, such as "etc."."""

_RARE: Final[Mapping[str, frozenset[str]]] = {"en": frozenset({"ans", "cant", "hist", "wont"})}
"""Words that a dictionary has, as abbreviations or from old books, and that are nearly always
slips when they stand in a statement."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word that nobody knows, the places where it stands, and what may have been meant."""

    word: str
    language: str
    places: tuple[Place, ...]
    suggestions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A language for which there is no dictionary, and where its first words stand."""

    language: str
    place: Place


def spelling(statement: Statement, shelf: Shelf) -> Iterator[Unknown | Unchecked]:
    """The unknown words of the texts, language by language, each once.

    Phrases in another language are looked up in that language. Raises
    ContentError for a list of words that cannot be read.
    """
    by_language: dict[str, list[Passage]] = {}
    for passage in passages(statement):
        if passage.kind not in LEAVES_OUT:
            by_language.setdefault(passage.language, []).append(passage)
    for language, found in by_language.items():
        places = _places(found)
        if not places:
            continue
        dictionary = shelf.dictionary(language)
        if dictionary is None:
            yield Unchecked(language, next(iter(places.values()))[0])
        else:
            own = language if language in statement.translations else statement.languages[0]
            yield from _unknown(places, language, dictionary, known(statement, own))


def _unknown(
    places: Mapping[str, list[Place]], language: str, dictionary: Dictionary, listed: Known
) -> Iterator[Unknown]:
    rare = _RARE.get(language.split("-")[0], frozenset())
    wrong = [
        word
        for word in places
        if word not in listed and (word in rare or not _is_right(word, dictionary, listed))
    ]
    suggested = frozenset(wrong[:_SUGGESTED])
    for word in wrong:
        found = dictionary.suggest(word) if word in suggested else ()
        meant = islice((other for other in found if other not in rare), _SUGGESTIONS)
        yield Unknown(word, language, tuple(places[word]), tuple(meant))


def _is_right(word: str, dictionary: Dictionary, listed: Known) -> bool:
    """Whether a word is right as it is, without its vowel signs, or part by part."""
    plain = word.replace("’", "'").replace(TATWEEL, "")
    bare = "".join(char for char in plain if not "\u064b" <= char <= "\u0652")
    if any(dictionary.spell(form) for form in dict.fromkeys((word, plain, bare))):
        return True
    parts = re.split(r"['‐‑-]", plain)
    return len(parts) > 1 and all(
        len(part) == 1 or part.isupper() or part in listed or dictionary.spell(part)
        for part in parts
    )


# --- Which words are looked up ------------------------------------------------------


def _places(found: list[Passage]) -> dict[str, list[Place]]:
    """The words that a dictionary can be asked about, with all places of each."""
    places: dict[str, list[Place]] = {}
    for passage in found:
        if passage.profile.script in UNSPACED:
            continue
        seen = reading(passage)
        text, place_of = seen.text, seen.places()
        for start, end in words(text):
            if _is_asked(text, start, end, passage.profile):
                places.setdefault(text[start:end], []).append(place_of(start))
    return places


def _is_asked(text: str, start: int, end: int, profile: Profile) -> bool:
    """Not asked are letters alone, acronyms, abbreviations, and what is stuck to a number."""
    word = text[start:end]
    letters = [char for char in word if category(char)[0] == "L"]
    if len(letters) < 2 or (word.isupper() and len(letters) <= 6):
        return False
    if _is_digit(text[start - 1 : start]) or _is_digit(text[end : end + 1]):
        return False
    before = text[max(start - 2, 0) : start]
    if before[-1:] in ("-", "‑") and _is_digit(before[:1]):  # 23-й
        return False
    if len(letters) <= _ABBREVIATED and text[end : end + 1] == ".":
        return False
    own = {*family_of(profile.script), COMMON, INHERITED}
    return {script_of(char) for char in letters} <= own


def _is_digit(char: str) -> bool:
    return char != "" and category(char)[0] == "N"
