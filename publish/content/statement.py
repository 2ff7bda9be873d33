"""A statement as its editor wrote it: frozen values, with file and line kept for messages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from publish.errors import Place
from publish.language.counters import DECIMAL

if TYPE_CHECKING:
    from publish.content.facts import Facts


# --- Inline content -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Run:
    """Plain characters. A newline is a soft break of the source file."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to ``href`` (http, https, mailto, or a fragment of this statement).

    ``numbered`` says that its words are the number of what it leads to, once the text is edited.
    """

    href: str
    content: tuple[Inline, ...]
    title: str | None = None
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Foreign:
    """A phrase that is isolated from the text around it.

    ``language`` is its own language where it differs (``und-Latn`` where only the
    script is known); ``direction`` is ``"ltr"`` or ``"rtl"``. In Markdown:
    ``[phrase]{lang=ar}``.
    """

    content: tuple[Inline, ...]
    language: str | None = None
    direction: str | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """A hard line break."""


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A reference to the footnote with this number (counted from 1 in text order)."""

    number: int


@dataclass(frozen=True, slots=True)
class Reference:
    """The number of what bears this identifier elsewhere in the text: ``[](#register)``."""

    ident: str


NUMBER: Final = re.compile(r"(?<![\w#])#(?![\w#])")
"""What stands in the words of a link for the number of what it leads to: ``[clause #](#open)``."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture inside the statement's folder; ``path`` is absolute, without links.

    ``line`` is where it stands in the language's file. Without ``width_mm`` it is as wide as its
    pixels make it, and at most as its column.
    """

    path: Path
    alt: str
    width_mm: float | None = None
    line: int = field(default=1, compare=False)


Inline = Run | Emphasis | Strong | Link | Foreign | Break | NoteRef | Reference | Picture


# --- Blocks -------------------------------------------------------------------------


class Role(StrEnum):
    """What a block is for, given by an attribute line such as ``{.slogan}``."""

    SALUTATION = "salutation"
    LEAD = "lead"
    SLOGAN = "slogan"
    SIGNATURE = "signature"
    PREAMBLE = "preamble"
    OPERATIVE = "operative"
    VERSE = "verse"
    CAPTION = "caption"
    ANNEX = "annex"


@dataclass(frozen=True, slots=True)
class Paragraph:
    content: tuple[Inline, ...]
    line: int
    role: Role | None = None
    ident: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` is 2 or 3; level 1 is the title.

    ``mark`` is what stands above that of an annex, once the text is edited.
    """

    level: int
    content: tuple[Inline, ...]
    line: int
    role: Role | None = None
    ident: str | None = None
    mark: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; ``mark`` is what stands before it, once the text is edited."""

    blocks: tuple[Block, ...]
    line: int
    ident: str | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A bullet or ordered list; ``tight`` lists have no blank lines between items.

    ``numbers`` is the kind of an ordered one, such as ``(a)`` (see publish/language/counters.py).
    """

    ordered: bool
    items: tuple[Item, ...]
    line: int
    start: int = 1
    tight: bool = True
    role: Role | None = None
    ident: str | None = None
    numbers: str = DECIMAL


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple[Block, ...]
    line: int
    role: Role | None = None
    ident: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: what stands in its cells."""

    cells: tuple[tuple[Inline, ...], ...]
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table; all rows have as many cells as its head.

    ``alignments`` says for each column "left", "center", "right", or nothing. A caption is a
    paragraph of that role right after it.
    """

    head: Row
    rows: tuple[Row, ...]
    alignments: tuple[str, ...]
    line: int
    role: Role | None = None
    ident: str | None = None


@dataclass(frozen=True, slots=True)
class Definition:
    """Terms, and what is said of them."""

    terms: tuple[Paragraph, ...]
    blocks: tuple[Block, ...]
    line: int


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Terms with their definitions; ``tight`` ones have no blank lines in them."""

    entries: tuple[Definition, ...]
    line: int
    tight: bool = True
    role: Role | None = None
    ident: str | None = None


@dataclass(frozen=True, slots=True)
class ThematicBreak:
    line: int


Block = Paragraph | Heading | ListBlock | Quote | Table | DefinitionList | ThematicBreak


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its number (from 1, in order of first reference) and what it says."""

    number: int
    blocks: tuple[Block, ...]
    line: int


# --- The whole ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Translation:
    """One language file. The source language's file is a Translation too."""

    language: str
    path: Path
    title: str
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    subtitle: str | None = None
    short_title: str | None = None
    translator: str | None = None
    title_line: int = 1
    subtitle_line: int = 1
    numerals: str | None = None


KeyPath = tuple[str | int, ...]
"""The way to a value in TOML: ``("event", "place")``, ``("signatories", 0, "members", 3)``."""


def nearest_line(lines: Mapping[KeyPath, int], key: KeyPath) -> int | None:
    """The line of a key, or of the nearest of its parents that has one."""
    while key and key not in lines:
        key = key[:-1]
    return lines.get(key)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement folder, loaded and valid.

    ``folder`` is the path that was given to the loader. ``files`` are all files that the
    statement is made of: ``statement.toml``, language files and the pictures they show
    (absolute, links followed, sorted). ``lines`` has the line in ``statement.toml`` of
    every key path.
    """

    slug: str
    folder: Path
    facts: Facts
    translations: Mapping[str, Translation]
    files: tuple[Path, ...]
    lines: Mapping[KeyPath, int]

    @property
    def languages(self) -> tuple[str, ...]:
        """Language tags present: the source language first, then sorted."""
        source = self.facts.source_language
        return (source, *sorted(tag for tag in self.translations if tag != source))

    def where(self, *key: str | int) -> Place:
        """The place in ``statement.toml`` of a key, or of its nearest known parent."""
        return Place(self.folder / "statement.toml", nearest_line(self.lines, key))
