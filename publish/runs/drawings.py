"""Drawings of a sheet and of what is made of it: where pages lie, folds, cuts, spine, staples."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from publish.impose import Binding, Scheme, Sheet
from publish.impose.schemes import Finish

_CELL_W, _CELL_H = 44.0, 62.0
_EDGE = 6.0

Colours = Mapping[str, str]
"""What is shown, by the names of the colours of the design."""

_SPINES: dict[Finish, str] = {
    "saddle": "staples",
    "perfect": "glue",
    "cut": "none",
    "fold": "fold",
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture as SVG, and its size in pixels."""

    svg: str
    width: float
    height: float

    @property
    def uri(self) -> str:
        """The picture as a data URI."""
        return "data:image/svg+xml;base64," + base64.b64encode(self.svg.encode()).decode()


@dataclass(frozen=True, slots=True)
class _Pen:
    """Draws lines, boxes and numbers in the colours of the design."""

    colours: Colours

    def number(self, page: int, x: float, y: float, turned: bool) -> str:
        turn = f' transform="rotate(180 {x:g} {y:g})"' if turned else ""
        ink = self.colours["ink"]
        # The baseline is set by hand: renderers differ about dominant-baseline.
        return (
            f'<text x="{x:g}" y="{y + 6:g}" text-anchor="middle" fill="{ink}" font-size="18"'
            f' font-family="Source Serif 4, serif"{turn}>{page}</text>'
        )

    def blank(self, x: float, y: float) -> str:
        quiet = self.colours["quiet"]
        return (
            f'<circle cx="{x:g}" cy="{y:g}" r="4" fill="none" stroke="{quiet}" stroke-width="1"/>'
        )

    def rectangle(self, x: float, y: float, width: float, height: float) -> str:
        paper, ink = self.colours["paper"], self.colours["ink"]
        return (
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{paper}"'
            f' stroke="{ink}" stroke-width="1"/>'
        )

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        dashed: bool = False,
        colour: str = "quiet",
        width: float = 0.8,
    ) -> str:
        dash = ' stroke-dasharray="4 3"' if dashed else ""
        return (
            f'<line x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"'
            f' stroke="{self.colours[colour]}" stroke-width="{width:g}"{dash}/>'
        )


def sheet_drawing(sheet: Sheet, scheme: Scheme, colours: Colours) -> Drawing:
    """The front of a sheet: the number of each page where it lies, folds dashed, cuts whole.

    Pages that lie upside down have their numbers so; a blank one has a small ring.
    """
    pen = _Pen(colours)
    width, height = scheme.columns * _CELL_W, scheme.rows * _CELL_H
    marks = [pen.rectangle(_EDGE, _EDGE, width, height)]
    for cell in sheet.front:
        x = _EDGE + (cell.column + 0.5) * _CELL_W
        y = _EDGE + (cell.row + 0.5) * _CELL_H
        marks.append(
            pen.blank(x, y) if cell.page is None else pen.number(cell.page, x, y, cell.turned)
        )
    for column in range(1, scheme.columns):
        x = _EDGE + column * _CELL_W
        folded = _folded_between(sheet, column, scheme.finish)
        marks.append(pen.line(x, _EDGE, x, _EDGE + height, dashed=folded))
    for row in range(1, scheme.rows):
        y = _EDGE + row * _CELL_H
        folded = scheme.finish in ("perfect", "fold")
        marks.append(pen.line(_EDGE, y, _EDGE + width, y, dashed=folded))
    return _drawing(marks, width + 2 * _EDGE, height + 2 * _EDGE)


def copy_drawing(scheme: Scheme, binding: Binding, colours: Colours) -> Drawing:
    """The finished copy, closed, its first page up; the spine is where ``binding`` says."""
    pen = _Pen(colours)
    left, top = 2 * _EDGE, _EDGE
    right, bottom = left + _CELL_W, top + _CELL_H
    spine, fore = (left, right) if binding == "left" else (right, left)
    inwards = 1 if binding == "left" else -1
    marks = []
    if _SPINES[scheme.finish] != "none":
        # The leaves below look out a little at the fore edge.
        marks += [
            pen.line(fore + inwards * step, top + step, fore + inwards * step, bottom + step / 2)
            for step in (3, 1.5)
        ]
    marks += [
        pen.rectangle(left, top, _CELL_W, _CELL_H),
        pen.number(1, (left + right) / 2, (top + bottom) / 2, turned=False),
    ]
    marks += _spine(pen, scheme.finish, spine, inwards, top, bottom)
    return _drawing(marks, _CELL_W + 4 * _EDGE, _CELL_H + 3 * _EDGE)


def _spine(
    pen: _Pen, finish: Finish, x: float, inwards: int, top: float, bottom: float
) -> Iterator[str]:
    kind = _SPINES[finish]
    if kind == "none":
        return
    yield pen.line(x, top, x, bottom, width=2.2)
    if kind == "glue":
        yield pen.line(x + 3 * inwards, top, x + 3 * inwards, bottom, colour="accent", width=3)
    if kind == "staples":
        for share in (0.27, 0.73):
            y = top + share * (bottom - top)
            yield pen.line(x, y - 5, x, y + 5, colour="accent", width=4)


def _folded_between(sheet: Sheet, column: int, finish: Finish) -> bool:
    """Whether the paper is folded, not cut, between a column and the one before it."""
    if finish == "fold":
        return True
    spines = {cell.column: cell.spine for cell in sheet.front if cell.row == 0}
    return (spines[column - 1], spines[column]) == ("right", "left") or finish == "perfect"


def _drawing(marks: list[str], width: float, height: float) -> Drawing:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}"'
        f' viewBox="0 0 {width:g} {height:g}">'
    )
    return Drawing(f"{head}{''.join(marks)}</svg>", width, height)
