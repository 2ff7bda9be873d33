"""Figures of pages: whether lines of facing pages meet, what stands at their feet, where notes are.

Pages face each other as in a bound pamphlet: 2 and 3, 4 and 5.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise

from bench.lines.areas import outside
from bench.lines.glyphs import Drawn
from bench.lines.line import Line
from bench.lines.paragraphs import Paragraph, paragraphs

from publish.pdf.items import Mark

_MEETS_PT = 0.25
"""How far apart baselines may be that meet."""
_FACES = 0.75
"""A line faces another that is less than this share of the leading above or below it."""
_NOTES_LEVEL_PT = 3.0
"""Notes have a leading of their own: the foot of a page with notes is level within this."""
_SAME_SIZE = 0.04
_SHEET = 4
"""Pages that a folded sheet has."""


@dataclass(frozen=True, slots=True)
class PageFigures:
    """Of files that are pamphlets.

    ``colophons`` end in a page that has nothing but a colophon; ``blank`` are pages with nothing,
    those included that a booklet adds for its last sheet. ``facing`` lines of text stand beside
    one of the other page, ``met`` ones on its height. Of ``openings`` without a last page,
    ``level`` ones end at one height. ``torn`` pages end within a divided word, ``heads`` in a
    heading. Of notes whose call is found, ``strayed`` ones begin on another page. ``outside`` are
    letters and pictures out of the area of their page.
    """

    files: int = 0
    pages: int = 0
    colophons: int = 0
    blank: int = 0
    facing: int = 0
    met: int = 0
    openings: int = 0
    level: int = 0
    torn: int = 0
    heads: int = 0
    notes: int = 0
    strayed: int = 0
    outside: int = 0

    def __add__(self, other: PageFigures) -> PageFigures:
        names = [field.name for field in fields(self)]
        return PageFigures(*(getattr(self, name) + getattr(other, name) for name in names))


def of_pages(drawn: Drawn) -> PageFigures:
    """The figures of a PDF."""
    found = [own for own in paragraphs(drawn) if own.lines]
    colophon = _colophon(drawn)
    last = max((page for page, whole in _content(drawn, colophon).items() if whole), default=0)
    feet = _Feet.of(found, colophon, drawn)
    facing, met = _facing(_text_heights(found, colophon))
    openings = [(left, left + 1) for left in range(2, last - 1, 2)]
    notes = list(_notes(drawn))
    return PageFigures(
        files=1,
        pages=len(drawn.pages),
        colophons=int(last == len(drawn.pages) - 1),
        blank=_blank(drawn),
        facing=facing,
        met=met,
        openings=len(openings),
        level=sum(feet.level(*opening) for opening in openings),
        torn=_torn(found),
        heads=feet.heads(last),
        notes=len(notes),
        strayed=sum(call != note for call, note in notes),
        outside=outside(drawn, found),
    )


def _blank(drawn: Drawn) -> int:
    """Pages with nothing on them, and those that are wanting to whole sheets."""
    full = {glyph.page for glyph in drawn.glyphs if glyph.visible}
    full |= {page.number for page in drawn.pages if page.pictures}
    return len(drawn.pages) - len(full) + -len(drawn.pages) % _SHEET


# --- The colophon -----------------------------------------------------------------------


def _colophon(drawn: Drawn) -> frozenset[Mark]:
    """What belongs to the last of several sections; nothing where tags tell of none."""
    whole = drawn.tree
    while whole is not None and len(kids := list(whole.children())) == 1:
        whole = kids[0]
    sections = list(whole.children()) if whole is not None else []
    parted = len(sections) > 1 and sections[-1].role == "Sect"
    return frozenset(sections[-1].marks()) if parted else frozenset()


def _content(drawn: Drawn, colophon: frozenset[Mark]) -> Mapping[int, bool]:
    """Whether each page has more than the colophon."""
    more = {page.number: bool(page.pictures) for page in drawn.pages}
    for glyph in drawn.glyphs:
        if glyph.visible and glyph.mark not in colophon:
            more[glyph.page] = True
    return more


def _in(paragraph: Paragraph, marks: frozenset[Mark]) -> bool:
    return paragraph.lines[0].words[0][0].mark in marks


# --- Facing pages -----------------------------------------------------------------------


def _text_heights(
    found: Sequence[Paragraph], colophon: frozenset[Mark]
) -> Mapping[int, Sequence[float]]:
    """The baselines of running text on each page: of all that has the size of most letters."""
    running = [own for own in found if not (own.note or own.heading or _in(own, colophon))]
    sizes: Counter[float] = Counter()
    for own in running:
        if len(own.lines) > 1:
            sizes[round(own.size, 1)] += sum(len(line.text) for line in own.lines)
    heights: defaultdict[int, list[float]] = defaultdict(list)
    if sizes:
        size = sizes.most_common(1)[0][0]
        for line in (line for own in running for line in own.lines):
            if abs(line.size - size) <= _SAME_SIZE * size:
                heights[line.page].append(line.baseline)
    return heights


def _facing(heights: Mapping[int, Sequence[float]]) -> tuple[int, int]:
    """How many lines face one of the other page, and how many of these are on its height."""
    every = [abs(one - other) for own in heights.values() for one, other in _neighbours(own)]
    leading = Counter(round(step, 1) for step in every).most_common(1)
    apart = [
        min((abs(height - other) for other in heights.get(page ^ 1, ())), default=None)
        for page, own in heights.items()
        if page > 1
        for height in own
    ]
    facing = [gap for gap in apart if gap is not None and leading and gap < _FACES * leading[0][0]]
    return len(facing), sum(gap <= _MEETS_PT for gap in facing)


def _neighbours(heights: Sequence[float]) -> Iterator[tuple[float, float]]:
    return pairwise(sorted(heights))


# --- The feet of pages ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Feet:
    """Of each page: the lowest baseline, whether that is a note's, and what ends the text."""

    lowest: Mapping[int, float]
    noted: frozenset[int]
    ends: Mapping[int, Paragraph]

    @classmethod
    def of(cls, found: Sequence[Paragraph], colophon: frozenset[Mark], drawn: Drawn) -> _Feet:
        lowest: dict[int, tuple[float, Paragraph]] = {}
        text: dict[int, tuple[float, Paragraph]] = {}
        for own in found:
            if _in(own, colophon):
                continue
            for line in own.lines:
                for kept in (lowest,) if own.note else (lowest, text):
                    if line.page not in kept or line.baseline < kept[line.page][0]:
                        kept[line.page] = (line.baseline, own)
        return cls(
            {page: height for page, (height, _) in lowest.items()},
            frozenset(line.page for own in found if own.note for line in own.lines),
            {page: own for page, (_, own) in text.items()},
        )

    def level(self, one: int, other: int) -> bool:
        """Whether two pages end at one height."""
        if one not in self.lowest or other not in self.lowest:
            return False
        within = _MEETS_PT if self.noted.isdisjoint((one, other)) else _NOTES_LEVEL_PT
        return abs(self.lowest[one] - self.lowest[other]) <= within

    def heads(self, last: int) -> int:
        """How many pages before the last end in a heading."""
        return sum(own.heading for page, own in self.ends.items() if 1 < page < last)


