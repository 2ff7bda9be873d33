"""Every letter and picture stands within its page's area, and in the measure that it is set in.

What does not find place, the page engine lets run out: over the margin and off the page, over
the folio, over the notes or into the next column. No message tells of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from weasyprint.formatting_structure import boxes

from publish.errors import Problem, TypesetError
from publish.faults import quoted
from publish.markup.templates import ORIGIN
from publish.typeset.boxes import texts
from publish.typeset.origins import place_of
from publish.typeset.properties import asks

HANGING_EM = 0.6
"""So far may points and hyphens stand out of the measure, in the size of the type."""

MOST = 10
"""So many problems are told; others are alike."""

_ROUNDING_PX = 0.1

Box = Any


@dataclass(frozen=True, slots=True)
class _Bounds:
    """Where on a sheet something has to stand, in pixels from its left upper corner.

    What is moved to the foot of its page may stand down to its ``floor``.
    """

    left: float
    top: float
    right: float
    bottom: float
    floor: float

    def within(self, box: Box) -> _Bounds:
        """Those of what stands in a block, which is in these."""
        left = box.content_box_x()
        return replace(
            self, left=max(self.left, left), right=min(self.right, left + float(box.width))
        )

    def hold_across(self, box: Box, slack: float) -> bool:
        """Whether a box stands out neither left nor right, by more than ``slack`` pixels."""
        left = float(box.position_x + box.margin_left)
        right = left + float(box.border_width())
        return self.left - slack <= left and right <= self.right + slack

    def hold_down(self, top: float, bottom: float) -> bool:
        """Whether what has these ends stands out neither above nor below."""
        return top >= self.top - _ROUNDING_PX and bottom <= self.bottom + _ROUNDING_PX


@dataclass(frozen=True, slots=True)
class _Outside:
    """Something that stands out of its bounds: what to call it, and where it was written."""

    name: str
    remedy: str
    origin: str | None


def check_bounds(pages: Sequence[Any], folder: Path | None = None) -> None:
    """Raise TypesetError, with page and line, where something stands outside its area.

    ``folder`` is where the text's files are.
    """
    problems = [
        Problem(f"page {number}: {found.name}.", place_of(found.origin, folder), found.remedy)
        for number, page in enumerate(pages, start=1)
        for found in dict.fromkeys(_outside_on(page._page_box))
    ]
    if problems:
        raise TypesetError(*problems[:MOST])


def _outside_on(page: Box) -> Iterator[_Outside]:
    left, top = page.content_box_x(), page.content_box_y()
    bottom, end = top + page.height, page.margin_height()
    area = _Bounds(left, top, left + page.width, bottom, bottom)
    sheet = _Bounds(0, 0, page.margin_width(), end, end)
    notes = next((each for each in page.children if isinstance(each, boxes.FootnoteAreaBox)), None)
    head = notes.position_y + notes.margin_top if notes else area.bottom
    for part in page.children:
        if isinstance(part, boxes.MarginBox):
            yield from _outside(part, sheet, sheet)
        elif part is notes:
            yield from _outside(part, replace(area, top=max(head, area.top)), area)
        else:
            above = replace(area, bottom=head)
            yield from _outside(part, above, above)


def _outside(
    box: Box, bounds: _Bounds, area: _Bounds, origin: str | None = None
) -> Iterator[_Outside]:
    """What in a box stands out of ``bounds``, or of the whole ``area`` where it is put there.

    So are the numbers of lists, which stand beside the column of their items, and codes.
    """
    if hasattr(box, "_box"):  # a placeholder of something absolutely positioned
        box, bounds = box._box, area
    if box.element is not None:
        origin = box.element.get(ORIGIN, origin)
    if asks(box.style, "float", "bottom"):
        bounds = area = replace(area, bottom=area.floor)
    if isinstance(box, boxes.ReplacedBox):
        if not (bounds.hold_across(box, _ROUNDING_PX) and _holds_down(box, bounds)):
            yield _Outside(*_PICTURE, origin)
        return
    if isinstance(box, boxes.TextBox):
        if box.text.strip() and not bounds.hold_across(box, HANGING_EM * box.style["font_size"]):
            yield _Outside(_WIDE[0].format(quoted(box.text.strip())), _WIDE[1], origin)
        return
    if isinstance(box, boxes.LineBox):
        text = "".join(texts(box)).strip()
        if text and not bounds.hold_down(box.position_y, box.position_y + box.height):
            yield _Outside(_HIGH[0].format(quoted(text)), _HIGH[1], origin)
            return
    elif isinstance(box, boxes.BlockContainerBox):
        bounds = bounds.within(box)
    for child in box.children:
        yield from _outside(child, bounds, area, origin)


def _holds_down(box: Box, bounds: _Bounds) -> bool:
    top = box.position_y + box.margin_top
    return bounds.hold_down(top, top + box.border_height())


_PICTURE = ("a picture does not find place", "Make it smaller, or give it a width.")
_WIDE = ("the line {} is wider than its column", "Break its longest word, or shorten it.")
_HIGH = (
    "the line {} does not find place above what stands below it",
    "Shorten the text around it, or divide it.",
)
