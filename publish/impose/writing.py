"""Pages of a PDF placed on sheets, as vectors and in their own colours, and the sheets written.

Each page becomes one form of the file (ISO 32000-1, 8.10), shown as often as it is needed; its
fonts and pictures are shared as they were. Tags, links and bookmarks are left behind: on a
sheet nothing stands in the order of reading. What is PDF/X-4 stays so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from publish.doors.pdf import open_pdf
from publish.faults import Fault
from publish.impose.describing import describe, is_press, private
from publish.impose.geometry import (
    Box,
    Grid,
    Page,
    Placed,
    PlacedSide,
    creep_of,
    grid,
    place,
)
from publish.impose.lettering import outlined
from publish.impose.marks import OFFSET_MM, has_room, marks
from publish.impose.planning import padded, plan
from publish.impose.schemes import Scheme
from publish.impose.sheet import Binding, Duplex, Sheet
from publish.press.geometry import MM_PT
from publish.press.marks import REGISTRATION, drawn
from publish.press.separation import EVERY_PLATE, separation

_ALIKE_MM = 0.1
_LETTER_PT = 6.0
_LEAST_PT, _MOST_PT = 3.0, 14_400.0
"""The sizes that a page can have (ISO 32000-1, C.2)."""


@dataclass(frozen=True, slots=True)
class Imposed:
    """Imposed sheets as a PDF, and what they are.

    ``sides`` are the pages of the PDF; ``pages`` those of the document, without ``blanks``.
    ``creep_mm`` is how far the innermost page was moved towards the spine. ``sheet`` names the
    size ``sheet_mm``; ``duplex`` is how the printer has to turn it, None where one side is
    printed.
    """

    content: bytes
    pages: int
    blanks: int
    sheets: int
    sides: int
    sheet: str
    sheet_mm: tuple[float, float]
    creep_mm: float
    duplex: Duplex | None


def impose(
    pdf: bytes,
    scheme: Scheme,
    binding: Binding,
    *,
    thickness_mm: float = 0.1,
    duplex: Duplex | None = None,
    sheet: str | None = None,
    gutter_mm: float | None = None,
    label: str = "",
    lettering: Path | None = None,
) -> Imposed:
    """The pages of ``pdf`` on sheets, by a scheme, to be bound on the left or the right.

    ``thickness_mm`` is the paper's, for creep. ``duplex`` is the edge about which the printer
    turns a sheet; by default the one that lets both sides stand upright. ``sheet`` names the
    paper; by default the smallest that takes the pages, with marks where they have bleed.
    Where there is room, ``label`` is printed beside the pages, in the font file ``lettering``,
    with the number of the sheet.

    Raises Fault where the PDF cannot be read, is not upright, or its pages differ in size;
    CommandError where the scheme or the sheet cannot take them.
    """
    with open_pdf(BytesIO(pdf)) as source:
        pages = [_measured(page, number) for number, page in enumerate(source.pages, 1)]
        _check_alike(pages, scheme)
        sheets = plan(len(pages), scheme, binding)
        layout = grid(scheme, sheets, pages, sheet, gutter_mm)
        turn = duplex or _upright(layout)
        sides = list(_sides(sheets, layout, scheme, pages, thickness_mm, turn))
        content = _write(
            source,
            sides,
            layout,
            pages,
            _said(scheme, label, len(sheets)),
            lettering,
            private(scheme, binding, len(pages), thickness_mm, turn),
        )
    return Imposed(
        content=content,
        pages=len(pages),
        blanks=padded(len(pages), scheme) - len(pages),
        sheets=len(sheets),
        sides=len(sides),
        sheet=layout.sheet_name,
        sheet_mm=layout.sheet,
        creep_mm=creep_of(sheets, thickness_mm),
        duplex=turn if scheme.back else None,
    )


def _upright(layout: Grid) -> Duplex:
    return "short-edge" if layout.sheet[0] > layout.sheet[1] else "long-edge"


# --- Reading pages ------------------------------------------------------------------


def _measured(page: pikepdf.Page, number: int) -> Page:
    """A page's trimmed size and bleed, in millimetres."""
    if page.obj.get("/Rotate", 0) % 360:
        raise Fault(f"page {number} is turned.", "Export the PDF with all pages upright.")
    trim, bleed = _box(page.trimbox), _box(page.obj.get("/BleedBox", page.trimbox))
    if not all(_LEAST_PT <= length <= _MOST_PT for length in (trim.width, trim.height)):
        size = f"{trim.width / MM_PT:.4g} × {trim.height / MM_PT:.4g} mm"
        raise Fault(f"page {number} is {size}, a size that no page can have.")
    around = min(
        trim.left - bleed.left,
        trim.bottom - bleed.bottom,
        bleed.right - trim.right,
        bleed.top - trim.top,
    )
    return Page(trim.width / MM_PT, trim.height / MM_PT, round(max(around, 0.0) / MM_PT, 3))


def _box(array: Any) -> Box:
    x1, y1, x2, y2 = (float(edge) for edge in array)
    return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def _check_alike(pages: Sequence[Page], scheme: Scheme) -> None:
    if scheme.finish == "fold":
        return  # the panels of a leaflet differ by what is folded inwards
    first = pages[0]
    for number, page in enumerate(pages, 1):
        sizes = ((page.width, first.width), (page.height, first.height))
        if any(abs(one - other) > _ALIKE_MM for one, other in sizes):
            raise Fault(
                f"page {number} is {page.width:.0f} × {page.height:.0f} mm, and page 1 "
                f"{first.width:.0f} × {first.height:.0f} mm.",
                "All pages of a booklet need one size.",
            )


