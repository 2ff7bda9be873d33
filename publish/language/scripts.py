"""Scripts (ISO 15924): of characters, of tags, and the direction each is written in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Final

from fontTools import unicodedata

from publish.language import tags
from publish.language.files import language_file
from publish.language.profile import Direction

COMMON: Final = "Zyyy"
"""Characters that many scripts share: spaces, digits, most punctuation (UAX #24)."""

INHERITED: Final = "Zinh"
"""Marks that take the script of the character they stand on (UAX #24)."""

WRITTEN_WITH: Final = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Kore": "Hang"}
"""Codes for writing systems, and the script that most of their characters have."""

_DIRECTIONS: Final[dict[str, Direction]] = {"LTR": "ltr", "RTL": "rtl"}


@cache
def script_of(char: str) -> str:
    """The script of one character (Unicode property Script); see COMMON and INHERITED."""
    return str(unicodedata.script(char))


def script_of_tag(tag: str) -> str:
    """The script that a language tag names or most likely means; never empty.

    Where the tag names none, the style that its language's file asks for: Urdu is set in
    Nastaliq, ``ur-Arab`` in Naskh. Raises ``ContentError`` if ``tag`` is not well-formed.
    """
    if tags.subtags(tag).script is None:
        files = filter(None, map(language_file, tags.chain(tag)))
        style = next((file.profile.script for file in files if file.profile.script), None)
        if style:
            return style
    return tags.likely(tag).script or COMMON


def direction_of(script: str) -> Direction:
    """The direction in which a script is written, from its letters' Bidi_Class (UAX #9)."""
    letters = tags.STYLES.get(script, script)
    return _DIRECTIONS[unicodedata.script_horizontal_direction(letters, "LTR")]


def family_of(script: str) -> tuple[str, ...]:
    """A code and those that stand behind it: ``Aran`` and ``Arab``, ``Jpan`` and ``Hani``."""
    behind = tags.STYLES.get(script) or WRITTEN_WITH.get(script)
    return (script, behind) if behind else (script,)


def runs(text: str) -> list[tuple[str, str]]:
    """``text`` cut where the script changes; the pieces joined are ``text`` again.

    Common characters between letters of one script belong to it, so that a phrase stays
    whole; those between two scripts, and at either end, are runs of their own (Zyyy). Thus
    every other run begins with a letter of its script and ends with a letter or its marks,
    which is what is isolated from text around it.
    """
    pieces = [
        (script, "".join(char for _, char in group))
        for script, group in groupby(_resolved(text), key=lambda pair: pair[0])
    ]
    return [
        (script, "".join(piece for _, piece in group))
        for script, group in groupby(_bridged(pieces), key=lambda pair: pair[0])
    ]


def _resolved(text: str) -> Iterator[tuple[str, str]]:
    """Each character with its script; an inherited one with that of its base."""
    base = COMMON
    for char in text:
        script = script_of(char)
        if script != INHERITED:
            base = script
        yield base, char


def _bridged(pieces: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The pieces, with a common one between two of the same script given that script."""
    for index, (script, piece) in enumerate(pieces):
        inner = 0 < index < len(pieces) - 1
        if script == COMMON and inner and pieces[index - 1][0] == pieces[index + 1][0]:
            yield pieces[index - 1][0], piece
        else:
            yield script, piece
