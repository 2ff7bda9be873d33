"""Reads imposed sheets back from the file itself: which page is where, and what else is drawn."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import atan2, degrees
from typing import Any, ClassVar, Final, Literal, NamedTuple

import pikepdf

from publish.findings.finding import Box
from publish.impose.sheet import Binding
from publish.pdf.attributes import box_of, inherited
from publish.pdf.content import matrix_of
from publish.pdf.drawing.drawn import Drawn
from publish.pdf.drawing.graphics import PressReader
from publish.pdf.geometry import common, transformed, widened
from publish.pdf.roles import imposition
from publish.pdf.sheets.folds import Face, Grid, Leaf
from publish.pdf.streams import Effort
from publish.press.geometry import MM_PT

_PAGE: Final = re.compile(r"/Page(\d+)")
_SAME_PLACE_PT: Final = 40.0
"""Creep and gutters move pages; no page is as small as that."""

_BLEED_PT: Final = 3.1 * MM_PT
"""As much of a page may lie beyond where it is cut."""

Flip = Literal["long-edge", "short-edge"]


class Placed(NamedTuple):
    """A page on a side of a sheet: its number, where it is, and how far it is turned.

    ``box`` is what the sheet shows of it, ``turn`` in degrees against the clock, and
    ``origin`` the place of the page's own origin on the sheet.
    """

    page: int
    box: Box
    turn: int
    origin: tuple[float, float]

    @property
    def live(self) -> Box:
        """What stays of it when the sheet has been cut, with a margin for the knife."""
        return widened(self.box, -_BLEED_PT)

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of what is shown."""
        return (self.box[0] + self.box[2]) / 2, (self.box[1] + self.box[3]) / 2


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a sheet, a page of the imposed file, counted from 1."""

    number: int
    paper: Box
    placed: tuple[Placed, ...]
    marks: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Imposition:
    """What an imposed file says of itself (see its PieceInfo).

    ``cells`` is how many pages a side has room for, 0 where that is not said. ``part`` says that
    these are the sheets of a cover, or of the inside without it; ``pages`` are those of both.
    """

    scheme: str
    binding: Binding | None
    pages: int
    thickness_mm: float
    flip: Flip | None
    cells: int = 0
    part: str | None = None


def read_imposition(pdf: pikepdf.Pdf) -> Imposition | None:
    """What imposition left in the catalog; None where that is not enough to go by."""
    said = imposition(pdf)
    if said is None or "/Scheme" not in said or "/Pages" not in said:
        return None
    bindings: dict[str, Binding] = {"left": "left", "right": "right"}
    flips: dict[str, Flip] = {"long-edge": "long-edge", "short-edge": "short-edge"}
    return Imposition(
        _word(said["/Scheme"]),
        bindings.get(_word(said.get("/Binding", ""))),
        int(said["/Pages"]),
        float(said.get("/ThicknessMm", 0)),
        flips.get(_word(said.get("/Duplex", ""))) or _viewers_flip(pdf),
        int(said.get("/Columns", 0)) * int(said.get("/Rows", 0)),
        _word(said["/Part"]) if "/Part" in said else None,
    )


def _word(value: Any) -> str:
    return str(value).lstrip("/")


def _viewers_flip(pdf: pikepdf.Pdf) -> Flip | None:
    """How viewers are told to turn the sheet over (ISO 32000-1, 12.2)."""
    said = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/Duplex")
    flips: dict[str, Flip] = {
        "/DuplexFlipLongEdge": "long-edge",
        "/DuplexFlipShortEdge": "short-edge",
    }
    return flips.get(str(said))


def read_sides(pdf: pikepdf.Pdf) -> tuple[Side, ...]:
    """The sides of all sheets, in the order of the file.

    Raises ValueError, TypeError, KeyError, IndexError or PdfError where a side is damaged.
    """
    sides = []
    effort = Effort()
    for number, page in enumerate(pdf.pages, start=1):
        reader = _SideReader(number, effort)
        media = box_of(page, "/MediaBox") or (0.0, 0.0, 0.0, 0.0)
        reader.state.clip = media
        reader.read(page.obj, inherited(page, "/Resources", pikepdf.Dictionary()), None)
        paper = box_of(page, "/TrimBox") or media
        sides.append(Side(number, paper, tuple(reader.placed), tuple(reader.drawn)))
    return tuple(sides)


class _SideReader(PressReader):
    """Reads what is drawn on a side, and stops at the pages that are placed on it."""

    operators: ClassVar = PressReader.operators

    def __init__(self, number: int, effort: Effort) -> None:
        PressReader.__init__(self, number, [], {}, effort=effort)
        self.placed: list[Placed] = []

    def invoke(self, operands: Sequence[Any]) -> None:
        """``Do``: a page that is placed, or something else."""
        match = _PAGE.fullmatch(str(operands[0]))
        target = self.resource("/XObject", operands[0])
        if match is None or target is None or target.get("/Subtype") != "/Form":
            PressReader.invoke(self, operands)
            return
        matrix = self.state.matrix
        if "/Matrix" in target:
            matrix = matrix_of(list(target["/Matrix"])) @ matrix
        left, bottom, right, top = (float(edge) for edge in target["/BBox"])
        whole = transformed((left, bottom, right, top), matrix)
        box = common(whole, self.state.clip or whole) or whole
        turn = round(degrees(atan2(matrix.b, matrix.a)) / 90) * 90 % 360
        self.placed.append(Placed(int(match[1]), box, turn, (matrix.e, matrix.f)))


# --- Sheets -----------------------------------------------------------------------------


def grids(sides: Sequence[Side], flip: Flip) -> list[Grid]:
    """Each sheet as a grid of leaves: its front, and its back as it lies behind it.

    ``flip`` is the edge that the sheet is turned over along between its sides.
    """
    lines = _lines(sides, 0), _lines(sides, 1)
    columns, rows = len(lines[0]), len(lines[1])
    turned = bool(sides) and flip_turns(sides[0].paper, flip)
    found: list[Grid] = []
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        ups, downs = _faces(front, lines), _faces(back, lines)
        grid: dict[tuple[int, int], tuple[Leaf, ...]] = {}
        for column, row in product(range(columns), range(rows)):
            behind = (column, rows - 1 - row) if turned else (columns - 1 - column, row)
            page, turn = downs.get(behind, Face(None))
            down = Face(page, (turn + 180) % 360 if turned else turn)
            grid[column, row] = (Leaf(ups.get((column, row), Face(None)), down),)
        found.append(grid)
    return found


def flip_turns(paper: Box, flip: Flip) -> bool:
    """Whether a sheet so turned over has its back the other way up: head over foot."""
    wide = paper[2] - paper[0] > paper[3] - paper[1]
    return wide == (flip == "long-edge")


def _faces(side: Side, lines: Sequence[Sequence[float]]) -> dict[tuple[int, int], Face]:
    return {
        (_nearest(each.centre[0], lines[0]), _nearest(each.centre[1], lines[1])): Face(
            each.page, each.turn
        )
        for each in side.placed
    }


def _lines(sides: Sequence[Side], way: Literal[0, 1]) -> list[float]:
    """Where columns or rows are: the middles of the pages, and of what lies behind them."""
    middle = (sides[0].paper[way] + sides[0].paper[way + 2]) / 2
    places = {each.centre[way] for side in sides for each in side.placed}
    lines: list[float] = []
    for place in sorted(places | {2 * middle - place for place in places}):
        if not lines or place - lines[-1] > _SAME_PLACE_PT:
            lines.append(place)
    return lines


def _nearest(place: float, lines: Sequence[float]) -> int:
    return min(range(len(lines)), key=lambda index: abs(lines[index] - place))
