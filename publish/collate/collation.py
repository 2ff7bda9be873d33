"""What a collation is made of: the passages of each language, and how they differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from publish.content.statement import Inline, Role
from publish.errors import Place
from publish.text.dressed import Text


class Kind(StrEnum):
    """In what a translation differs from its source."""

    MISSING = "missing"
    EXTRA = "extra"
    ITEM_MISSING = "item missing"
    ITEM_EXTRA = "item extra"
    ITEM_DIVIDED = "item divided"
    ITEM_MERGED = "item merged"
    MOVED = "moved"
    DIVIDED = "divided"
    MERGED = "merged"
    FORM = "form"
    NUMBERING = "numbering"
    TABLES = "tables"
    NUMBERS = "numbers"
    DATES = "dates"
    NAMES = "names"
    LINKS = "links"
    EMPHASIS = "emphasis"
    NOTES = "notes"
    PICTURES = "pictures"
    UNTRANSLATED = "untranslated"
    LANGUAGE = "language"
    LENGTH = "length"
    TITLES = "titles"
    SIGNATORIES = "signatories"
    SUBSCRIPTION = "subscription"
    FACT = "fact"


class Part(StrEnum):
    """Which part of a text a passage stands in, in reading order."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    EVENT = "event"
    PLACE = "place"
    TEXT = "text"
    HEADING = "signatories"
    SIGNATORY = "signatory"
    SUBSCRIPTION = "subscription"
    UPCOMING = "upcoming"
    NOTE = "note"


Span = tuple[int, int]
"""The characters of a passage's text from the first number to before the second."""


@dataclass(frozen=True, slots=True)
class Number:
    """The number of an item: its kind, such as ``(a)``, its value, and what is printed of it.

    ``index`` is that of the item in its list, from 0.
    """

    kind: str
    value: int
    mark: str
    index: int


@dataclass(frozen=True, slots=True)
class Unit:
    """The smallest thing that is compared: a title, a paragraph, a heading, a name.

    ``form`` says what it is in words; ``name`` where it stands, such as ``4.2`` for the second
    item of the fourth block. Addresses are spaces in ``figures``, phrases in other languages in
    ``words`` too; both are as long as ``text``. The head of a table has its ``shape``: its
    numbers of rows and columns.
    """

    part: Part
    form: str
    name: str
    text: str
    figures: str
    words: str
    content: tuple[Inline, ...]
    place: Place
    role: Role | None = None
    ident: str | None = None
    number: Number | None = None
    is_item: bool = False
    shape: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which a language differs from the source, at one row.

    ``place`` is where to look in the language's file, ``beside`` what to compare it with.
    ``here`` marks the characters meant in the row's passage, ``there`` in the source's.
    """

    kind: Kind
    language: str
    message: str
    place: Place
    beside: Place | None = None
    remedy: str | None = None
    here: tuple[Span, ...] = ()
    there: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A passage of the source, if there is one, and what answers to it in each language."""

    source: Unit | None
    cells: Mapping[str, tuple[Unit, ...]]
    differences: tuple[Difference, ...] = ()

    @property
    def name(self) -> str:
        """Where the row stands in the source, or in the language that alone has it."""
        unit = self.source or next(units[0] for units in self.cells.values() if units)
        return unit.name


@dataclass(frozen=True, slots=True)
class Collation:
    """A statement's languages side by side: the source first, its rows in reading order."""

    texts: Mapping[str, Text]
    source: str
    rows: tuple[Row, ...]

    @property
    def translations(self) -> tuple[str, ...]:
        """The languages that are compared with the source."""
        return tuple(tag for tag in self.texts if tag != self.source)

    def differences(self) -> tuple[Difference, ...]:
        """All differences, by language and in reading order."""
        return tuple(
            difference
            for language in self.translations
            for row in self.rows
            for difference in row.differences
            if difference.language == language
        )
