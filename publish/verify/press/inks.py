"""What comes out on each plate of a press: how much ink in all, and no ink where none is asked for.

The plates are made by Ghostscript, so that what it does with overprint and blending counts too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageMath

from publish.findings.finding import Box, Code, Finding, Spot, error, warning
from publish.pdf.attributes import box_of, inherited
from publish.pdf.drawing.colour import ALL
from publish.pdf.drawing.drawn import Drawn
from publish.pdf.file import PdfFile
from publish.tools import ghostscript
from publish.tools.ghostscript import Separations
from publish.verify.press.conditions import ink_limit_percent
from publish.verify.press.intent import condition_of, press_intents
from publish.verify.press.places import frames, numbered

INK = Code("press-ink", "GWG 2022 sheetfed CMYK, total ink coverage")
PLATES = Code("press-plates", "ISO 32000-1:2008, 11.7.4")
UNSEPARATED = Code("press-unseparated")

_DPI: Final = 72
_PIXEL_MM2: Final = (25.4 / _DPI) ** 2
_LEAST_MM2: Final = 15.0
"""Less than that dries all the same (GWG 2022)."""
_ROUNDING_PERCENT: Final = 1
_FAINT: Final = 6
_AROUND: Final = 2
"""Pixels round a thing in which its edge may still show."""


def check(file: PdfFile) -> Iterator[Finding]:
    """Total ink against what the printing condition bears; plates against what is drawn."""
    if not ghostscript.available():
        yield warning(
            UNSEPARATED,
            "the plates have not been looked at, because Ghostscript is not installed: total ink "
            "and what overprint and transparency make of colours are unknown.",
            file.place,
            f"Install it: {ghostscript.INSTALL}",
        )
        return
    intents = press_intents(file.pdf)
    limit = ink_limit_percent(condition_of(intents[0]) if intents else None)
    heavy: list[_Excess] = []
    stray: dict[int, tuple[str, Box | None]] = {}
    drawn = _by_page(file)
    sheets = _sheets(file)
    plates = ghostscript.separations(file.path, len(sheets), _DPI)
    for sheet, separations in zip(sheets, plates, strict=True):
        excess = sheet.excess(separations, limit)
        if excess:
            heavy.append(excess)
        found = sheet.stray(separations, drawn.get(sheet.number, []))
        if found:
            stray[sheet.number] = found
    yield from _told(file, limit, heavy, stray)


@dataclass(frozen=True, slots=True)
class _Excess:
    """Where there is more ink than the paper bears: how much at most, and on how much of it."""

    spot: Spot
    most_percent: int
    area_mm2: float


def _told(
    file: PdfFile,
    limit: int,
    heavy: list[_Excess],
    stray: Mapping[int, tuple[str, Box | None]],
) -> Iterator[Finding]:
    if heavy:
        worst = max(heavy, key=lambda excess: excess.most_percent)
        yield error(
            INK,
            f"there is up to {worst.most_percent} % of ink on {worst.area_mm2:.0f} mm² of "
            f"{numbered([excess.spot.page for excess in heavy])}, and {limit} % is the most that "
            "this paper bears.",
            file.place,
            "Convert colours for the printing condition, or choose lighter ones.",
            worst.spot,
        )
    if stray:
        page, (ink, box) = next(iter(stray.items()))
        pages = numbered(list(stray))
        yield error(
            PLATES,
            f"on the plates of {pages} there is {ink} where nothing is drawn in it.",
            file.place,
            "Set the space of transparency to CMYK; look at how colours were converted.",
            Spot(page, box),
        )


def _by_page(file: PdfFile) -> Mapping[int, list[Drawn]]:
    pages: dict[int, list[Drawn]] = {}
    for thing in file.drawing.drawn:
        pages.setdefault(thing.page, []).append(thing)
    return pages


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page, and where on its plates things are.

    A ``turned`` page's plates are turned as well: they are looked at whole.
    """

    number: int
    media: Box
    live: tuple[Box, ...]
    turned: bool

    def excess(self, separations: Separations, limit: int) -> _Excess | None:
        """More ink than ``limit`` percent on the printed part of the page."""
        plates = [self.cut(plate) for plate in separations.plates.values()]
        if not plates:
            return None
        total = reduce(_sum, plates)
        most = total.getextrema()[1] * 100 / 255  # type: ignore[operator]
        if most <= limit + _ROUNDING_PERCENT:
            return None
        over = (limit + _ROUNDING_PERCENT) * 255 // 100
        mask = ImageMath.lambda_eval(lambda of: (of["ink"] > over) * 255, ink=total).convert("L")
        area = mask.histogram()[255] * _PIXEL_MM2
        if area < _LEAST_MM2:
            return None
        return _Excess(Spot(self.number, self.placed(mask)), int(most), area)

    def stray(self, separations: Separations, drawn: list[Drawn]) -> tuple[str, Box | None] | None:
        """An ink besides black that appears where nothing asks for it, and where that is."""
        if self.turned:
            return None
        for ink, plate in separations.plates.items():
            if ink == "Black":
                continue
            left = plate.point([255 if level > _FAINT else 0 for level in range(256)])
            pen = ImageDraw.Draw(left)
            for thing in drawn:
                if _may_use(thing, ink):
                    pen.rectangle(self.pixels(thing.box), fill=0)
            left = self.cut(left)
            if left.getbbox():
                return ink.lower(), self.placed(left)
        return None

    def cut(self, plate: Image.Image) -> Image.Image:
        """The part of a plate that is printed: marks for the trimmer do not count."""
        if self.turned:
            return plate
        white = Image.new("L", plate.size)
        mask = Image.new("L", plate.size)
        for box in self.live:
            ImageDraw.Draw(mask).rectangle(self.pixels(box, 0), fill=255)
        return ImageChops.composite(plate, white, mask)

    def pixels(self, box: Box, margin: int = _AROUND) -> tuple[float, float, float, float]:
        """Where a box of the page is on a plate."""
        scale = _DPI / 72
        return (
            (box[0] - self.media[0]) * scale - margin,
            (self.media[3] - box[3]) * scale - margin,
            (box[2] - self.media[0]) * scale + margin,
            (self.media[3] - box[1]) * scale + margin,
        )

    def placed(self, mask: Image.Image) -> Box | None:
        """Where on the page the part of a plate is that is not zero."""
        found = mask.getbbox()
        if found is None or self.turned:
            return None
        scale = 72 / _DPI
        left, top, right, bottom = (edge * scale for edge in found)
        return (
            self.media[0] + left,
            self.media[3] - bottom,
            self.media[0] + right,
            self.media[3] - top,
        )


def _sheets(file: PdfFile) -> list[_Sheet]:
    return [
        _Sheet(
            number,
            box_of(page, "/MediaBox") or (0.0, 0.0, 0.0, 0.0),
            known.live,
            bool(inherited(page, "/Rotate", 0) % 360),
        )
        for number, (page, known) in enumerate(
            zip(file.pdf.pages, frames(file), strict=True), start=1
        )
    ]


def _sum(one: Image.Image, other: Image.Image) -> Image.Image:
    """Two plates, or sums of them, added up beyond what eight bits hold."""
    wide = {"one": one.convert("I"), "other": other.convert("I")}
    added: Image.Image = ImageMath.lambda_eval(lambda of: of["one"] + of["other"], **wide)
    return added


def _may_use(thing: Drawn, ink: str) -> bool:
    """Whether a thing asks for an ink, or for colours that may become that ink."""
    space, plates = thing.colour.space, thing.colour.plates
    plain = bool(thing.colour.values) and not space.root.managed and not space.foreign
    if not plain:
        return space.root.family != "gray" or space.root.managed
    return ink in plates or ALL in plates
