"""How full pages are: how many lines they have, and how many of these are taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from publish.typeset.layout import Layout


@dataclass(frozen=True, slots=True)
class Fullness:
    """A page with room for so many ``rows`` of running text.

    ``text`` are those down to its last line, ``foot`` those that what stands below that takes:
    notes, and the colophon.
    """

    rows: int
    text: int
    foot: int = 0

    @property
    def free(self) -> int:
        """How many lines more there is room for."""
        return max(0, self.rows - self.text - self.foot)


def fullness(layout: Layout) -> tuple[Fullness, ...]:
    """How full each page of ``layout`` is."""
    return tuple(_fullness(page._page_box) for page in layout.document.pages)


def spills(layout: Layout) -> bool:
    """Whether the last page has no more lines than there is room for on a page of text before it.

    They are there to keep the colophon company.
    """
    *_, before, last = (Fullness(0, 0), Fullness(0, 0), *fullness(layout))
    return before.text > 0 and last.text <= before.free


def too_many(layout: Layout, pages: int) -> int:
    """How many lines a text has more than find place on so many ``pages``."""
    whole = fullness(layout)
    beyond = sum(page.text + page.foot for page in whole[pages:])
    return max(0, beyond - whole[pages - 1].free) if beyond else 0


def has_air(layout: Layout) -> bool:
    """Whether what stands at the foot of the title page keeps clear of the title and the edge."""
    from publish.typeset.grid import grid

    page = layout.document.pages[0]._page_box
    title, below = (next(_called(name, page), None) for name in ("title", "below"))
    if title is None or below is None:
        return False
    rows = grid(page, page.style.root_style)
    end = title.position_y + title.margin_height() + 2 * rows.leading
    bottom = page.content_box_y() + page.height
    return bool(end <= below.position_y and below.position_y + below.margin_height() <= bottom + 1)


def _fullness(page: Any) -> Fullness:
    from publish.typeset.gaps import lines, row_of
    from publish.typeset.grid import grid

    rows = grid(page, page.style.root_style)
    content, *others = page.children
    standing = [*_called("colophon", content), *(box for box in others if _is_notes(box))]
    mains = (box for box in content.descendants() if box.element_tag == "main")
    text = [row_of(line, rows) for main in mains for line in lines(main)]
    height = sum(box.margin_height() for box in standing)
    bottom = rows.whole(rows.top + page.height)
    return Fullness(bottom, 1 + max(text, default=-1), -int(-height // rows.leading))


def _is_notes(box: Any) -> bool:
    from weasyprint.formatting_structure import boxes

    return isinstance(box, boxes.FootnoteAreaBox)


def _called(name: str, box: Any) -> Iterator[Any]:
    """The boxes of elements of a class in a box, none in another one."""
    box = getattr(box, "_box", box)
    element = box.element
    own = element is not None and box.element_tag == element.tag
    if own and name in element.get("class", "").split():
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from _called(name, child)
