"""Isolation: what reads in another script or order is set apart by structure.

Elements do it, not control characters, as UAX #9, section 2.7, recommends for markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from publish.content.statement import Emphasis, Foreign, Inline, Link, Run, Strong
from publish.language.phrase import Phrase
from publish.language.profile import Profile
from publish.language.scripts import direction_of, script_of_tag
from publish.text.flatten import joined
from publish.text.numbers import find_figures
from publish.text.phrases import find_phrases


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What text stands in: the script that is at home there, and the way it runs."""

    script: str
    direction: str


def isolate(content: tuple[Inline, ...], profile: Profile) -> tuple[Inline, ...]:
    """Inline content with all that needs isolation as Foreign phrases.

    That is every phrase of another script and, in right-to-left text, every range of numbers
    and every number with signs. What is Foreign already stays as it is.
    """
    return _isolated(content, Surroundings(profile.script, profile.direction))


def inlines(phrase: Phrase, profile: Profile) -> tuple[Inline, ...]:
    """A phrase as it stands in text of ``profile``: isolated whole if it is in another language."""
    run = (Run(phrase.text),)
    if phrase.language == profile.tag:
        return isolate(run, profile)
    script = script_of_tag(phrase.language)
    own = Surroundings(script, direction_of(script))
    return (Foreign(_isolated(run, own), phrase.language, own.direction),)


def _isolated(content: tuple[Inline, ...], around: Surroundings) -> tuple[Inline, ...]:
    return joined(part for node in content for part in _isolated_node(node, around))


def _isolated_node(node: Inline, around: Surroundings) -> Iterator[Inline]:
    match node:
        case Run(text):
            yield from _runs(text, around)
        case Emphasis() | Strong() | Link():
            yield replace(node, content=_isolated(node.content, around))
        case _:
            yield node


# --- Runs ---------------------------------------------------------------------------

_ROMAN_NUMERAL = re.compile(
    "(?=[MDCLXVI])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
)


def _runs(text: str, around: Surroundings) -> Iterator[Inline]:
    done = 0
    for span in find_phrases(text, around.script):
        yield from _at_home(text[done : span.start], around)
        yield from _foreign(text[span.start : span.end], span.script, around)
        done = span.end
    yield from _at_home(text[done:], around)


def _foreign(text: str, script: str, around: Surroundings) -> Iterator[Inline]:
    """A phrase of one script; a direction is given only where it is not that of the text.

    A Roman numeral is not marked as being in another language: it is read in this one.
    """
    own = direction_of(script)
    direction = own if own != around.direction else None
    language = None if _ROMAN_NUMERAL.fullmatch(text) else f"und-{script}"
    if language is None and direction is None:
        yield Run(text)
    else:
        content = tuple(_at_home(text, Surroundings(script, own)))
        yield Foreign(content, language, direction)


def _at_home(text: str, around: Surroundings) -> Iterator[Inline]:
    """Text of the surrounding script, its figures isolated if it runs from right to left."""
    done = 0
    for figures in find_figures(text) if around.direction == "rtl" else ():
        yield Run(text[done : figures.start])
        yield Foreign((Run(text[figures.start : figures.end]),), None, figures.direction)
        done = figures.end
    yield Run(text[done:])
