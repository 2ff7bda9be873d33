"""Lines as a typewriter sets them, for tests: letters are 5 pt wide, spaces 2.5 by nature."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count

from bench.lines.glyphs import Drawn, Glyph, Page
from bench.lines.line import Line, lines_of

from publish.pdf.items import Mark
from publish.pdf.tree import Element

WIDTH, SPACE, SIZE, LEADING = 5.0, 2.5, 10.0, 14.0
LEFT, MEASURE = 40.0, 200.0
PAPER = (0.0, 0.0, 300.0, 400.0)


def typed(
    text: str,
    space: float = SPACE,
    *,
    left: float = LEFT,
    baseline: float = 300.0,
    page: int = 1,
    size: float = SIZE,
    mark: Mark | None = None,
) -> list[Glyph]:
    """The letters of a line and the spaces between its words, which are so wide in it."""
    glyphs: list[Glyph] = []
    for letter in text:
        width = SPACE if letter == " " else WIDTH
        glyphs.append(Glyph(page, left, left + width, baseline, size, letter, "Type", SPACE, mark))
        left += space if letter == " " else WIDTH
    return glyphs


def filled(text: str, *, left: float = LEFT, baseline: float = 300.0, page: int = 1) -> list[Glyph]:
    """A line whose spaces fill the measure, but for a hyphen, which hangs in the margin."""
    letters = len(text.rstrip("-").replace(" ", ""))
    space = (LEFT + MEASURE - left - letters * WIDTH) / text.count(" ")
    return typed(text, space, left=left, baseline=baseline, page=page)


def block(*texts: str, baseline: float = 300.0, page: int = 1) -> list[list[Glyph]]:
    """The lines of a justified paragraph."""
    places = [baseline - LEADING * number for number in range(len(texts))]
    *first, (last, lowest) = zip(texts, places, strict=True)
    whole = [filled(text, baseline=place, page=page) for text, place in first]
    return [*whole, typed(last, baseline=lowest, page=page)]


def line(glyphs: Iterable[Glyph]) -> Line:
    """The line that letters make."""
    (made,) = lines_of(glyphs, spaced=True)
    return made


def drawn(
    *elements: tuple[str, list[list[Glyph]]], pages: int = 1, furniture: Iterable[Glyph] = ()
) -> Drawn:
    """A tagged file: each element has a role, with the roles of all that it is in, and lines."""
    numbers = count()
    glyphs: list[Glyph] = []
    kids: list[Element] = []
    for roles, lines in elements:
        marks = []
        for own in lines:
            mark = Mark(own[0].page, next(numbers))
            marks.append(mark)
            glyphs += [glyph._replace(mark=mark) for glyph in own]
        kids.append(_nested(roles.split("/"), tuple(marks)))
    tree = Element("", None, None, None, (Element("Document", None, None, None, tuple(kids)),))
    sheets = tuple(Page(number, PAPER, ()) for number in range(1, pages + 1))
    return Drawn(sheets, tuple(glyphs), tuple(furniture), tree, rightward=True)


def _nested(roles: Sequence[str], marks: tuple[Mark, ...]) -> Element:
    kids = marks if len(roles) == 1 else (_nested(roles[1:], marks),)
    return Element(roles[0], None, None, None, kids)
