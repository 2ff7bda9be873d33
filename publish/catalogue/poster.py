"""The poster for a table at an event: one code that leads to the statement in every language.

How large a code has to be follows from how it is read. The main camera of a phone sees about
1.3 times as wide as it is far away, and scanners look at a picture some 1900 pixels wide: at two
metres a pixel is 1.4 mm. A decoder asks for some three of them to a module, so a module is a
five-hundredth of the distance, 4 mm.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import segno

from publish.content.addresses import check_web_address
from publish.content.passages import plain
from publish.content.statement import Inline, Picture, Statement
from publish.design.design import Design
from publish.errors import CommandError, Place, Problem, TypesetError
from publish.faults import said_of
from publish.fonts.library import Library
from publish.markup.pages import Hyphenation, Markup
from publish.markup.templates import template
from publish.markup.variables import page_rules, script_class, script_classes
from publish.text.dressed import Text
from publish.text.edit import edit
from publish.text.prepare import address
from publish.typeset.engine import lay_out, use_fonts, write_pdf

READING_DISTANCE_MM: Final = 2000.0
MODULE_MM: Final = READING_DISTANCE_MM / 500
QUIET_MODULES: Final = 4
"""The quiet zone of a code, in modules (ISO/IEC 18004, 9.1)."""

PAGE_WIDTH_MM: Final = 210.0

_SHEETS: Final = ("tokens", "scripts", "text", "poster")
_SIZES_PT: Final = (1.9, 1.7, 1.5, 1.35, 1.2, 1.05, 0.9, 0.8)
"""What a point of the styles is on the poster, from the largest: the first that fits is taken."""


@dataclass(frozen=True, slots=True)
class _Line:
    """What the poster says in one language."""

    language: str
    direction: str
    script: str
    scan: str
    title: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class _Code:
    """A QR code as a picture, the address in it, and the length of its side."""

    uri: str
    address: str
    side_mm: float


def poster(statement: Statement, url: str, fonts: Library, design: Design) -> bytes:
    """A poster as PDF/UA-1 and PDF/A-2a, A4, in all languages of ``statement``.

    ``url`` is the page that lets its reader choose a language; error correction is at level H,
    so that a code is read with 30 % of it covered. The same statement and address give the
    same bytes.

    Raises:
        CommandError: ``url`` is none that a phone opens, or is too long for a code that is read
            from two metres.
        FontError: A character has no face.
        TypesetError: The languages do not fit on one page.
    """
    with said_of(None, kind=CommandError):
        check_web_address(url, "the address of the poster")
    texts = [edit(statement, tag) for tag in statement.languages]
    for text in texts:
        fonts.check(_characters(text, url), text.profile.script)
    use_fonts(fonts.installed)
    code = _code(url)
    for size_pt in _SIZES_PT:
        layout = lay_out(_markup(texts, code, size_pt, fonts, design))
        if layout.pages == 1:
            return write_pdf(layout)
    raise TypesetError(
        Problem(
            f"{len(texts)} languages do not fit on one poster.",
            Place(statement.folder),
            "Make the address shorter: the code becomes smaller.",
        )
    )


def _code(url: str) -> _Code:
    code = segno.make(url, error="h", boost_error=False, micro=False)
    modules = code.symbol_size(border=0)[0]
    if (modules + 2 * QUIET_MODULES) * MODULE_MM > PAGE_WIDTH_MM:
        raise CommandError(
            Problem(
                f"the address has {len(url)} characters: a code for it, as large as reading from "
                f"{READING_DISTANCE_MM / 1000:g} metres asks for, is wider than the poster.",
                remedy="Give a shorter address.",
            )
        )
    return _Code(code.svg_data_uri(border=0), url, modules * MODULE_MM)


def _characters(text: Text, url: str) -> Iterator[tuple[str, Place]]:
    said = (*plain(text.title), *text.word("scan_to_get").text, *url)
    if text.event:
        said += (*text.event.text,)
    return ((character, text.sources["title"]) for character in said if character != "\n")


def _markup(
    texts: Iterable[Text], code: _Code, size_pt: float, fonts: Library, design: Design
) -> Markup:
    texts = list(texts)
    text = texts[0]
    profile = text.profile
    context = {
        "root_classes": script_classes(profile),
        "code": code,
        "address": (address(code.address.partition("://")[2], profile.direction),),
        "lines": [_line(each) for each in texts],
        "notes_on_page": True,
        "on_page": True,
    }
    measures = (
        f":root {{ --pt: {size_pt}pt; --code: {code.side_mm:g}mm;"
        f" --quiet-zone: {QUIET_MODULES * MODULE_MM:g}mm }}\n"
    )
    return Markup(
        html=template("site/poster.html.j2", text, _no_picture).render(context),
        rules=measures + page_rules(profile, fonts),
        sheets=design.sheets(_SHEETS),
        palette=design.palettes["light"],
        pictures=frozenset(),
        language=text.language,
        direction=profile.direction,
        hyphenation=Hyphenation(None, capitals=False),
    )


def _line(text: Text) -> _Line:
    return _Line(
        language=text.language,
        direction=text.profile.direction,
        script=script_class(text.language),
        scan=text.word("scan_to_get").text,
        title=text.title,
    )


def _no_picture(value: Picture) -> str:
    raise AssertionError(f"a poster shows no {value}")
