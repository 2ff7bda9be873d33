"""Whether imposed sheets can be cut and folded: all alike, creep even, no mark on a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from publish.findings.finding import Code, Finding, Spot, error
from publish.pdf.file import PdfFile
from publish.pdf.geometry import common
from publish.pdf.sheets.reading import Imposition, Placed, Side, read_imposition
from publish.verify.pdf.pages import MM_PER_POINT

SIZE = Code("imposed-size", "ISO 32000-1:2008, 14.11.2")
CREEP = Code("imposed-creep")
MARKS = Code("imposed-marks")

_TOLERANCE_MM: Final = 0.1
_CREEP_MM: Final = 0.05
_ANEW: Final = "Impose the pages anew."


def check(file: PdfFile) -> Iterator[Finding]:
    """Sizes of the sides, creep from sheet to sheet, marks against pages."""
    sides = file.sides
    yield from _sizes(file, sides)
    yield from _marks(file, sides)
    known = read_imposition(file.pdf)
    if known and known.scheme.startswith("saddle") and len(sides) % 2 == 0:
        yield from _creep(file, known, sides)


def _sizes(file: PdfFile, sides: Sequence[Side]) -> Iterator[Finding]:
    for side in sides:
        if any(
            abs(one - other) * MM_PER_POINT > _TOLERANCE_MM
            for one, other in zip(side.paper, sides[0].paper, strict=True)
        ):
            yield error(
                SIZE,
                f"side {side.number} is not cut where side 1 is.",
                file.place,
                _ANEW,
                Spot(side.number, side.paper),
            )
            return


def _marks(file: PdfFile, sides: Sequence[Side]) -> Iterator[Finding]:
    """Marks are for what is cut away: none may lie on a page that stays."""
    for side in sides:
        for mark in side.marks:
            for each in side.placed:
                if mark.colour.white or common(mark.box, each.live) is None:
                    continue
                yield error(
                    MARKS,
                    f"a mark lies on page {each.page}.",
                    file.place,
                    _ANEW,
                    Spot(side.number, mark.box),
                )
                return


def _creep(file: PdfFile, known: Imposition, sides: Sequence[Side]) -> Iterator[Finding]:
    """From each sheet to the next further in, pages move by its thickness towards the spine."""
    first, *others = sides[::2]
    places = {_place(each, first): each for each in first.placed}
    for sheet, front in enumerate(others, start=1):
        expected = known.thickness_mm * sheet
        for each in front.placed:
            outermost = places.get(_place(each, front))
            if outermost is None:
                continue
            moved = (each.origin[0] - outermost.origin[0]) * MM_PER_POINT
            inwards = moved if _place(each, front)[0] else -moved
            if abs(inwards - expected) > _CREEP_MM:
                yield error(
                    CREEP,
                    f"pages of sheet {sheet + 1} are moved by {inwards:.2f} mm towards the spine "
                    f"against those of sheet 1, not by {expected:.2f} mm.",
                    file.place,
                    _ANEW,
                    Spot(front.number, each.box),
                )
                return


def _place(placed: Placed, side: Side) -> tuple[bool, bool]:
    """Which quarter of the sheet a page is in: whether left, and whether below."""
    across, up = (side.paper[0] + side.paper[2]) / 2, (side.paper[1] + side.paper[3]) / 2
    return placed.centre[0] < across, placed.centre[1] < up
