"""What belongs at the foot of a page is moved there, below the notes of that page.

CSS has ``float: bottom`` for it (CSS Page Floats 3, 5.1), which WeasyPrint does not know; style
sheets here say it as ``--float``, of the last thing that stands on its page.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.layout import page as pages_module

from publish.typeset.mends.inside import check, replaced
from publish.typeset.properties import asks

Box = Any


@contextmanager
def at_foot() -> Iterator[None]:
    """Lay out documents in which some boxes stand at the foot of their page.

    Raises TypesetError if this is not the WeasyPrint that the module was written for.
    """
    check("pagefloats")
    make_page = pages_module.make_page

    def made(*arguments: Any) -> Any:
        page, *rest = make_page(*arguments)
        for floating in _floating(page.children[0]):
            _move(page, floating)
        return (page, *rest)

    with replaced((pages_module, "make_page", made)):
        yield


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
