"""Whether a press file's pages say where to cut, and have ink where the knife may stray."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from publish.findings.finding import Box, Code, Finding, Spot, error
from publish.pdf.drawing.drawn import Drawn
from publish.pdf.file import PdfFile
from publish.pdf.geometry import common, inside, widened
from publish.verify.pdf.pages import (
    MM_PER_POINT,
    check_boxes,
    in_words,
    same_size,
    trimmed_mm,
    wanted_mm,
)
from publish.verify.press.places import Frame, Rule, frames, judge, numbered, printed

TRIM = Code("press-trim", "ISO 15930-7:2010, page boxes")
BLEED = Code("press-bleed", "ISO 15930-7:2010, page boxes")
SHORT = Code("press-bleed-short", "ISO 32000-1:2008, 14.11.2")
EDGE = Code("press-edge", "ISO 32000-1:2008, 14.11.2")

BLEED_MM: Final = 3.0
_SAFE_MM: Final = 3.0
_TOLERANCE_MM: Final = 0.1
_TOLERANCE_PT: Final = _TOLERANCE_MM / MM_PER_POINT
_SIDES: Final = ("left", "bottom", "right", "top")
_OUTWARDS: Final = (-1, -1, 1, 1)
_PAINTED: Final = ("fill", "stroke", "picture", "stencil", "shading")


def check(file: PdfFile) -> Iterator[Finding]:
    """Trim and bleed of every page, and what is drawn near the trim."""
    known = frames(file)
    yield from check_boxes(file)
    yield from _trims(file, known)
    yield from _bleeds(file, known)
    yield from _drawn(file, known)


def _trims(file: PdfFile, known: tuple[Frame, ...]) -> Iterator[Finding]:
    missing = [number for number, page in enumerate(known, start=1) if not page.trimmed]
    if missing:
        yield error(
            TRIM,
            f"{numbered(missing)} do not say where to cut (TrimBox)."
            if len(missing) > 1
            else f"{numbered(missing)} does not say where to cut (TrimBox).",
            file.place,
            "Export it with trim and bleed set.",
            Spot(missing[0]),
        )
    sizes = [trimmed_mm(page) for page in file.pdf.pages]
    wanted = wanted_mm(file.path) or sizes[0]
    for number, size in enumerate(sizes, start=1):
        if number not in missing and not same_size(size, wanted):
            message = f"page {number} is trimmed to {in_words(size)}, not to {in_words(wanted)}."
            remedy = "Give all pages the size of the finished print."
            yield error(TRIM, message, file.place, remedy, Spot(number, known[number - 1].trim))


def _bleeds(file: PdfFile, known: tuple[Frame, ...]) -> Iterator[Finding]:
    least = BLEED_MM / MM_PER_POINT - _TOLERANCE_PT
    narrow = [
        number
        for number, page in enumerate(known, start=1)
        if page.trimmed and not inside(widened(page.trim, least), page.bleed)
    ]
    if narrow:
        none = not known[narrow[0] - 1].bled
        says = "no bleed (BleedBox)" if none else f"less than {BLEED_MM:g} mm of bleed"
        yield error(
            BLEED,
            f"there is {says} around {numbered(narrow)}.",
            file.place,
            f"Export it with {BLEED_MM:g} mm of bleed on all sides.",
            Spot(narrow[0], known[narrow[0] - 1].bleed),
        )


def _drawn(file: PdfFile, known: tuple[Frame, ...]) -> Iterator[Finding]:
    drawn = printed(file)
    rules = (
        Rule(
            SHORT,
            "error",
            lambda thing: bool(_short(thing, known[thing.page - 1])),
            "{is} cut at the edge and not continued into the bleed: a white line may be left",
            f"Let what reaches the edge reach {BLEED_MM:g} mm beyond it.",
            lambda thing: ", ".join(_short(thing, known[thing.page - 1])),
        ),
        Rule(
            EDGE,
            "warning",
            lambda thing: thing.kind == "text" and _close(thing, known[thing.page - 1]),
            f"{{is}} closer than {_SAFE_MM:g} mm to where the paper is cut",
            "Move it inwards: knives stray.",
        ),
    )
    yield from judge(file, rules, drawn)


def _short(thing: Drawn, page: Frame) -> list[str]:
    """The sides on which something reaches the trim, and not the bleed."""
    if thing.kind not in _PAINTED or thing.colour.white or not _meets(thing.box, page.trim):
        return []
    return [
        side
        for side, out, edge, trim, bleed in zip(
            _SIDES, _OUTWARDS, thing.box, page.trim, page.bleed, strict=True
        )
        if (edge - trim) * out >= -_TOLERANCE_PT and (edge - bleed) * out < -_TOLERANCE_PT
    ]


def _close(thing: Drawn, page: Frame) -> bool:
    safe = widened(page.trim, _TOLERANCE_PT - _SAFE_MM / MM_PER_POINT)
    return _meets(thing.box, page.trim) and not inside(thing.box, safe)


def _meets(box: Box, trim: Box) -> bool:
    """Whether a box is on the trimmed page, and does not only touch it from outside."""
    return common(box, widened(trim, -_TOLERANCE_PT)) is not None
