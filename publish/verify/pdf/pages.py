"""Whether a PDF's pages have the size that its edition has, and boxes that fit into one another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pikepdf

from publish.editions import EDITIONS, VARIANTS
from publish.findings.finding import Code, Finding, Spot, error, note, warning
from publish.findings.saying import counted, verb
from publish.pdf.attributes import box_of, inherited
from publish.pdf.file import PdfFile
from publish.pdf.geometry import inside

SIZE = Code("pdf-page-size", "ISO 32000-1:2008, 14.11.2")
BOXES = Code("pdf-page-boxes", "ISO 32000-1:2008, 14.11.2")
ROTATED = Code("pdf-page-rotated", "ISO 32000-1:2008, 7.7.3.3")
UNIT = Code("pdf-page-unit", "ISO 32000-1:2008, 7.7.3.3")

MM_PER_POINT: Final = 25.4 / 72
_TOLERANCE_MM: Final = 0.1

# Each box, and those that it must lie inside; all of them inside the MediaBox.
_NESTING: Final = (
    ("/CropBox", ("/MediaBox",)),
    ("/BleedBox", ("/MediaBox",)),
    ("/TrimBox", ("/BleedBox", "/MediaBox")),
    ("/ArtBox", ("/MediaBox",)),
)


def check(file: PdfFile) -> Iterator[Finding]:
    """Sizes, boxes, rotation and units of the pages."""
    yield from _sizes(file)
    yield from check_boxes(file)


def check_boxes(file: PdfFile) -> Iterator[Finding]:
    """Boxes, rotation and units, whatever size the pages should have."""
    yield from _boxes(file)
    pages = list(enumerate(file.pdf.pages, start=1))
    rotated = [number for number, page in pages if inherited(page, "/Rotate", 0) % 360]
    if rotated:
        yield note(
            ROTATED,
            f"{counted(len(rotated), 'page')} {verb(rotated)} turned when shown.",
            file.place,
            "Turn the content itself: programs that impose pages may overlook it.",
            Spot(rotated[0]),
        )
    scaled = [number for number, page in pages if page.obj.get("/UserUnit", 1) != 1]
    if scaled:
        yield warning(
            UNIT,
            f"{counted(len(scaled), 'page')} {verb(scaled)} measured in a unit of "
            f"{verb(scaled, 'its', 'their')} own, which many programs pass over.",
            file.place,
            "Make the file anew with the pages in their real size.",
            Spot(scaled[0]),
        )


def _sizes(file: PdfFile) -> Iterator[Finding]:
    """Trimmed size against the edition that the file's name tells, else of one page to another."""
    sizes = [trimmed_mm(page) for page in file.pdf.pages]
    wanted = wanted_mm(file.path)
    for number, size in enumerate(sizes, start=1):
        where = file.place, None, Spot(number)
        if wanted and not same_size(size, wanted):
            yield error(SIZE, f"page {number} is {in_words(size)}, not {in_words(wanted)}.", *where)
        elif not wanted and not same_size(size, sizes[0]):
            yield note(SIZE, f"page {number} is {in_words(size)}, page 1 another.", *where)


def _boxes(file: PdfFile) -> Iterator[Finding]:
    for number, page in enumerate(file.pdf.pages, start=1):
        boxes = {name: box for name in _NAMES if (box := box_of(page, name)) is not None}
        for name, outer in _NESTING:
            beyond = [
                other
                for other in outer
                if name in boxes and other in boxes and not inside(boxes[name], boxes[other])
            ]
            if beyond:
                yield error(
                    BOXES,
                    f"the {name[1:]} of page {number} reaches beyond its {beyond[0][1:]}.",
                    file.place,
                    "A printer cannot tell where to cut: make the file anew.",
                    Spot(number, boxes[name]),
                )


_NAMES: Final = ("/MediaBox", *(name for name, _ in _NESTING))


def wanted_mm(path: Path) -> tuple[float, float] | None:
    """The trimmed size of the edition that a file's name tells, if it tells one."""
    for edition in (*EDITIONS.values(), *VARIANTS.values()):
        if edition.size_mm and path.name.endswith(f".{edition.suffix}"):
            return edition.size_mm
    return None


def trimmed_mm(page: pikepdf.Page) -> tuple[float, float]:
    """The width and height of a page once it is cut."""
    left, bottom, right, top = (float(value) for value in page.trimbox.as_list())
    return (right - left) * MM_PER_POINT, (top - bottom) * MM_PER_POINT


def same_size(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether two sizes are the same to the eye of a trimmer."""
    return all(abs(a - b) <= _TOLERANCE_MM for a, b in zip(one, other, strict=True))


def in_words(size: tuple[float, float]) -> str:
    """A size in words."""
    return f"{size[0]:.1f} × {size[1]:.1f} mm"
