"""No box on the page: a text whose characters have no face is refused before it is set."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence

from publish.errors import FontError, Place, Problem
from publish.fonts.coverage import Coverage, missing
from publish.fonts.suggestions import Suggestion

# How much of a long list a message shows.
_MOST_CHARACTERS = 3
_MOST_PLACES = 3

# Codes that name no writing system (UAX #24), and what a message calls their characters.
_KINDS = {
    "Zyyy": "sign",
    "Zinh": "combining mark",
    "Zzzz": "control, private or unassigned character",
}

Places = Mapping[str, Sequence[Place]]


def check(
    uses: Iterable[tuple[str, Place]],
    coverage: Coverage,
    suggestions: Mapping[str, Suggestion],
) -> None:
    """Make sure that some catalogued family draws every character of a text.

    ``uses`` are pieces of text and where they stand, in reading order. Raises FontError with
    one problem per script that lacks characters, in order of appearance: how many, which
    with their places, and what would bring them.
    """
    lacking: dict[str, dict[str, list[Place]]] = {}
    for text, place in uses:
        for character in sorted(missing(text, coverage), key=text.index):
            script = _script(character, lacking)
            places = lacking.setdefault(script, {}).setdefault(character, [])
            if place not in places[-1:]:
                places.append(place)
    if lacking:
        raise FontError(
            *(
                _problem(script, places, suggestions.get(script))
                for script, places in lacking.items()
            )
        )


def _script(character: str, lacking: Collection[str]) -> str:
    """The script whose face would bring a character; ``Zzzz`` if there can be none.

    A sign that several scripts share, such as the danda, goes with one that lacks letters
    too (UAX #24, Script_Extensions).
    """
    from fontTools import unicodedata as scripts  # not needed while nothing is missing

    if unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs"):
        return "Zzzz"
    sharing: set[str] = scripts.script_extension(character)
    return next((script for script in lacking if script in sharing), min(sharing))


def _problem(script: str, places: Places, suggestion: Suggestion | None) -> Problem:
    home = next(iter(places.values()))[0]
    shown = [f"{_name(c)} ({_where(places[c], home)})" for c in [*places][:_MOST_CHARACTERS]]
    if more := len(places) - len(shown):
        shown.append(f"and {more} more")
    message = f"No catalogued face has {_count(script, len(places))}: {'; '.join(shown)}."
    if script == "Zzzz":
        return Problem(message, home, "No face can have it: take it out of the text.")
    them = "it" if len(places) == 1 else "them"
    face = f", such as {suggestion}," if suggestion else ""
    return Problem(message, home, f"Add a face that has {them}{face} as docs/fonts.md shows.")


def _count(script: str, number: int) -> str:
    """What is missing, such as ``this sign`` or ``61 Devanagari characters``."""
    from fontTools import unicodedata as scripts

    kind = _KINDS.get(script) or f"{scripts.script_name(script)} character"
    return f"this {kind}" if number == 1 else f"these {number} {kind}s"


def _name(character: str) -> str:
    """``ह U+0939 DEVANAGARI LETTER HA``; a mark is shown on a dotted circle."""
    name = f"U+{ord(character):04X} {unicodedata.name(character, '(no name)')}"
    if unicodedata.category(character)[0] == "M":
        return f"\u25cc{character} {name}"
    return f"{character} {name}" if character.isprintable() else name


def _where(places: Sequence[Place], home: Place) -> str:
    """The first few places of a character; a path is left out where it is the message's own."""
    shown = [
        f"line {place.line}" if place.line is not None and place.path == home.path else str(place)
        for place in places[:_MOST_PLACES]
    ]
    if len(places) > len(shown):
        shown.append("...")
    return ", ".join(shown)
