"""Short lines of Latin text as outlines: marks need no font in the file that way."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont


@lru_cache(maxsize=4)
def _font(path: Path) -> TTFont:
    return TTFont(path, lazy=True)


def outlined(text: str, font: Path, size_pt: float, x_pt: float, y_pt: float) -> bytes:
    """Operators that fill the letters of ``text``, its baseline beginning at ``x_pt``, ``y_pt``.

    Letters that the font lacks are left out.
    """
    face = _font(font)
    cmap, glyphs = face.getBestCmap(), face.getGlyphSet()
    scale = size_pt / face["head"].unitsPerEm
    pen = _OperatorPen(glyphs)
    out: list[str] = []
    along = x_pt
    for char in text:
        name = cmap.get(ord(char))
        if name is None:
            continue
        pen.operators.clear()
        glyphs[name].draw(pen)
        if pen.operators:
            out.append(f"q {scale:.6f} 0 0 {scale:.6f} {along:.4f} {y_pt:.4f} cm")
            out += [*pen.operators, "f Q"]
        along += glyphs[name].width * scale
    return "\n".join(out).encode()


class _OperatorPen(BasePen):  # type: ignore[misc]
    """Writes the path of a glyph as operators of PDF (ISO 32000-1, 8.5.2)."""

    def __init__(self, glyphs: object) -> None:
        super().__init__(glyphs)
        self.operators: list[str] = []

    def _moveTo(self, pt: tuple[float, float]) -> None:
        self.operators.append(f"{_point(pt)} m")

    def _lineTo(self, pt: tuple[float, float]) -> None:
        self.operators.append(f"{_point(pt)} l")

    def _curveToOne(
        self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]
    ) -> None:
        self.operators.append(f"{_point(pt1)} {_point(pt2)} {_point(pt3)} c")

    def _closePath(self) -> None:
        self.operators.append("h")


def _point(point: tuple[float, float]) -> str:
    return f"{point[0]:.2f} {point[1]:.2f}"
