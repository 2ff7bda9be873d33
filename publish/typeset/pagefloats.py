"""What belongs at the foot of a page is moved there, below the notes of that page.

CSS has ``float: bottom`` for it (CSS Page Floats 3, 5.1), which the page engine does not know;
style sheets here say it as ``--float``, of the last thing that stands on its page.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publish.typeset.properties import asks

Box = Any


def settle(page: Box) -> None:
    """Move the boxes of a page that belong at its foot, and its notes up to end above them."""
    for floating in _floating(page.children[0]):
        _move(page, floating)


def _move(page: Box, floating: Box) -> None:
    """Move a box down to the end of the page's area, and the notes up to end above it."""
    bottom = page.content_box_y() + page.height
    _, notes, _ = page.children
    if notes.children:
        notes.translate(dy=-floating.margin_height())
    floating.translate(dy=bottom - floating.position_y - floating.margin_height())


def _floating(box: Box) -> Iterator[Box]:
    """The boxes in a box that belong at the foot."""
    if asks(box.style, "float", "bottom"):
        yield box
        return
    for child in getattr(box, "children", ()):
        if hasattr(child, "style"):
            yield from _floating(child)