def _sides(
    sheets: Sequence[Sheet],
    layout: Grid,
    scheme: Scheme,
    pages: Sequence[Page],
    thickness: float,
    duplex: Duplex,
) -> Iterator[PlacedSide]:
    """Front and back of every sheet, in the order in which they are printed."""
    for sheet in sheets:
        for is_back, side in ((False, sheet.front), (True, sheet.back)):
            if is_back and not scheme.back:
                continue  # printed on one side only
            yield place(
                side,
                layout,
                scheme,
                pages,
                thickness=thickness,
                is_back=is_back,
                duplex=duplex,
                signature=sheet.signature,
            )


# --- Writing sheets -----------------------------------------------------------------


def _write(
    source: pikepdf.Pdf,
    sides: Sequence[PlacedSide],
    layout: Grid,
    pages: Sequence[Page],
    said: str,
    lettering: Path | None,
    own: Dictionary,
) -> bytes:
    with pikepdf.new() as target:
        forms = _Forms(source, target, pages)
        registration = separation(target, "All", EVERY_PLATE)
        width, height = (length * MM_PT for length in layout.sheet)
        for number, side in enumerate(sides):
            content = [_shown(placed, source.pages[placed.page - 1]) for placed in side.pages]
            lines = marks(side, layout)
            content.append(drawn(lines) if lines else b"")
            if said and lettering and has_room(layout):
                text = said.format(sheet=number // 2 + 1, side="back" if side.is_back else "front")
                content.append(_line_of_text(text, lettering, layout))
            page = Dictionary(
                Type=Name.Page,
                MediaBox=Array([0, 0, round(width, 4), round(height, 4)]),
                TrimBox=Array([0, 0, round(width, 4), round(height, 4)]),
                Resources=Dictionary(
                    XObject=forms.named(placed.page for placed in side.pages),
                    ColorSpace=Dictionary({f"/{REGISTRATION}": registration}),
                ),
                Contents=target.make_stream(b"\n".join(content)),
            )
            target.pages.append(pikepdf.Page(page))
        describe(source, target, own)
        file = BytesIO()
        version = max(source.pdf_version, "1.6") if is_press(source) else source.pdf_version
        target.save(
            file,
            deterministic_id=True,
            fix_metadata_version=False,
            force_version=version,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )
    return file.getvalue()


class _Forms:
    """Pages as forms of another file, each made once, when it is first shown."""

    def __init__(self, source: pikepdf.Pdf, target: pikepdf.Pdf, pages: Sequence[Page]) -> None:
        self._source = source
        self._target = target
        self._pages = pages
        self._made: dict[int, pikepdf.Object] = {}

    def named(self, numbers: Iterator[int]) -> Dictionary:
        """The forms of these pages by their names as resources."""
        return Dictionary({f"/Page{number}": self._form(number) for number in sorted({*numbers})})

    def _form(self, number: int) -> pikepdf.Object:
        if number not in self._made:
            page = self._source.pages[number - 1]
            form = page.as_form_xobject()
            # Up to the bleed; how much of it is shown is for each place to say.
            form.BBox = page.obj.get("/BleedBox", page.trimbox)
            for key in ("/StructParents", "/Group"):
                if key in form and (key != "/Group" or not is_press(self._source)):
                    del form[key]
            self._made[number] = self._target.copy_foreign(form)
        return self._made[number]


def _shown(placed: Placed, page: pikepdf.Page) -> bytes:
    """Operators that show a page in its place and nothing of it beyond its clip."""
    trim = _box(page.trimbox)
    shift = placed.shift * MM_PT
    if placed.turned:
        sign = -1
        x = placed.trim.right * MM_PT + shift + trim.left
        y = placed.trim.top * MM_PT + trim.bottom
    else:
        sign = 1
        x = placed.trim.left * MM_PT + shift - trim.left
        y = placed.trim.bottom * MM_PT - trim.bottom
    clip = placed.clip
    left, bottom, width, height = (
        length * MM_PT for length in (clip.left, clip.bottom, clip.width, clip.height)
    )
    return (
        f"q {left:.4f} {bottom:.4f} {width:.4f} {height:.4f} re W n "
        f"{sign} 0 0 {sign} {x:.4f} {y:.4f} cm /Page{placed.page} Do Q"
    ).encode()


def _said(scheme: Scheme, label: str, sheets: int) -> str:
    """The line of text of a side, with places for the number of the sheet and its side."""
    label = label.replace("{", "(").replace("}", ")")
    return f"{label}  ·  sheet {{sheet}} of {sheets}, {{side}}  ·  {scheme.title}" if label else ""


def _line_of_text(text: str, lettering: Path, layout: Grid) -> bytes:
    """The line below the pages, beyond the marks of the corner, on every plate."""
    block = layout.block
    x, y = (block.left + 2) * MM_PT, (block.bottom - OFFSET_MM - 2.5) * MM_PT
    letters = outlined(text, lettering, _LETTER_PT, x, y)
    return b"\n".join((f"q /{REGISTRATION} cs 1 scn".encode(), letters, b"Q"))
