"""Letters of a PDF with their places: what each says, where its advance begins and ends.

Read from the content streams themselves (ISO 32000-1, 9.4.4), as each file draws them: pen moves
between letters, letters made wider (`Tz`) and letters apart (`Tc`) are all in the places.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import NamedTuple

import pikepdf
from bench.lines.faces import installed

from publish.findings.finding import Box
from publish.pdf.attributes import inherited
from publish.pdf.codes import TEXT_UNIT, Font
from publish.pdf.content import OPERATORS, Reader
from publish.pdf.items import Mark, ObjectKey
from publish.pdf.streams import Effort
from publish.pdf.tree import Element, read_tree

SOFT_HYPHEN = "\u00ad"
SPACES = " \u00a0"
"""The spaces that give way in a justified line."""
JOINERS = "\u200c\u200d"
"""Format characters that change how letters are joined."""

_LEFTWARD = {"L": False, "R": True, "AL": True}
"""The classes of letters that have a direction of their own (UAX #9, table 4)."""


class Glyph(NamedTuple):
    """A letter as it is drawn; lengths in pt, from the left and the foot of the page.

    ``left`` and ``right`` bound its advance, not its ink; ``natural`` is the width of the space
    of its face at its size, not stretched; nothing where that is not known.
    """

    page: int
    left: float
    right: float
    baseline: float
    size: float
    text: str
    face: str
    natural: float
    mark: Mark | None

    @property
    def visible(self) -> bool:
        """Whether it is a letter that stands in the line by itself: no space and no lone mark."""
        return any(
            not (_is_mark(letter) or letter.isspace() or letter in JOINERS) for letter in self.text
        )

    @property
    def space(self) -> bool:
        """Whether it is a space that gives way."""
        return self.text != "" and all(letter in SPACES for letter in self.text)


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its box, and where pictures are."""

    number: int
    box: Box
    pictures: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """All that the pages of a file draw that matters here, and its structure tree.

    ``furniture`` is what is marked as an artifact, such as page numbers; ``rightward`` says that
    the file is read from left to right.
    """

    pages: tuple[Page, ...]
    glyphs: tuple[Glyph, ...]
    furniture: tuple[Glyph, ...]
    tree: Element | None
    rightward: bool

    @property
    def spaced(self) -> bool:
        """Whether spaces are drawn as glyphs, which not all makers do."""
        return any(glyph.space for glyph in self.glyphs)


def read(pdf: bytes) -> Drawn:
    """Read a PDF.

    Raises what ``publish.pdf.content.read_content`` does where the file is damaged.
    """
    with pikepdf.open(BytesIO(pdf)) as opened:
        effort, fonts = Effort(), _Fonts()
        pens = [_read_page(page, number, fonts, effort) for number, page in _numbered(opened)]
        tree = read_tree(opened)
        told = opened.Root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/Direction")
    return Drawn(
        tuple(page for page, _ in pens),
        tuple(glyph for _, pen in pens for glyph in pen.glyphs),
        tuple(glyph for _, pen in pens for glyph in pen.furniture),
        tree,
        told != "/R2L" if told is not None else is_rightward(_texts(pens)),
    )


def _texts(pens: Sequence[tuple[Page, _Pen]]) -> Iterator[str]:
    return (glyph.text for _, pen in pens for glyph in pen.glyphs)


def _numbered(pdf: pikepdf.Pdf) -> Sequence[tuple[int, pikepdf.Page]]:
    return list(enumerate(pdf.pages, start=1))


def _read_page(page: pikepdf.Page, number: int, fonts: _Fonts, effort: Effort) -> tuple[Page, _Pen]:
    pen = _Pen(number, [], fonts.read, effort=effort, known=fonts)
    pen.read(page.obj, inherited(page, "/Resources", pikepdf.Dictionary()), None)
    pictures = tuple(item.box for item in pen.items if item.kind == "picture" and not item.artifact)
    left, bottom, right, top = (float(side) for side in page.trimbox)
    return Page(number, (left, bottom, right, top), pictures), pen


def is_rightward(texts: Iterable[str], usual: bool = True) -> bool:
    """Whether most letters are read from left to right (UAX #9); as ``usual`` if there are none."""
    ways = Counter(
        _LEFTWARD[way]
        for text in texts
        for letter in text
        if (way := unicodedata.bidirectional(letter)) in _LEFTWARD
    )
    return usual if ways[False] == ways[True] else ways[False] > ways[True]


# --- Fonts ------------------------------------------------------------------------------


@dataclass(eq=False)
class _Face:
    """A font of the file: what its codes say without marks of direction, and its space."""

    font: Font
    texts: dict[int, str] = field(default_factory=dict)

    def text(self, code: int) -> str:
        if code not in self.texts:
            self.texts[code] = _plain(self.font.texts.get(code, ""))
        return self.texts[code]

    @cached_property
    def name(self) -> str:
        return self.font.name.partition("+")[2] or self.font.name

    @cached_property
    def space(self) -> float:
        """The width of the space, in thousandths of the size; 0 where it is not known.

        Where spaces are not drawn the file has none, but the face may be one of the catalogue.
        """
        codes = sorted(code for code, text in self.font.texts.items() if _plain(text) == " ")
        if codes:
            return self.font.width(codes[0])
        face = installed().face(self.name)
        return face.space * TEXT_UNIT if face else 0.0


@dataclass(eq=False)
class _Fonts:
    """The fonts of a file, each read once."""

    read: dict[ObjectKey, Font] = field(default_factory=dict)
    faces: dict[int, _Face] = field(default_factory=dict)

    def face(self, font: Font) -> _Face:
        return self.faces.setdefault(id(font), _Face(font))


def _plain(text: str) -> str:
    """A code's text without marks of direction and the like; a drawn soft hyphen is a hyphen."""
    return "".join(
        letter
        for letter in text.replace(SOFT_HYPHEN, "\u2010")
        if unicodedata.category(letter) != "Cf" or letter in JOINERS
    )


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter) in ("Mn", "Me")


# --- The pen ----------------------------------------------------------------------------


@dataclass(slots=True)
class _Pen(Reader):
    """Follows a page's content, and notes each letter that stands upright."""

    operators = OPERATORS

    known: _Fonts = field(default_factory=_Fonts)
    glyphs: list[Glyph] = field(default_factory=list)
    furniture: list[Glyph] = field(default_factory=list)

    def show(self, string: bytes) -> None:
        """Note each code of a string where the pen is, which then moves on."""
        font = self.state.font
        if font is None:
            return
        face = self.known.face(font)
        mark, artifact = self._marked()
        notes = self.furniture if artifact else self.glyphs
        for code, width, across in self.steps(string, font):
            self._note(notes, face, code, width, mark)
            self.move(across)

    def _note(
        self, notes: list[Glyph], face: _Face, code: int, width: float, mark: Mark | None
    ) -> None:
        at = self.pen @ self.state.matrix
        if abs(at.b) > 0.01 * abs(at.a) or at.a <= 0:
            return  # turned text is in no line of these
        size = self.state.size * abs(at.d)  # letters may be wider, but the natural space is not
        natural = face.space / TEXT_UNIT * size
        notes.append(
            Glyph(
                self.page,
                at.e,
                at.e + width * at.a,
                at.f + self.state.rise * abs(at.d),
                size,
                face.text(code),
                face.name,
                natural,
                mark,
            )
        )

    def _marked(self) -> tuple[Mark | None, bool]:
        """The marked content with a number that is open, and whether it is an artifact."""
        marks = [marked.mark for marked in self.marked if marked.mark is not None]
        artifact = any(marked.tag == "/Artifact" for marked in self.marked)
        return (marks[-1] if marks else None), artifact
