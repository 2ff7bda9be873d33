"""What stands in the boxes of a page that is laid out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from publish.typeset.paragraph.settext import SetText
from publish.typeset.repeats import is_repeated


def texts(box: Any, *, with_margins: bool = False) -> Iterator[str]:
    """The texts of a box and all boxes in it; those in the page's margins if wanted.

    Heads of tables that are shown once more are not among them.
    """
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.TextBox):
        yield box.text
    elif (
        isinstance(box, boxes.ParentBox)
        and (with_margins or not isinstance(box, boxes.MarginBox))
        and not is_repeated(box)
    ):
        for child in box.all_children():
            yield from texts(child, with_margins=with_margins)


def spoken(box: Any) -> str:
    """What a text box that is drawn says, with ``STROKE`` for every tatweel that was added."""
    layout = box.pango_layout
    said: str = layout.said if isinstance(layout, SetText) else layout.text
    return said


def foot(box: Any) -> float:
    """Where the last of what a box shows ends, in pixels from the head of the sheet.

    A box that goes on over a page is as high as the page, so its own height tells nothing.
    """
    feet = [foot(child) for child in _in_flow(box)]
    if isinstance(box, boxes.LineBox) or not feet or box.border_bottom_width or box.padding_bottom:
        feet.append(box.position_y + box.margin_height() - box.margin_bottom)
    return max(feet)


def feet_of_lines(box: Any) -> Iterator[float]:
    """Where each of the lines in a box ends, in pixels from the head of the sheet."""
    if isinstance(box, boxes.LineBox):
        yield box.position_y + box.height
    else:
        for child in _in_flow(box):
            yield from feet_of_lines(child)


def _in_flow(box: Any) -> Iterator[Any]:
    """The boxes of which a block consists; those that a line consists of are in it."""
    if not isinstance(box, boxes.LineBox):
        yield from (each for each in box.children if isinstance(each, boxes.Box))
