"""What stands in the boxes of a page that is laid out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder


def texts(box: Any, *, with_margins: bool = False) -> Iterator[str]:
    """The texts of a box and all boxes in it; those in the page's margins if wanted."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.TextBox):
        yield box.text
    elif isinstance(box, boxes.ParentBox) and (
        with_margins or not isinstance(box, boxes.MarginBox)
    ):
        for child in box.all_children():
            yield from texts(child, with_margins=with_margins)


def spoken(box: Any) -> str:
    """What a text box that is drawn says, with ``STROKE`` for every tatweel that was added."""
    text: str = getattr(box, "publish_spoken", box.pango_layout.text)
    return text
