"""No box on the page: a text whose characters have no face is refused before it is set."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from publish.errors import FontError, Place, Problem
from publish.fonts.catalogue import Family
from publish.fonts.coverage import Coverage, missing
from publish.fonts.source import how_to_install
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
    absent: Mapping[str, Family] = MappingProxyType({}),
) -> None:
    """Make sure that some family at hand draws every character of a text.

    ``uses`` are pieces of text and where they stand, in reading order; ``absent`` are optional
    families that are not installed, by script. Raises FontError with one problem per script
    that lacks characters, in order of appearance: how many, which with their places, and
    what would bring them.
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
                _problem(script, places, _remedy(script, len(places), suggestions, absent))
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


def check_script(
    script: str, place: Place, available: Collection[str], absent: Mapping[str, Family]
) -> None:
    """Make sure that a text's main script has a family of its own, if the catalogue has one.

    Coverage alone cannot tell: a Chinese face has the characters of Japanese in shapes that
    are wrong there, and any Arabic face has the letters of Nastaliq. Raises FontError where a
    family for the script, or the writing system, is optional and not installed.
    """
    if script in available or script not in absent:
        return
    family = absent[script]
    message = f"No installed face is for the script {script} ({_script_name(script)})."
    raise FontError(Problem(message, place, _installing(family)))


def _remedy(
    script: str,
    missing: int,
    suggestions: Mapping[str, Suggestion],
    absent: Mapping[str, Family],
) -> str:
    """What would bring so many characters of a script."""
    if script == "Zzzz":
        return "No face can have it: take it out of the text."
    if script in absent:
        return _installing(absent[script])
    them = "it" if missing == 1 else "them"
    face = f", such as {suggestions[script]}," if script in suggestions else ""
    return f"Add a face that has {them}{face} as docs/fonts.md shows."


def _installing(family: Family) -> str:
    return f"Install {family.name}: {how_to_install(family.source)}"


def _script_name(script: str) -> str:
    """The English name of a script or a writing system, such as ``Nastaliq`` (CLDR)."""
    from babel import Locale

    return str(Locale("en").scripts.get(script, script))


def _problem(script: str, places: Places, remedy: str) -> Problem:
    home = next(iter(places.values()))[0]
    shown = [f"{_name(c)} ({_where(places[c], home)})" for c in [*places][:_MOST_CHARACTERS]]
    if more := len(places) - len(shown):
        shown.append(f"and {more} more")
    message = f"No installed face has {_count(script, len(places))}: {'; '.join(shown)}."
    return Problem(message, home, remedy)


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
