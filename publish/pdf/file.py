"""A PDF under examination: what several checks want to know of it, found out once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Final

import pikepdf

from publish.errors import Place
from publish.findings.finding import Spot
from publish.language import tags, words
from publish.pdf.binding import Bound, read_binding
from publish.pdf.content import read_content
from publish.pdf.drawing.graphics import Drawing, read_drawing
from publish.pdf.geometry import union
from publish.pdf.items import Item, Mark
from publish.pdf.reading import PageText, read_pages
from publish.pdf.roles import imposition
from publish.pdf.sheets.reading import Side, read_sides
from publish.pdf.speech import Speaker, by_mark
from publish.pdf.tree import Element, read_tree
from publish.text.dressed import Text

_EDGE: Final = 300
"""So many characters at either end of a page hold whatever word is divided there."""


@dataclass(frozen=True, eq=False)
class PdfFile:
    """An open PDF, and the ``text`` that it was made from, where that is known."""

    path: Path
    pdf: pikepdf.Pdf
    text: Text | None = None

    @property
    def place(self) -> Place:
        """The file, for a finding."""
        return Place(self.path)

    @cached_property
    def language(self) -> str | None:
        """The language that the document says it is in, if that is a language tag."""
        tag = str(self.pdf.Root.get("/Lang", "")).strip()
        return tag if tags.is_well_formed(tag) else None

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Everything painted, in order of painting."""
        return read_content(self.pdf)

    @cached_property
    def drawing(self) -> Drawing:
        """Everything that a press would draw, with its colours."""
        return read_drawing(self.pdf)

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """The sides of imposed sheets; none where no pages were imposed."""
        return read_sides(self.pdf) if imposition(self.pdf) is not None else ()

    @cached_property
    def bound(self) -> Bound:
        """How the pages are bound: which is read after which."""
        return read_binding(self.pdf)

    @cached_property
    def pages(self) -> tuple[PageText, ...]:
        """The text of each page, as PDFium reads it."""
        return read_pages(self.path, self.bound.turned)

    @cached_property
    def reading(self) -> str:
        """The text of all pages but for what is marked as an artifact, as PDFium reads it."""
        return "\n".join(page.real for page in self.pages)

    @cached_property
    def divided(self) -> tuple[str, ...]:
        """The words that a page end divides.

        Nobody can read them whole who does not know what between them is an artifact.
        """
        return tuple(
            word.text
            for before, after in pairwise(page.real for page in self.pages)
            for word in words.words(f"{before[-_EDGE:]}\n{after[:_EDGE]}")
            if word.start < len(before[-_EDGE:]) < word.end
        )

    @cached_property
    def tree(self) -> Element | None:
        """The structure tree; None where the document is not tagged."""
        return read_tree(self.pdf)

    @cached_property
    def painted(self) -> Mapping[Mark, Sequence[Item]]:
        """What is painted, by the marked content that it belongs to."""
        return by_mark(self.items)

    @cached_property
    def speaker(self) -> Speaker:
        """Reads from the tags."""
        return Speaker(self.painted)

    @property
    def legible(self) -> bool:
        """Whether the pages can be read without the reader's own character collections."""
        return all(item.font.legible for item in self.items if item.font)

    def spot_of_word(self, text: str) -> Spot | None:
        """Where a word is first, as PDFium reads it; None where it is not."""
        placed = (word.spot for page in self.pages for word in page.words() if word.text == text)
        return next(placed, None)

    def spot(self, element: Element) -> Spot | None:
        """Where an element is on the page that it begins on."""
        marks = [mark for mark in element.marks() if mark in self.painted]
        if not marks:
            return None
        page = marks[0].page
        own = (self.painted[mark] for mark in marks if mark.page == page)
        return Spot(page, union(item.box for items in own for item in items))
