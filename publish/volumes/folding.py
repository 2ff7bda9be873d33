"""Places the six panels of a leaflet on the two sides of its sheet, to be folded like a letter.

The sheet is A4 on its long edge. For a text that reads from left to right its right-hand third
is folded inwards first, then the left-hand one over it, which bears the title on its back:

    outside   5 | 6 | 1        inside   2 | 3 | 4

A text that reads from right to left has it the other way about, and opens to the right. Both
sides stand upright where the printer turns the sheet over its short edge.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from types import MappingProxyType
from typing import Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Page

from publish.typeset.leaflet import PANELS

Row = tuple[int, int, int]

SIDES: Final[Mapping[str, tuple[Row, Row]]] = MappingProxyType(
    {
        "ltr": ((5, 6, 1), (2, 3, 4)),
        "rtl": ((1, 6, 5), (4, 3, 2)),
    }
)
"""By direction: the panels of the outside and of the inside, from left to right."""

_TICK_PT = 6.0
_HAIRLINE_PT = 0.25


def fold(panels: bytes, direction: str) -> bytes:
    """The two sides of the sheet, the outside first, from a PDF that has a page a panel.

    Tags are dropped: panels on a sheet are in the order of the folds. The inside has short
    lines at its edges where the folds are.
    """
    with pikepdf.open(BytesIO(panels)) as source, pikepdf.new() as sheet:
        if len(source.pages) != PANELS:
            raise ValueError(f"a leaflet has {PANELS} panels, not {len(source.pages)}")
        for number, row in enumerate(SIDES[direction]):
            _add_side(sheet, source, row, ticks=number == 1)
        _describe(sheet, source, direction)
        file = BytesIO()
        sheet.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return file.getvalue()


def _add_side(sheet: pikepdf.Pdf, source: pikepdf.Pdf, row: Row, *, ticks: bool) -> None:
    forms = {number: _form(sheet, source.pages[number - 1]) for number in row}
    widths = [float(form.BBox[2]) for form in forms.values()]
    height = max(float(form.BBox[3]) for form in forms.values())
    folds = [sum(widths[:count]) for count in range(4)]
    content = [
        f"q 1 0 0 1 {left:.4f} 0 cm /Page{number} Do Q"
        for number, left in zip(row, folds, strict=False)
    ]
    if ticks:
        content += _ticks(folds[1:-1], height)
    box = Array([0, 0, round(folds[-1], 4), round(height, 4)])
    page = Page(Dictionary(Type=Name.Page, MediaBox=box, TrimBox=box))
    page.Resources = Dictionary(
        XObject=Dictionary({f"/Page{number}": form for number, form in forms.items()})
    )
    page.Contents = sheet.make_stream("\n".join(content).encode())
    sheet.pages.append(page)


def _form(sheet: pikepdf.Pdf, panel: Page) -> pikepdf.Object:
    """A panel as a form of the sheet, without the numbers that tied it to its tags."""
    form = sheet.copy_foreign(panel.as_form_xobject())
    if Name.StructParents in form:
        del form[Name.StructParents]
    return form


def _ticks(folds: list[float], height: float) -> Iterator[str]:
    yield f"q 0.5 G {_HAIRLINE_PT} w"
    for place in folds:
        yield f"{place:.4f} 0 m {place:.4f} {_TICK_PT} l"
        yield f"{place:.4f} {height:.4f} m {place:.4f} {height - _TICK_PT:.4f} l"
    yield "S Q"


def _describe(sheet: pikepdf.Pdf, source: pikepdf.Pdf, direction: str) -> None:
    """Say whose sheet it is, how it is printed (ISO 32000-1, 12.2), and how it was made (14.5)."""
    for key in ("/Title", "/Author", "/Subject", "/CreationDate", "/ModDate"):
        if key in source.docinfo:
            sheet.docinfo[key] = source.docinfo[key]
    sheet.Root.Lang = source.Root.Lang
    sheet.Root.ViewerPreferences = Dictionary(
        DisplayDocTitle=True, Duplex=Name.DuplexFlipShortEdge, PrintScaling=Name("/None")
    )
    sheet.Root.PieceInfo = Dictionary(
        Publish=Dictionary(
            LastModified=source.docinfo.get("/ModDate", pikepdf.String("D:19800101000000Z")),
            Private=Dictionary(
                Scheme=pikepdf.String("trifold"),
                Binding=pikepdf.String({"ltr": "left", "rtl": "right"}[direction]),
                Pages=PANELS,
            ),
        )
    )
