"""The template engine: strict, escaping, and with the few filters that templates need."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup as Safe

from publish.content.model import Foreign, Inline, Link, Note, Phrase, Picture
from publish.content.passages import plain
from publish.language.numerals import digits
from publish.markup.variables import script_class
from publish.text.isolate import inlines
from publish.text.model import Text


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["kind"] = lambda value: type(value).__name__
    environment.filters["isolation"] = isolation
    environment.filters["link_title"] = link_title
    return environment


def template(name: str, text: Text, picture: Callable[[Picture], str]) -> Template:
    """The template ``name`` for one text; ``picture`` gives the address of a picture."""
    environment = _environment().overlay()
    environment.filters = _environment().filters | _filters(text) | {"picture": picture}
    return environment.get_template(name, globals={"text": text})


def _filters(text: Text) -> dict[str, Callable[..., Any]]:
    notes = {note.number: note for note in text.notes}

    def phrase_inlines(phrase: Phrase) -> tuple[Inline, ...]:
        return inlines(phrase, text.profile)

    def note(number: int) -> Note:
        return notes[number]

    def numeral(number: int) -> str:
        return digits(number, text.profile.numerals)

    return {"inlines": phrase_inlines, "note": note, "numeral": numeral}


def link_title(link: Link) -> str:
    """What a link says of itself to those who cannot see it (ISO 14289-1, 7.18.5)."""
    return link.title or (plain(link.content) if link.href.startswith("#") else link.href)


def isolation(part: Foreign) -> Safe:
    """The attributes that set a phrase apart: its language, direction and script."""
    attributes = {
        "lang": part.language,
        "dir": part.direction,
        "class": script_class(part.language) if part.language else None,
    }
    return Safe("").join(
        Safe(' {}="{}"').format(name, value) for name, value in attributes.items() if value
    )
