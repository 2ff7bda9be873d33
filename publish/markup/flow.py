"""Places in a statement's text that pages and e-books have in common, whatever is around them.

Templates put the same text into different documents. A place in it is named by the part of the
statement and by what of that part comes before it, counted in letters and digits: white space,
hyphens and quotation marks can differ between a page and its source, letters cannot.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

PARTS = frozenset(
    {"title-page", "body", "signatories", "status", "upcoming", "colophon", "edition"}
)
"""The classes of elements that are a part; an element inside another part is its own alone."""

OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for a picture or a rule, which count as a letter."""

OBJECTS = frozenset({"img", "hr"})
"""The elements that ``OBJECT`` stands for."""

_STRETCHES = "\N{ARABIC TATWEEL}"
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})


@dataclass(frozen=True, slots=True)
class Start:
    """Where something begins: in ``part``, after ``letters`` of it.

    Before the next letter it has ``marks`` of its own that are none, such as a quotation mark.
    """

    part: str
    letters: int
    marks: int = 0


def part_of(element: Any, around: str | None) -> str | None:
    """The part that the text of an element belongs to; ``around`` is that of its parent."""
    if number := element.get("data-note"):
        return f"note-{number}"
    own = PARTS.intersection(element.get("class", "").split())
    return next(iter(own), around)


def counts(character: str) -> bool:
    """Whether a character is counted: a letter, a digit, or what stands for an object."""
    return (character.isalnum() and character != _STRETCHES) or character == OBJECT


def is_seen(character: str) -> bool:
    """Whether a character leaves ink in every edition: no white space, no control."""
    return character != _STRETCHES and unicodedata.category(character) not in _UNSEEN