def _torn(found: Sequence[Paragraph]) -> int:
    """How many pages end within a word."""
    return sum(
        own.divided(line)
        for own in found
        if not own.note
        for line, following in _steps(own)
        if following.page != line.page
    )


def _steps(paragraph: Paragraph) -> Iterator[tuple[Line, Line]]:
    return pairwise(paragraph.lines)


# --- Notes ------------------------------------------------------------------------------


def _notes(drawn: Drawn) -> Iterator[tuple[int, int]]:
    """The page of the call and that of the note, by their order and the number that both show."""
    if drawn.tree is None:
        return
    said: defaultdict[Mark | None, str] = defaultdict(str)
    for glyph in drawn.glyphs:
        said[glyph.mark] += glyph.text
    calls: defaultdict[str, list[int]] = defaultdict(list)
    notes: defaultdict[str, list[int]] = defaultdict(list)
    for element in drawn.tree.elements():
        for kid in element.children():
            marks = list(kid.marks())
            label = "".join(said[mark] for mark in marks)
            number = "".join(letter for letter in label if letter.isalnum())
            if kid.role == "Lbl" and marks:
                kind = {"Reference": calls, "Note": notes, "FENote": notes}.get(element.role)
                if kind is not None:
                    kind[unicodedata.normalize("NFKC", number)].append(marks[0].page)
    for number, pages in calls.items():
        yield from zip(pages, notes[number], strict=False)
