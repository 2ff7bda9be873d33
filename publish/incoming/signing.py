"""Lists of names at the end of a text, and whether they are of those who sign it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from publish.content.statement import ListBlock, Paragraph
from publish.incoming.countries import country_in
from publish.incoming.dates import folded
from publish.incoming.page import Piece
from publish.incoming.shapes import is_title_like, names_in
from publish.incoming.words import said

FEWEST: Final = 3
"""Names under a heading are likely to be a list of signatories from this number on."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_BRACKETS: Final = re.compile(r"(?P<name>[^()（）]+?)\s*[(（](?P<inner>[^()（）]+)[)）]")
_STEM: Final = 4
"""So many letters of the word for signatories must be in a heading over them."""


@dataclass(frozen=True, slots=True)
class Line:
    """A text that stood on a line of the original."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Names:
    """A list of names with its heading, in one language."""

    heading: Line | None
    names: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of names at the end of a text, with the line over it."""

    heading: Line | None
    names: tuple[Line, ...]
    is_ordered: bool


def lists_of_names(pieces: Sequence[Piece]) -> list[Listed]:
    """The lists of names that a text ends with, in their order."""
    found: list[Listed] = []
    end = len(pieces)
    while end and (names := names_in(pieces[end - 1].block)):
        listed = pieces[end - 1].block
        over = pieces[end - 2] if end > 1 and _is_over(pieces[end - 2]) else None
        heading = Line(said(over.block).strip(), over.block.line) if over else None
        lines = tuple(Line(text, line) for text, line in names)
        is_ordered = isinstance(listed, ListBlock) and listed.ordered
        found.insert(0, Listed(heading, lines, is_ordered))
        end -= 2 if over else 1
    return found


def _is_over(piece: Piece) -> bool:
    """Whether a piece may be the heading of a list."""
    text = said(piece.block).strip()
    return is_title_like(piece.block) or (
        isinstance(piece.block, Paragraph)
        and len(text) < 100
        and text.endswith((":", "：", "՝", ",", "，", "،"))
    )


@dataclass(frozen=True, slots=True)
class Signed:
    """What one line of a list says of somebody who signs; empty where it does not."""

    name: str
    affiliation: str = ""
    role: str = ""


def signed(text: str) -> Signed:
    """A line of a list, taken apart: what stands in brackets behind a name is said of it.

    With a capital it is what they belong to, with what they are there behind a comma; in small
    letters it is what they are.
    """
    found = _BRACKETS.fullmatch(text.strip())
    if found is None:
        return Signed(text)
    name, inner = found["name"], found["inner"].strip()
    if inner[:1].islower():
        return Signed(name, role=inner)
    affiliation, _, role = (part.strip() for part in inner.rpartition(", "))
    return Signed(name, affiliation, role) if affiliation else Signed(name, role)


def are_signatories(listed: Listed, word: str | None, language: str) -> bool:
    """Whether a list of names at the end of a text is clearly of those who sign it.

    Its heading says so, or a third of the names speak of a country.
    """
    if listed.heading is None:
        return False
    if word and _speaks_of(listed.heading.text, word):
        return True
    countries = sum(country_in(name.text, language) is not None for name in listed.names)
    is_list = listed.is_ordered or len(listed.names) >= FEWEST
    return is_list and countries * 3 >= len(listed.names)


def _speaks_of(heading: str, word: str) -> bool:
    """Whether a heading has a word that begins like the one for signatories."""
    stems = [each[:_STEM] for each in _WORD.findall(folded(word))]
    longest = max(stems, key=len, default="")
    return bool(longest) and any(
        each.startswith(longest) for each in _WORD.findall(folded(heading))
    )
