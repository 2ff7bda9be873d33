"""A page that has to hold all that is on it: of several markups, the first that does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from publish.errors import TypesetError
from publish.markup.pages import Markup
from publish.typeset.engine import lay_out
from publish.typeset.layout import Layout

_HANGING_EM: Final = 0.25
"""So far may a point or a hyphen of a large title hang out of its measure; a letter is wider."""


def on_one_page(markups: Iterable[Markup]) -> Layout:
    """The first of ``markups`` that makes one page, with nothing standing out of it.

    The last is taken as it comes. Raises TypesetError where that cannot be set at all.
    """
    tried: Layout | TypesetError | None = None
    for markup in markups:
        try:
            tried = lay_out(markup)
        except TypesetError as error:
            tried = error
        else:
            if tried.pages == 1 and _holds_its_lines(tried.document.pages[0]._page_box):
                return tried
    if isinstance(tried, Layout):
        return tried
    raise tried or ValueError("no markup to lay out")


def _holds_its_lines(page: Any) -> bool:
    left = page.content_box_x()
    return all(
        left <= box.position_x + slack and box.position_x + box.width <= left + page.width + slack
        for box, slack in _lines(page)
    )


def _lines(box: Any) -> Iterator[tuple[Any, float]]:
    """The texts in a box, each with how far it may stand out, in pixels."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        yield box, _HANGING_EM * box.style["font_size"]
    elif isinstance(box, boxes.ParentBox) and not isinstance(box, boxes.MarginBox):
        for child in box.children:
            yield from _lines(child)
