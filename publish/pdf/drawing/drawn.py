"""What a press would put on paper, as values: one thing drawn, its colour, its size, its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from publish.findings.finding import Box, Spot
from publish.pdf.codes import Font
from publish.pdf.drawing.colour import Colour

Kind = Literal["text", "fill", "stroke", "picture", "stencil", "shading", "mask"]
"""A ``stencil`` is a picture of one bit that a colour is painted through (ISO 32000-1, 8.9.6.2);
a ``mask`` is what a soft mask is made of: it is never printed itself (11.6.5)."""


@dataclass(frozen=True, slots=True)
class Blending:
    """How a thing is mixed with what lies under it (ISO 32000-1, 11)."""

    mode: str = "Normal"
    alpha: float = 1.0
    masked: bool = False

    @property
    def live(self) -> bool:
        """Whether it is mixed at all."""
        return self.masked or self.alpha < 1 or self.mode not in ("Normal", "Compatible")


OPAQUE = Blending()


class Samples(NamedTuple):
    """A picture's own size, and how many of its pixels come to an inch as it is placed."""

    width: int
    height: int
    bits: int
    per_inch: float


class Drawn(NamedTuple):
    """One thing drawn.

    ``box`` ends where it is clipped. ``overprints`` says that it leaves the inks under it
    that it does not ask for itself. ``size_pt`` is the size of text, or the thickness of a
    stroke, as it comes out on the page; ``blank`` is text of nothing but spaces.
    """

    kind: Kind
    page: int
    box: Box
    overprints: bool
    overprint_mode: int
    colour: Colour
    size_pt: float = 0.0
    blending: Blending = OPAQUE
    samples: Samples | None = None
    font: Font | None = None
    text: str = ""
    blank: bool = False

    @property
    def spot(self) -> Spot:
        """Where it is, for a finding."""
        return Spot(self.page, self.box)


class Group(NamedTuple):
    """A transparency group, and the colour space that it is blended in (ISO 32000-1, 11.4)."""

    page: int
    box: Box | None
    space: str | None
    family: str | None
