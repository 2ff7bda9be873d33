"""Markup for the slug line of a press file: what each page is, in the language's own type."""

from __future__ import annotations

from publish.content.statement import Picture
from publish.design.design import Design
from publish.fonts.library import Library
from publish.language.names import autonym
from publish.markup.pages import Hyphenation, Markup
from publish.markup.templates import template
from publish.markup.variables import page_rules, script_classes
from publish.text.dressed import Text

_SHEETS = ("tokens", "scripts", "text", "slug")
_LONGEST = 110
"""Characters of a title that fit on the line, with some to spare."""


def slug_markup(text: Text, pages: int, fonts: Library, design: Design) -> Markup:
    """A document of as many small pages as there are ``pages``, each a slug line.

    It says statement, language, edition, the date of the content, and which page of how many.
    """
    title = text.title_text
    context = {
        "root_classes": script_classes(text.profile),
        "title": title if len(title) <= _LONGEST else f"{title[:_LONGEST].rsplit(' ', 1)[0]} …",
        "language": _name(text.language, fonts),
        "pages": pages,
        "notes_on_page": True,
    }
    return Markup(
        html=template("slug.html.j2", text, _no_picture).render(context),
        rules=page_rules(text.profile, fonts),
        sheets=design.sheets(_SHEETS),
        palette=design.palettes["light"],
        pictures=frozenset(),
        language=text.language,
        direction=text.profile.direction,
        hyphenation=Hyphenation(None, capitals=False),
    )


def _name(language: str, fonts: Library) -> str:
    """A language's own name for itself, or its tag where no face has the letters of the name."""
    name = autonym(language)
    return name if fonts.draws(name) else language


def _no_picture(picture: Picture) -> str:
    raise AssertionError(f"a slug line has no pictures: {picture.path}")
