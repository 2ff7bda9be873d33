"""Printer's marks: geometry first, then the operators of a page that draw it.

All lengths are millimetres from the lower left corner of the medium. Marks lie outside the
bleed (ISO 15930-7, bounding boxes) and are drawn in registration colour, on every plate.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from publish.press.geometry import MM_PT, Boxes

REGISTRATION = "PublishRegistration"
"""The resource name of the colour space ``Separation /All`` in which marks are drawn."""

LINE_PT = 0.25
"""How thick marks are: the thinnest line that every plate can hold."""

_OFFSET_MM = 4.0  # one more than the bleed, for a knife that is a little off
_LENGTH_MM = 5.0
_TARGET_MM = 6.5
_RADIUS_MM = 1.5
_CROSS_MM = 2.4
_STRIP_MM = 11.0
_PATCH_MM = 4.0
_ROUND = 0.5523  # control points of a quarter of a circle

_SOLIDS = ((1.0, 0, 0, 0), (0, 1.0, 0, 0), (0, 0, 1.0, 0), (0, 0, 0, 1.0))
_OVERPRINTS = ((1.0, 1.0, 0, 0), (0, 1.0, 1.0, 0), (1.0, 0, 1.0, 0))


@dataclass(frozen=True, slots=True)
class Line:
    """A straight mark from one point to another."""

    x1_mm: float
    y1_mm: float
    x2_mm: float
    y2_mm: float


@dataclass(frozen=True, slots=True)
class Target:
    """A registration target: a circle and a cross, to lay the plates one upon another."""

    x_mm: float
    y_mm: float


@dataclass(frozen=True, slots=True)
class Patch:
    """A square of the control strip, in parts of one of cyan, magenta, yellow and black."""

    x_mm: float
    y_mm: float
    cmyk: tuple[float, float, float, float]


def crop_marks(boxes: Boxes) -> tuple[Line, ...]:
    """Two lines at each corner, that point at the edges of the finished page."""
    left, bottom = boxes.margin_mm, boxes.margin_mm
    right, top = left + boxes.width_mm, bottom + boxes.height_mm
    near, far = _OFFSET_MM, _OFFSET_MM + _LENGTH_MM
    across = (
        Line(x - sign * near, y, x - sign * far, y)
        for x, sign in ((left, 1), (right, -1))
        for y in (bottom, top)
    )
    along = (
        Line(x, y - sign * near, x, y - sign * far)
        for y, sign in ((bottom, 1), (top, -1))
        for x in (left, right)
    )
    return (*across, *along)


def targets(boxes: Boxes) -> tuple[Target, ...]:
    """One target in the middle of each side."""
    left, bottom = boxes.margin_mm, boxes.margin_mm
    right, top = left + boxes.width_mm, bottom + boxes.height_mm
    middle, centre = (left + right) / 2, (bottom + top) / 2
    return (
        Target(left - _TARGET_MM, centre),
        Target(right + _TARGET_MM, centre),
        Target(middle, bottom - _TARGET_MM),
        Target(middle, top + _TARGET_MM),
    )


def control_strip(boxes: Boxes) -> tuple[Patch, ...]:
    """Solids, tints of a half, and two inks one on another, below the page."""
    halves = tuple(tuple(ink / 2 for ink in solid) for solid in _SOLIDS)
    inks = (*_SOLIDS, *halves, *_OVERPRINTS)
    first = boxes.margin_mm + (boxes.width_mm - len(inks) * _PATCH_MM) / 2
    low = boxes.margin_mm - _STRIP_MM - _PATCH_MM
    return tuple(
        Patch(first + index * _PATCH_MM, low, (ink[0], ink[1], ink[2], ink[3]))
        for index, ink in enumerate(inks)
    )


def drawn(
    lines: Iterable[Line], circles: Iterable[Target] = (), patches: Iterable[Patch] = ()
) -> bytes:
    """The operators that draw marks, for a page whose resources have ``REGISTRATION``."""
    out = [f"q /{REGISTRATION} CS 1 SCN {LINE_PT} w 0 J []0 d"]
    out += map(_line, lines)
    out += map(_target, circles)
    out += map(_patch, patches)
    return ("\n".join([*out, "Q"]) + "\n").encode()


def page_marks(boxes: Boxes) -> bytes:
    """All marks of a single press page."""
    return drawn(crop_marks(boxes), targets(boxes), control_strip(boxes))


def _line(line: Line) -> str:
    start, end = _points(line.x1_mm, line.y1_mm), _points(line.x2_mm, line.y2_mm)
    return f"{start} m {end} l S"


def _target(target: Target) -> str:
    x, y, r, bend = target.x_mm, target.y_mm, _RADIUS_MM, _RADIUS_MM * _ROUND
    arcs = (
        ((x + r, y + bend), (x + bend, y + r), (x, y + r)),
        ((x - bend, y + r), (x - r, y + bend), (x - r, y)),
        ((x - r, y - bend), (x - bend, y - r), (x, y - r)),
        ((x + bend, y - r), (x + r, y - bend), (x + r, y)),
    )
    curves = " ".join(f"{' '.join(_points(*point) for point in arc)} c" for arc in arcs)
    cross = (
        Line(x - _CROSS_MM, y, x + _CROSS_MM, y),
        Line(x, y - _CROSS_MM, x, y + _CROSS_MM),
    )
    return f"{_points(x + r, y)} m {curves} s " + " ".join(map(_line, cross))


def _patch(patch: Patch) -> str:
    inks = " ".join(f"{ink:g}" for ink in patch.cmyk)
    side = f"{_PATCH_MM * MM_PT:.4f}"
    return f"{inks} k {_points(patch.x_mm, patch.y_mm)} {side} {side} re f"


def _points(x_mm: float, y_mm: float) -> str:
    return f"{x_mm * MM_PT:.4f} {y_mm * MM_PT:.4f}"
