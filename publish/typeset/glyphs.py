"""What a line of text is made of on its way to the page: glyphs, clusters, codes.

Lengths are in thousandths of the font size, to the right and upwards.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

MARK_STEP = 20
"""How far left of its base a mark stands that cannot be where its glyph is."""


class Glyph(NamedTuple):
    """A glyph, or a gap where ``number`` is None.

    It is drawn ``shift`` right of the pen and ``rise`` above the baseline; then the pen moves
    on by ``advance``. ``width`` is what the font says its advance is.
    """

    number: int | None
    shift: float
    rise: float
    width: int
    advance: float


class Cluster(NamedTuple):
    """Characters in logical order and their glyphs from left to right.

    A ``whole`` cluster is given one code, whatever it holds.
    """

    text: str
    glyphs: tuple[Glyph, ...]
    whole: bool = False

    @property
    def advance(self) -> float:
        """How far the pen moves."""
        return sum(glyph.advance for glyph in self.glyphs)


class Part(NamedTuple):
    """A glyph of the font as a part of a shape, and where in it."""

    glyph: int
    x: int
    y: int


NON_JOINER: Final = "\u200c"
SPACE_APART: Final = f"{NON_JOINER} "
"""A space that pdf.js does not take for one: it would forget it where the pen goes back next, and
take it for wider where a mark comes next."""

Shape = tuple[Part, ...]
"""What a code draws: nothing, a glyph, or several."""


@cache
def own_shape(glyph: int) -> Shape:
    """The shape that is the font's glyph with this number."""
    return (Part(glyph, 0, 0),)


class Code(NamedTuple):
    """What is shown at ``origin``, ``rise`` above the baseline: a shape and its text."""

    text: str
    shape: Shape
    width: int
    origin: float
    rise: float


@dataclass(slots=True)
class Slot:
    """A code in the making; one without a ``width`` reaches to the next.

    A ``mark`` takes no room of its own.
    """

    text: str
    origin: float
    width: int | None = None
    shape: Shape = ()
    rise: float = 0
    mark: bool = False

    def move(self, origin: float) -> None:
        """Let it stand at ``origin`` and on the baseline, and draw where it did."""
        across, up = round(self.origin - origin), round(self.rise)
        self.shape = tuple(Part(part.glyph, part.x + across, part.y + up) for part in self.shape)
        self.origin, self.rise = origin, 0


@cache
def is_mark(text: str) -> bool:
    """Whether ``text`` is of marks alone, that are set over or under other characters."""
    return bool(text) and all(unicodedata.category(char) in ("Mn", "Me") for char in text)


@cache
def holds_mark(text: str) -> bool:
    """Whether a mark that takes no room is in ``text``."""
    return any(unicodedata.category(char) == "Mn" for char in text)
