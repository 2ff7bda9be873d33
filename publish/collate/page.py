"""The page that shows languages side by side: one HTML file with nothing outside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from jinja2 import Environment
from markupsafe import Markup as Safe

from publish.collate.collation import Collation, Difference, Part, Row, Span, Unit
from publish.design.css import with_colours
from publish.design.design import Design
from publish.language.names import autonym
from publish.resources import templates

Pieces = tuple[tuple[str, bool], ...]
"""A text cut up, and whether each piece of it is marked."""

_FACTS: Final = frozenset(
    (Part.EVENT, Part.PLACE, Part.HEADING, Part.SIGNATORY, Part.SUBSCRIPTION, Part.UPCOMING)
)
_COUNTED: Final = {0: "no differences", 1: "1 difference"}


def page(collations: Sequence[Collation], design: Design) -> bytes:
    """The HTML of some statements, one after another, in the colours of ``design``."""
    sheets = [_sheet(collation) for collation in collations]
    tags = dict.fromkeys(tag for collation in collations for tag in collation.translations)
    template = _environment().get_template("collate/page.html.j2")
    sheet = (files("publish") / "templates" / "collate" / "collate.css").read_text("utf-8")
    style = Safe(with_colours(design.palettes, sheet))
    return template.render(sheets=sheets, tags=list(tags), style=style).encode()


@cache
def _environment() -> Environment:
    return templates(keep_trailing_newline=True)


# --- What the template shows --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Passage:
    """A passage of a cell: its words, where it was written, what sort it is, its number."""

    pieces: Pieces
    where: str
    form: str
    mark: str


@dataclass(frozen=True, slots=True)
class _Cell:
    tag: str
    direction: str
    units: tuple[_Passage, ...]
    notes: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the table."""

    ident: str
    label: str
    is_fact: bool
    cells: tuple[_Cell, ...]

    @property
    def differs(self) -> bool:
        return any(cell.notes for cell in self.cells)


@dataclass(frozen=True, slots=True)
class _Column:
    """A language, and all that differs in it with the row where it does."""

    tag: str
    name: str
    direction: str
    found: tuple[tuple[_Line, Difference], ...]

    @property
    def count(self) -> str:
        return _COUNTED.get(len(self.found), f"{len(self.found)} differences")


@dataclass(frozen=True, slots=True)
class _Sheet:
    slug: str
    title: str
    source: str
    columns: tuple[_Column, ...]
    rows: tuple[_Line, ...]


def _sheet(collation: Collation) -> _Sheet:
    source = collation.texts[collation.source]
    rows = tuple(
        _line(row, f"{source.slug}.{number}", collation)
        for number, row in enumerate(collation.rows, 1)
    )
    return _Sheet(
        source.slug,
        source.title_text,
        collation.source,
        tuple(_column(tag, collation, rows) for tag in collation.texts),
        rows,
    )


def _column(tag: str, collation: Collation, rows: Sequence[_Line]) -> _Column:
    found = tuple(
        (row, difference)
        for row in rows
        for cell in row.cells
        if cell.tag == tag
        for difference in cell.notes
    )
    return _Column(tag, autonym(tag), collation.texts[tag].profile.direction, found)


def _line(row: Row, ident: str, collation: Collation) -> _Line:
    unit = row.source or next(units[0] for units in row.cells.values() if units)
    label = f"{unit.form} {unit.name}" if unit.name[:1].isdigit() else unit.name
    cells = tuple(_cell(row, tag, collation) for tag in collation.texts)
    return _Line(ident, label, unit.part in _FACTS, cells)


def _cell(row: Row, tag: str, collation: Collation) -> _Cell:
    notes = tuple(found for found in row.differences if found.language == tag)
    if tag == collation.source:
        units: tuple[Unit, ...] = (row.source,) if row.source else ()
        spans = tuple(span for found in row.differences for span in found.there)
    else:
        units = row.cells.get(tag, ())
        spans = tuple(span for found in notes for span in found.here)
    shown = tuple(_passages(units, spans))
    return _Cell(tag, collation.texts[tag].profile.direction, shown, notes)


def _passages(units: Sequence[Unit], spans: Sequence[Span]) -> Iterator[_Passage]:
    """The passages of a cell; the spans count through all of them, a space between two."""
    start = 0
    for unit in units:
        inside = [(first - start, last - start) for first, last in spans]
        line = f":{unit.place.line}" if unit.place.line else ""
        mark = unit.number.mark if unit.number else ""
        where = f"{unit.place.path.name}{line}"
        yield _Passage(marked(unit.text, inside), where, unit.form.split()[-1], mark)
        start += len(unit.text) + 1


def marked(text: str, spans: Sequence[Span]) -> Pieces:
    """A text cut at the edges of spans, which may overlap; what lies outside it is left out."""
    inside = [False] * len(text)
    for start, end in spans:
        for index in range(max(0, start), min(end, len(text))):
            inside[index] = True
    pieces: list[tuple[str, bool]] = []
    for char, is_marked in zip(text, inside, strict=True):
        if pieces and pieces[-1][1] == is_marked:
            pieces[-1] = (pieces[-1][0] + char, is_marked)
        else:
            pieces.append((char, is_marked))
    return tuple(pieces)
