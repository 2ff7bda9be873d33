"""Where what was written has come to lie: on a page, and on a sheet on which pages are put."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publish.impose import BINDINGS, SCHEMES, plan
from publish.impose.geometry import Page, Placed, grid, place
from publish.making.make import OFFICE_PAPER_MM
from publish.preview.views import Spot
from publish.typeset.areas import PageAreas

_SHEET = "A4"


def spots(page: PageAreas, margin_mm: float = 0.0) -> tuple[Spot, ...]:
    """The spots of a page that has so much paper around it."""
    width, height = page.width_mm + 2 * margin_mm, page.height_mm + 2 * margin_mm
    return tuple(_moved(page, margin_mm, margin_mm, width, height))


def on_sheets(
    pages: Sequence[PageAreas], scheme: str, direction: str
) -> tuple[tuple[Spot, ...], ...]:
    """The spots of every side of the sheets that an office printer gets, in their order."""
    rule = SCHEMES[scheme]
    sizes = [Page(page.width_mm, page.height_mm) for page in pages]
    sheets = plan(len(pages), rule, BINDINGS[direction])
    cells = grid(rule, sheets, sizes, _SHEET, None)
    duplex = "short-edge" if cells.sheet[0] > cells.sheet[1] else "long-edge"
    sides = (
        place(
            side,
            cells,
            rule,
            sizes,
            thickness=OFFICE_PAPER_MM,
            is_back=is_back,
            duplex=duplex,  # type: ignore[arg-type]
        )
        for sheet in sheets
        for is_back, side in ((False, sheet.front), (True, sheet.back))
        if side or rule.back
    )
    return tuple(
        tuple(
            spot
            for placed in side.pages
            for spot in _placed(pages[placed.page - 1], placed, *cells.sheet)
        )
        for side in sides
    )


def _placed(page: PageAreas, placed: Placed, width: float, height: float) -> Iterator[Spot]:
    """The spots of a page in its place; sheets are measured from below, leaves from above."""
    left = placed.trim.left + placed.shift
    return _moved(page, left, height - placed.trim.top, width, height, turned=placed.turned)


def _moved(
    page: PageAreas, left: float, top: float, width: float, height: float, *, turned: bool = False
) -> Iterator[Spot]:
    """A page's areas as fractions of a leaf of ``width`` and ``height``, on which it lies so."""
    for area in page.areas:
        x, y = area.left_mm, area.top_mm
        if turned:
            x = page.width_mm - x - area.width_mm
            y = page.height_mm - y - area.height_mm
        file, _, line = area.origin.rpartition(":")
        yield Spot(
            file,
            int(line),
            area.text,
            (left + x) / width,
            (top + y) / height,
            area.width_mm / width,
            area.height_mm / height,
        )
