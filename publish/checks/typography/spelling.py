"""Words that no dictionary knows: asked for apart, because dictionaries take seconds to read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from publish.content.statement import Statement
from publish.errors import Place
from publish.findings.finding import Code, Finding, note, warning
from publish.findings.saying import examples
from publish.proof.dictionaries import Shelf, package
from publish.proof.spelling import Unchecked, Unknown, spelling

UNKNOWN = Code("spelling")
UNCHECKED = Code("spelling-unchecked")

_LINES_SHOWN: Final = 5


def check(statement: Statement, shelf: Shelf) -> Iterator[Finding]:
    """A warning for each unknown word, and a note for each language without a dictionary."""
    for found in spelling(statement, shelf):
        yield _unknown(found) if isinstance(found, Unknown) else _unchecked(found)


def _unknown(found: Unknown) -> Finding:
    first, *more = found.places
    meant = f" Perhaps {examples(found.suggestions)} was meant." if found.suggestions else ""
    return warning(
        UNKNOWN,
        f"“{found.word}” is not in the dictionary of {found.language}{_also(first, more)}.{meant}",
        first,
        f"Correct it, or put it into words.{found.language}.txt beside this file.",
    )


def _also(first: Place, more: list[Place]) -> str:
    lines = [str(place.line) for place in dict.fromkeys(more) if place != first]
    if not lines:
        return ""
    shown = ", ".join(lines[:_LINES_SHOWN]) + (", …" if len(lines) > _LINES_SHOWN else "")
    return f" (also on line {shown})"


def _unchecked(found: Unchecked) -> Finding:
    name = package(found.language)
    remedy = (
        f"Install one: sudo apt-get install {name}"
        if name
        else "Put its .aff and .dic files into a folder, and name the folder in DICPATH."
    )
    return note(
        UNCHECKED,
        f"the spelling of {found.language} was not checked, for want of a dictionary.",
        found.place,
        remedy,
    )
