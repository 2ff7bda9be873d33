"""No word is divided by a page turn: a reader should not have to turn a leaf inside a word.

CSS Text 4 has ``hyphenate-limit-last: page`` for it (6.3.3), which WeasyPrint does not know. Here
a page that ends within a word is laid out again, with the lines of its last paragraph broken in
such a way that the last of them ends with a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import page as pages_module

from publish.typeset.mends.inside import check, replaced
from publish.typeset.mends.paragraphs import set_line
from publish.typeset.rewinding import State

MOST_TRIALS = 4
"""So many times a page is laid out again, at most, until it does not end within a word."""

_remake_page = pages_module.remake_page

Box = Any
Place = Any
"""Where in the boxes a page begins: WeasyPrint's skip stack."""


@contextmanager
def whole_at_turns() -> Iterator[None]:
    """Lay out documents in which no page ends within a word.

    Raises TypesetError if this is not the WeasyPrint that the module was written for.
    """
    check("pageturns")

    def remake_page(index: int, context: Any, root: Box, html: Any) -> tuple[Box, Place]:
        before = State.of(context, index)
        page, place = _remake_page(index, context, root, html)
        for _ in range(MOST_TRIALS):
            if place is None or not _asked_to_end_whole(page):
                break
            before.restore()
            page, place = _remake_page(index, context, root, html)
        return page, place

    with replaced((pages_module, "remake_page", remake_page)):
        yield


def _asked_to_end_whole(page: Box) -> bool:
    """Whether the last line of a page is divided, and its paragraph was asked for another one."""
    lines = _last_lines(page)
    if not lines:
        return False
    (paragraph, first), (_, last) = set_line(lines[0]), set_line(lines[-1])
    if not last.divides or last.is_last:
        return False
    wish = paragraph.asked(first.start)
    number = len(lines)
    if number in wish.undivided:
        return False
    paragraph.wish(first.start, replace(wish, undivided=frozenset({number})))
    return True


def _last_lines(page: Box) -> tuple[Box, ...]:
    """The lines of the last paragraph on a page that are set whole, without notes and margins."""
    box = page.children[0]
    while box is not None and not any(isinstance(each, boxes.LineBox) for each in box.children):
        parents = [each for each in box.children if isinstance(each, boxes.ParentBox)]
        box = next((each for each in reversed(parents) if any(_texts(each))), None)
    if box is None:
        return ()
    return tuple(each for each in box.children if set_line(each) is not None)


def _texts(box: Box) -> Iterator[Box]:
    if isinstance(box, boxes.TextBox):
        yield box
    for child in getattr(box, "children", ()):
        yield from _texts(child)
