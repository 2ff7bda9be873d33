"""Tables that are wider than their column are set in smaller type, within bounds.

The page engine lets a table run over the margin where its longest words leave it no choice. How
wide it would be is only known once it is laid out, so pages with one are laid out again.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from publish.errors import Problem, TypesetError
from publish.markup.templates import ORIGIN
from publish.typeset.origins import place_of

LEAST: Final = 0.7
"""The smallest share of its size that the type of a table is set in: seven points of ten."""

_SIZE: Final = "data-size"
_SLACK: Final = 0.98
"""What is a little smaller than it has to be fits at once."""
_ROUNDING_PX: Final = 0.1


def shrink_tables(pages: Sequence[Any], folder: Path | None = None) -> bool:
    """Give tables that are too wide on laid-out pages a smaller size; whether there are any.

    The size is written into the elements, for the next layout. Raises TypesetError with page and
    line where a table would have to be smaller than ``LEAST``.
    """
    shares: dict[Any, tuple[float, int]] = {}
    for number, page in enumerate(pages, start=1):
        for element, share in _shares(page._page_box, math.inf):
            known, first = shares.get(element, (1.0, number))
            shares[element] = min(known, share), first
    wide = {element: found for element, found in shares.items() if found[0] < 1}
    problems: list[Problem] = []
    for element, (share, number) in wide.items():
        size = _size(element) * share * _SLACK
        if size < LEAST:
            problems.append(_problem(element, number, folder))
        element.set("style", f"font-size: {size:.3f}em")
        element.set(_SIZE, f"{size:.3f}")
    if problems:
        raise TypesetError(*problems)
    return bool(wide)


def _size(element: Any) -> float:
    return float(element.get(_SIZE, 1.0))


def _problem(element: Any, page: int, folder: Path | None) -> Problem:
    columns = max(len(row) for row in element.iter("tr"))
    message = (
        f"page {page}: a table of {columns} columns is wider than the page, in small type too."
    )
    remedy = "Give it fewer columns, divide it, or shorten its longest words."
    return Problem(message, place_of(element.get(ORIGIN), folder), remedy)


def _shares(box: Any, room: float) -> Iterator[tuple[Any, float]]:
    """Tables in a box, each with the share of its width that there is room for."""
    from weasyprint.formatting_structure import boxes

    box = getattr(box, "_box", box)  # a placeholder of something absolutely positioned
    if isinstance(box, boxes.TableBox):
        wide = float(box.border_width())
        yield box.element, 1.0 if wide <= room + _ROUNDING_PX else room / wide
        return
    if isinstance(box, boxes.BlockContainerBox) and not box.is_table_wrapper:
        room = float(box.width)
    for child in box.children if isinstance(box, boxes.ParentBox) else ():
        yield from _shares(child, room)
