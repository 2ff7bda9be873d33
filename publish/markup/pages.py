"""Markup for pages: one HTML document an edition, and the sheets that style it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import segno

from publish.content.passages import plain
from publish.content.statement import Picture
from publish.design.colours import Palette
from publish.design.design import Design
from publish.editions import Edition
from publish.fonts.library import Library
from publish.markup.colophon import colophon
from publish.markup.fit import PLAIN, Fit, fit_rules
from publish.markup.templates import template
from publish.markup.variables import page_rules, script_classes
from publish.text.dressed import Text


@dataclass(frozen=True, slots=True)
class Hyphenation:
    """How words are divided: the name of pyphen's patterns, and whether capitals are too."""

    patterns: str | None
    capitals: bool


@dataclass(frozen=True, slots=True)
class Markup:
    """An HTML document ready to be laid out.

    ``rules`` are the CSS that depends on the language, to go after ``sheets``; ``palette`` has
    the colours that both call by their names;
    ``pictures`` are the only files that it may read; ``language`` is its BCP 47 tag;
    ``elongation`` says whether words in that language are lengthened to fill lines. Elements
    say where they were written (see ``templates.ORIGIN``), in files of ``folder``.
    ``looseness`` is by how many lines paragraphs are to be longer than they would be, if they can.
    ``facing`` says that pages face each other, as in a pamphlet.
    """

    html: str
    rules: str
    sheets: tuple[Path, ...]
    pictures: frozenset[Path]
    language: str
    direction: str
    hyphenation: Hyphenation
    elongation: bool = False
    palette: Palette = ()
    folder: Path | None = None
    looseness: int = 0
    facing: bool = False


@dataclass(frozen=True, slots=True)
class _Code:
    """A QR code as a picture: a data URI, and what it says for those who cannot see it."""

    uri: str
    alt: str


def page_markup(
    text: Text, edition: Edition, fonts: Library, design: Design, fit: Fit = PLAIN
) -> Markup:
    """The HTML document of ``text`` as ``edition``, in the sheets and colours of ``design``.

    ``fit`` says where title and colophon stand, and how close the text is set.
    """
    pictures: set[Path] = set()

    def picture(value: Picture) -> str:
        pictures.add(value.path)
        return value.path.as_uri()

    context: dict[str, Any] = {
        "root_classes": script_classes(text.profile),
        "author": text.maker.text if text.maker else None,
        "description": plain(text.subtitle) or None,
        "colophon": colophon(text, edition.name),
        "fit": fit,
        "qr": _qr(text),
        "notes_on_page": True,
        "on_page": True,
    }
    html = template(edition.template, text, picture).render(context)
    rules = page_rules(text.profile, fonts, html) + fit_rules(fit)
    profile = text.profile
    return Markup(
        html=html,
        rules=rules,
        sheets=design.sheets(edition.sheets),
        pictures=frozenset(pictures),
        language=text.language,
        direction=profile.direction,
        hyphenation=Hyphenation(profile.hyphenation, profile.divides_capitals),
        elongation=profile.elongation,
        palette=design.palettes[edition.scheme],
        folder=text.path.parent,
        looseness=fit.looseness,
        facing=edition.facing,
    )


def _qr(text: Text) -> _Code | None:
    """The code for the text's address (ISO/IEC 18004; level M survives a fold or a stain)."""
    if text.source_url is None:
        return None
    code = segno.make(text.source_url, error="m", micro=False)
    return _Code(code.svg_data_uri(border=0), text.source_url)
