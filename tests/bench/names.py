"""Coined names of places and people, spelt in the script of each language.

Nobody is called so, and no town: a name is a few syllables put together at random, in Latin
letters, and written letter by letter in other scripts.
"""

from __future__ import annotations

from random import Random

_FIRST = (
    *("Bal", "Bre", "Cor", "Dal", "Do", "Fal", "Gor", "Hal", "Kar", "Kes", "Lo", "Mar", "Mi"),
    *("Na", "Or", "Par", "Pel", "Ro", "San", "Sel", "Sta", "Tal", "Tor", "Va", "Ver", "Za"),
)
_MIDDLE = ("", "", "ba", "de", "li", "ma", "ni", "ra", "se", "ti", "vo", "re", "lo", "ka", "du")
_PLACES = ("ra", "na", "la", "ta", "nik", "mar", "ven", "lin", "gra", "sta", "dor", "mo", "ria")
_PEOPLE = ("ran", "lin", "dis", "nova", "ko", "ris", "mel", "ta", "nen", "ro", "bek", "san")
_GIVEN = (
    *("Ana", "Boris", "Dina", "Elena", "Faris", "Irina", "Karim", "Lina", "Marta", "Nadia"),
    *("Omar", "Pavel", "Rosa", "Samir", "Tomas", "Vera", "Yusra", "Zoran", "Sara", "Ivan"),
)

_LETTERS = {
    "Cyrl": ("abcdefghiklmnoprstuvyz", "абкдефгхиклмнопрстувиз"),
    "Arab": ("abcdefghiklmnoprstuvyz", "ابكديفغهيكلمنوبرستوفيز"),
    "Grek": ("abcdefghiklmnoprstuvyz", "αβκδεφγχικλμνοπρστουιζ"),
    "Hebr": ("abcdefghiklmnoprstuvyz", "אבקדהפגהיקלמנופרסטוויז"),
}
"""How a name is spelt in a script, letter for letter; elsewhere it stays Latin."""

SPELT = frozenset({"Latn", *_LETTERS})
"""The scripts that a name can be spelt in."""


def place(rng: Random) -> str:
    """The Latin name of a town."""
    return rng.choice(_FIRST) + rng.choice(_MIDDLE) + rng.choice(_PLACES)


def person(rng: Random) -> str:
    """The Latin name of somebody."""
    return f"{rng.choice(_GIVEN)} {rng.choice(_FIRST)}{rng.choice(_MIDDLE)}{rng.choice(_PEOPLE)}"


def spelt(name: str, script: str) -> str:
    """A Latin name in the letters of another script, where one of ``SPELT``."""
    if script not in _LETTERS:
        return name
    table = str.maketrans(*_LETTERS[script])
    return " ".join(word.lower().translate(table).capitalize() for word in name.split())
