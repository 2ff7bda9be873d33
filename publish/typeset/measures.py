"""What the rows of a document measure: elements that are to stand beside those of another one.

Such an element has a ``data-row`` attribute, which names it. All lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from publish.typeset.layout import Layout

ROW = "data-row"
_POINTS = 0.75  # in a pixel (CSS Values and Units, 5.2)
_AVOIDS = frozenset({"avoid", "avoid-page"})


@dataclass(frozen=True, slots=True)
class Measure:
    """A row as it is when it stands on a page alone.

    ``gap_pt`` is the space above it, ``ascent_pt`` what is above its first baseline.
    ``lines_pt`` are the lower edges of its lines from its upper edge, if it may be divided
    between them. ``with_next`` and ``with_previous`` say that no page ends there.
    """

    gap_pt: float
    ascent_pt: float
    height_pt: float
    lines_pt: tuple[float, ...] = ()
    with_next: bool = False
    with_previous: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the first baseline of a row is: its page, from 0, and its depth on the page."""

    page: int
    baseline_pt: float


def measures(layout: Layout) -> dict[str, Measure]:
    """The rows of a document that is laid out on one page, in its order."""
    (page,) = layout.document.pages
    end = page._page_box.content_box_y()
    found = {}
    for name, box in _rows(page._page_box):
        top = box.border_box_y()
        lines = list(_lines(box))
        bottoms = tuple((line.position_y + line.height - top) * _POINTS for line in lines)
        found[name] = Measure(
            gap_pt=(top - end) * _POINTS,
            ascent_pt=_ascent(box, lines) * _POINTS,
            height_pt=box.border_height() * _POINTS,
            lines_pt=bottoms if _is_divisible(box) else (),
            with_next=box.style["break_after"] in _AVOIDS,
            with_previous=box.style["break_before"] in _AVOIDS,
        )
        end = top + box.border_height()
    return found


def spots(layout: Layout) -> dict[str, Spot]:
    """Where each row begins on the pages of a document, from the upper edge of their text."""
    found: dict[str, Spot] = {}
    for number, page in enumerate(layout.document.pages):
        head = page._page_box.content_box_y()
        for name, box in _rows(page._page_box):
            baseline = box.border_box_y() + _ascent(box, list(_lines(box))) - head
            found.setdefault(name, Spot(number, baseline * _POINTS))
    return found


def text_height_pt(layout: Layout) -> float:
    """How high the text of a page can be."""
    return float(layout.document.pages[0]._page_box.height * _POINTS)


def _rows(box: Any) -> Iterator[tuple[str, Any]]:
    """The boxes of the rows; of one that is divided, each part."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.MarginBox):
        return
    name = box.element.get(ROW) if box.element is not None else None
    if name and box.element_tag == box.element.tag and isinstance(box, boxes.BlockLevelBox):
        yield name, box
    elif isinstance(box, boxes.ParentBox):
        for child in box.children:
            yield from _rows(child)


def _lines(box: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure import boxes

    for child in getattr(box, "children", ()):
        if isinstance(child, boxes.LineBox):
            yield child
        elif isinstance(child, boxes.BlockLevelBox):
            yield from _lines(child)


def _ascent(box: Any, lines: list[Any]) -> float:
    """From the upper edge to the first baseline; to the lower edge where there are no lines."""
    if not lines:
        return float(box.border_height())
    return float(lines[0].position_y + lines[0].baseline - box.border_box_y())


def _is_divisible(box: Any) -> bool:
    """Whether it is a plain paragraph: nothing but lines, that may be parted."""
    from weasyprint.formatting_structure import boxes

    return box.style["break_inside"] not in _AVOIDS and all(
        isinstance(child, boxes.LineBox) for child in box.children
    )
