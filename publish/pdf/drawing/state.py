"""The graphics state as far as ink goes: colours, overprint, blending, thickness, clipping."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import sqrt
from typing import Any, Final, Literal

import pikepdf
from pikepdf import Matrix

from publish.findings.finding import Box
from publish.pdf.content import State
from publish.pdf.drawing.colour import GRAY, INITIAL, Colour, Space
from publish.pdf.drawing.drawn import OPAQUE, Blending

Side = Literal["fill", "stroke"]
SIDES: Final[tuple[Side, ...]] = ("fill", "stroke")

# The parameters of each side in an ExtGState (ISO 32000-1, 8.4.5).
_ALPHA: Final = {"fill": "/ca", "stroke": "/CA"}


@dataclass(frozen=True, slots=True)
class Ink:
    """What fills are drawn with, or strokes: a colour, or a ``pattern`` of things drawn."""

    space: Space = GRAY
    colour: Colour = INITIAL
    pattern: pikepdf.Object | None = None
    overprints: bool = False
    blending: Blending = OPAQUE


@dataclass(slots=True)
class PressState(State):
    """The graphics state with what decides how a thing is inked (ISO 32000-1, 8.4)."""

    fill: Ink = Ink()
    stroke: Ink = Ink()
    thickness: float = 1.0
    text_mode: int = 0
    overprint_mode: int = 0
    clip: Box | None = None

    def change(self, side: Side, **changes: Any) -> None:
        """Change the ink of fills or of strokes."""
        setattr(self, side, replace(getattr(self, side), **changes))

    def set(self, given: pikepdf.Object) -> None:
        """Take over the parameters of an ExtGState, but for fonts and what is in masks."""
        if "/LW" in given:
            self.thickness = float(given["/LW"])
        if "/OPM" in given:
            self.overprint_mode = int(given["/OPM"])
        strokes = given.get("/OP")
        fills = given.get("/op", strokes)
        for side, overprints in zip(SIDES, (fills, strokes), strict=True):
            before: Ink = getattr(self, side)
            self.change(
                side,
                overprints=before.overprints if overprints is None else bool(overprints),
                blending=_blending(before.blending, given, _ALPHA[side]),
            )


def _blending(before: Blending, given: pikepdf.Object, alpha: str) -> Blending:
    mode, mask = given.get("/BM", f"/{before.mode}"), given.get("/SMask")
    if isinstance(mode, pikepdf.Array):  # the first that a program knows (11.3.5)
        mode = mode[0]
    return Blending(
        str(mode).lstrip("/"),
        float(given.get(alpha, before.alpha)),
        before.masked if mask is None else mask != "/None",
    )


def scale(matrix: Matrix) -> float:
    """How much longer lengths become; where not all directions are treated alike, the mean."""
    return sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
