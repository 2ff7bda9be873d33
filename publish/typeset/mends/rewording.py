"""Other words in a line that is laid out, where they leave everything else in its place.

Editions that share their pages differ in what the colophon calls them. A line of one text that
begins at its column's start can say something else without a layout of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from typing import Any

from weasyprint.formatting_structure import boxes

from publish.typeset.layout import Layout
from publish.typeset.mends.inside import check
from publish.typeset.paragraph.assembly import text_box


def reworded(layout: Layout, name: str, old: str, new: str) -> Layout | None:
    """The layout with ``new`` for ``old`` in the paragraph of the class ``name``.

    None where that cannot be told from the pages: the words are not there alone, or they need
    another height or more room than there is. The layout that is given stays as it is; both
    number the glyphs of their fonts together, so that what both draw is worked out once.
    Raises TypesetError if this is not the WeasyPrint that it was written for.
    """
    check("rewording")
    pages = list(layout.document.pages)
    for number in reversed(range(len(pages))):
        path = next(_paths(pages[number]._page_box, name), None)
        if path is not None:
            line = _other_line(path, old, new)
            if line is None:
                return None
            pages[number] = copy(pages[number])
            pages[number]._page_box = line
            document = layout.document.copy(pages)
            document.fonts = layout.document.fonts
            return replace(layout, document=document)
    return None


def _paths(box: Any, name: str) -> Iterator[list[Any]]:
    """The boxes from ``box`` down to the text of the paragraph, if it is the only one there."""
    if not isinstance(box, boxes.ParentBox):
        return
    element = box.element
    if isinstance(box, boxes.BlockBox) and element is not None and element.get("class") == name:
        path = [box]
        while isinstance(path[-1], boxes.ParentBox) and len(path[-1].children) == 1:
            path.append(path[-1].children[0])
        if isinstance(path[-1], boxes.TextBox):
            yield path
        return
    for child in box.children:
        yield from ([box, *path] for path in _paths(child, name))


def _other_line(path: list[Any], old: str, new: str) -> Any:
    """The outermost box of ``path`` again, with another text in the innermost; None if not."""
    *around, text = path
    paragraph = next(box for box in reversed(around) if isinstance(box, boxes.BlockBox))
    if text.text != old or not new or paragraph.style["text_align_all"] != "start":
        return None
    other = _set(text, new)
    if other is None or other.width > paragraph.width:
        return None
    wider = other.width - text.width
    # Lines that run from right to left begin where they did, and end further to the left.
    shift = -wider if paragraph.style["direction"] == "rtl" else 0
    other.position_x += shift
    for box, inner in zip(reversed(around), reversed(path), strict=False):
        outer = copy(box)
        outer.children = [other if child is inner else child for child in box.children]
        if isinstance(box, boxes.LineBox | boxes.InlineBox):
            outer.width += wider
            outer.position_x += shift
        other = outer
    return other


def _set(text: Any, words: str) -> Any:
    """A text box with other words, if they run one way."""
    return text_box(text, words)
