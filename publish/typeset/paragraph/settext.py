"""A line's text as it is set: glyphs, each where it stands, ready to be drawn.

It takes the place of the layout that WeasyPrint keeps with a text box to shape it again each
time that it is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from publish.typeset.paragraph.faces import Face
from publish.typeset.paragraph.shaping import Item


class Given(NamedTuple):
    """What a cluster is given by its line, in CSS pixels: it is moved, and made wider."""

    shift: float
    width: float


class Placed(NamedTuple):
    """An item in its line: where it begins, how much wider it is than its font has it.

    ``left`` is in CSS pixels from the left of its text box, ``scale`` a factor. ``given`` is what
    clusters are given, by the byte that they begin with.
    """

    item: Item
    level: int
    left: float
    scale: float = 1.0
    given: Mapping[int, Given] = {}


@dataclass(slots=True, eq=False)
class SetText:
    """The text of a text box as it is drawn, and what it says.

    ``said`` has as many bytes as ``text``, and in it ``elongation.STROKE`` for added strokes. The
    other attributes are those that WeasyPrint draws decorations by.
    """

    text: str
    said: str
    placed: tuple[Placed, ...]
    ascent: float | None = None
    underline_position: float | None = None
    strikethrough_position: float | None = None
    underline_thickness: float | None = None
    strikethrough_thickness: float | None = None
    first_line_direction: int = 0
    max_width: float | None = None
    justification_spacing: float = 0.0
    layout: Any = field(default=None)

    @classmethod
    def of(cls, face: Face, text: str, said: str, placed: tuple[Placed, ...]) -> SetText:
        """A text in a face."""
        found = cls(text, said, placed)
        for name, value in face.decoration:
            setattr(found, name, value)
        return found

    def reactivate(self, style: Any) -> None:
        """It is ready to be drawn at any time."""

    def deactivate(self) -> None:
        """It holds nothing that had to be given back."""
