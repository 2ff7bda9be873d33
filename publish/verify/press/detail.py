"""Whether a press can hold what is drawn: pictures sharp enough, lines thick enough."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from publish.findings.finding import Code, Finding
from publish.pdf.drawing.drawn import Drawn
from publish.pdf.file import PdfFile
from publish.verify.press.places import Rule, judge, printed

RESOLUTION = Code("press-resolution", "GWG 2022 sheetfed CMYK, image resolution")
EXCESS = Code("press-resolution-excess", "GWG 2022 sheetfed CMYK, image resolution")
HAIRLINE = Code("press-hairline", "GWG 2022 sheetfed CMYK, effective line width")

THINNEST_PT: Final = 0.25
_ROUNDING_PT: Final = 0.005

# Pixels to an inch, of pictures with tones and of those with one bit: too few, few, too many.
_TONES: Final = (150, 225, 600)
_BITS: Final = (550, 800, 2400)
_ROUNDING: Final = 1.0


def check(file: PdfFile) -> Iterator[Finding]:
    """Resolution of pictures and thickness of lines, as they come out on the page."""
    yield from judge(file, _RULES, printed(file))


def _limits(thing: Drawn) -> tuple[int, int, int] | None:
    """What pictures are held against; None for one that is a plain patch, at any size."""
    samples = thing.samples
    if samples is None or min(samples.width, samples.height) <= 1:
        return None
    return _BITS if samples.bits == 1 else _TONES


def _between(lowest: int | None, highest: int | None, thing: Drawn) -> bool:
    limits, samples = _limits(thing), thing.samples
    if limits is None or samples is None:
        return False
    per_inch = samples.per_inch
    enough = lowest is None or per_inch >= limits[lowest] - _ROUNDING
    return enough and (highest is None or per_inch < limits[highest] - _ROUNDING)


def _per_inch(thing: Drawn) -> str:
    return f"the first has {thing.samples.per_inch:.0f} to an inch" if thing.samples else ""


def _thin(thing: Drawn) -> bool:
    if thing.kind == "stroke":
        return thing.size_pt < THINNEST_PT - _ROUNDING_PT
    left, bottom, right, top = thing.box
    thickness = min(right - left, top - bottom)
    return (
        thing.kind == "fill" and not thing.colour.white and thickness < (THINNEST_PT - _ROUNDING_PT)
    )


def _thickness(thing: Drawn) -> str:
    left, bottom, right, top = thing.box
    thickness = thing.size_pt if thing.kind == "stroke" else min(right - left, top - bottom)
    return f"the first is {thickness:.2f} pt"


_RULES: Final = (
    Rule(
        RESOLUTION,
        "error",
        lambda thing: _between(None, 0, thing),
        "{is} so coarse at this size that single pixels will be seen",
        f"Place it smaller, or take one with at least {_TONES[1]} pixels to an inch, or "
        f"{_BITS[1]} if it is of pure black and white.",
        _per_inch,
    ),
    Rule(
        RESOLUTION,
        "warning",
        lambda thing: _between(0, 1, thing),
        "{is} rather coarse at this size",
        "Take a larger original, or look at a proof.",
        _per_inch,
    ),
    Rule(
        EXCESS,
        "note",
        lambda thing: _between(2, None, thing),
        "{is} finer than any press can show",
        "Make it smaller in pixels: the file shrinks, and nothing is lost.",
        _per_inch,
    ),
    Rule(
        HAIRLINE,
        "error",
        _thin,
        "{is} thinner than a press can hold",
        f"Draw lines no thinner than {THINNEST_PT:g} pt.",
        _thickness,
    ),
)
