"""A page as a reader found it, and what an editor is told about its import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from publish.content.statement import Block, Note

QUOTES: Final = (("\ue010", "\ue011"), ("\ue012", "\ue013"))
"""Signs for quotation marks, outer and inner, until the language of a text is known: that decides
what they look like. Private-use characters never occur in content."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One block of a page; its ``line`` is its place in the original (see ``Page.unit``).

    ``is_apart`` is true where the page leaves more room before it than between paragraphs;
    ``language`` is a BCP 47 tag where the file itself says what it is in; with ``is_certain`` its
    words are not asked.
    """

    block: Block
    is_apart: bool = False
    language: str | None = None
    is_certain: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """What an editor is told of one place in the original: a message, and the words there."""

    line: int | None
    message: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """All that a reader found in a file.

    ``unit`` names what the places count: lines of a text, or paragraphs of a document.
    ``front`` are the titles that the file gives apart from its text (see ``FrontMatter``).
    ``language`` is what the file says that all of it is in, if it does.
    ``doubts`` are what the reader changed, ``unplaced`` what is in the file and not in the text.
    """

    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...] = ()
    unit: str = "line"
    front: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    doubts: tuple[Remark, ...] = ()
    unplaced: tuple[Remark, ...] = ()
    language: str | None = None
