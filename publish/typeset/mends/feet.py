"""Pages that face each other end on the same line, and what belongs at their foot stands there.

A page ends short of its last line where a heading, the second line of a paragraph or a whole
list item has to go to the next. Then the page beside it ends there, too. WeasyPrint lays out one
page after another; here the two pages of an opening are laid out together, with as many lines
each as both can end on. What is to float to the foot (``pagefloats``) is moved when a page is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from weasyprint.layout import page as pages_module

from publish.typeset.gaps import fill, lines, room, row_of
from publish.typeset.grid import Grid, grid
from publish.typeset.mends.inside import check, replaced
from publish.typeset.pagefloats import settle
from publish.typeset.rewinding import State, nothing_to_remake

MOST_SHORT = 0.25
"""By this share of its lines an opening may be shorter than others, at most."""

MOST_WAYS = 6
"""So many other ways to end them are tried, at most."""

Box = Any
Place = Any
"""Where in the boxes a page begins: WeasyPrint's skip stack."""


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as it came out: its box, where the next begins, and the state that it leaves.

    It had room for ``rows`` lines, and ends with the line ``foot``, counted from 1; gaps could be
    opened by ``spare`` lines. ``goes_on`` says that the next page begins where this one is full.
    ``number`` is what it is counted as.
    """

    box: Box
    place: Place
    after: State
    grid: Grid
    rows: int
    foot: int
    spare: int
    goes_on: bool
    number: int

    def taken(self) -> tuple[Box, Place]:
        """The page, with everything as it was when it had been laid out."""
        self.after.restore()
        return self.box, self.place


Opening = tuple[_Page, _Page]
LayOut = Callable[[int, int | None], _Page]
"""Lays out a page by its index, counted from 0, with so many rows or as many as it has."""


@contextmanager
def level_feet(*, facing: bool) -> Iterator[None]:
    """Lay out documents whose pages are level at the foot, where they are ``facing``.

    What floats to the foot stands there in any case. To be entered after all else that lays out
    pages in another way. Raises TypesetError if this is not the WeasyPrint that the module was
    written for.
    """
    check("feet")
    make_page = pages_module.make_page

    def made(*arguments: Any) -> Any:
        page, *rest = make_page(*arguments)
        settle(page)
        return (page, *rest)

    if not facing:
        with replaced((pages_module, "make_page", made)):
            yield
        return
    page_height = pages_module.page_height
    lay_out = pages_module.remake_page
    ready: dict[int, _Page] = {}
    limit: int | None = None

    def limited(page: Box, context: Any, height: float) -> None:
        page_height(page, context, height)
        page.publish_height = page.height
        if limit is not None:
            rows = grid(page, context.publish_root_style)
            page.height = rows.edge(limit) - rows.top

    def remake_page(index: int, context: Any, root: Box, html: Any) -> tuple[Box, Place]:
        def one(number: int, rows: int | None = None) -> _Page:
            nonlocal limit
            limit = rows
            context.page_maker[number][-1].update(nothing_to_remake())
            box, place = lay_out(number, context, root, html)
            limit = None
            return _page(context, number, box, place)

        context.publish_root_style = root.style
        if index in ready:
            return ready.pop(index).taken()
        ready.clear()
        before = State.of(context, index)
        first = one(index)
        if not (first.goes_on and first.number % 2 == 0):
            return first.box, first.place
        first, second = _level(_levelled(before, first, one))
        ready[index + 1] = second
        return first.taken()

    with replaced(
        (pages_module, "make_page", made),
        (pages_module, "remake_page", remake_page),
        (pages_module, "page_height", limited),
    ):
        yield


def _levelled(before: State, first: _Page, one: LayOut) -> Opening:
    """The two pages of an opening that begins with ``first``, level if they can be."""
    index = before.index
    second = one(index + 1, None)
    best = first, second
    rows = full = max(first.rows, second.rows)
    for _ in range(MOST_WAYS):
        rows = min(rows - 1, _fewer(first, second))
        if not _unevenness((first, second)) or rows < (1 - MOST_SHORT) * full:
            break
        if first.foot > rows:
            before.restore()
            first = one(index, rows)
        else:
            first.after.restore()
        second = one(index + 1, rows)
        best = min(best, (first, second), key=_unevenness)
    return best


def _fewer(first: _Page, second: _Page) -> int:
    """How many lines to try next: what the first page has less, the second will have more."""
    if first.foot < second.foot:
        return first.foot + first.spare
    return -(-(first.foot + second.foot) // 2)


def _unevenness(opening: Opening) -> int:
    """By how many lines the pages of an opening will differ; none if the text ends there."""
    if not opening[1].goes_on:
        return 0
    short, long = sorted(opening, key=lambda page: page.foot)
    apart = long.foot - short.foot
    return max(0, apart - min(short.spare, short.rows - short.foot))


def _level(opening: Opening) -> Opening:
    """Open gaps on the page that is shorter, as far as it has any."""
    short, long = sorted(opening, key=lambda page: page.foot)
    if opening[1].goes_on and not _unevenness(opening):
        fill(short.box.children[0], short.grid, long.foot - short.foot)
    return opening


def _page(context: Any, index: int, box: Box, place: Place) -> _Page:
    """What a page that has just been laid out is like."""
    rows = grid(box, context.publish_root_style)
    full = rows.whole(rows.top + box.height)
    box.height = box.publish_height
    content, notes, _ = box.children
    taken = [row_of(line, rows) for line in lines(content)]
    _, then, _, (_, counters, *_), _ = context.page_maker[index + 1]
    return _Page(
        box=box,
        place=place,
        after=State.of(context, index),
        grid=rows,
        rows=full,
        foot=full if notes.children else 1 + max(taken, default=-1),
        spare=0 if notes.children else room(content, rows),
        goes_on=place is not None and then["break"] == "any" and not then["page"],
        number=counters["page"][-1],
    )
