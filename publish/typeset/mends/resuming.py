"""Pages that a change does not reach are kept: only those around it are laid out again.

WeasyPrint lays pages out one after another, and notes before each where in the boxes it begins
and what has been counted. A page whose beginning, content and what follows it are as before comes
out as before: it is taken from the last time. This replaces ``make_all_pages`` of ``layout``.
"""

from __future__ import annotations

import copy
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from weasyprint import layout
from weasyprint.layout import page as pages_module

from publish.markup.templates import ORIGIN
from publish.typeset.mends.inside import check, replaced
from publish.typeset.rewinding import nothing_to_remake

LOOK_AHEAD = 3
"""So many blocks after a page's last one may have had a say in where the page ends."""

_make_all_pages = layout.make_all_pages

Element = Any
Box = Any


@dataclass(frozen=True, slots=True)
class _Kept:
    """A page without its margins, and what is noted at its end.

    ``running`` are the boxes for running heads that stand on it, by name; ``next`` is where the
    following page begins, ``after`` the number of the element there among those of the document,
    and None at the end.
    """

    page: Box
    children: tuple[Box, ...]
    running: dict[str, list[Box]]
    next: tuple[Any, ...]
    after: int | None
    is_simple: bool


@dataclass(frozen=True, slots=True)
class _Record:
    """A document as it was laid out: its elements and their looks, and its pages."""

    elements: list[Element]
    signatures: list[tuple[Any, ...]]
    pages: list[_Kept]


@dataclass(slots=True)
class Memory:
    """The pages of a document as it was last laid out."""

    record: _Record | None = None
    reused: int = 0
    """How many pages have been kept the last time."""


@contextmanager
def resumed(memory: Memory) -> Iterator[None]:
    """Lay out one document with the pages that ``memory`` has of it, which it then has anew.

    The document must be in the same styles and measures as before. Raises TypesetError if
    this is not the WeasyPrint that it was written for.
    """
    check("resuming")
    before, memory.record = memory.record, None  # nothing is kept of a layout that fails
    made: list[_Run] = []

    def make_all_pages(context: Any, root_box: Box, html: Any, pages: list[Box]) -> Iterator[Box]:
        if pages:  # some are made again for what they say of others: never mind what is kept
            made.clear()
            yield from _make_all_pages(context, root_box, html, pages)
            return
        made.append(_Run(context, root_box, html, before))
        yield from made[-1].pages()

    with replaced((layout, "make_all_pages", make_all_pages)):
        yield
    for run in made:
        memory.record, memory.reused = run.record(), run.reused


class _Run:
    """One layout of a document, beside a record of an earlier one."""

    def __init__(self, context: Any, root_box: Box, html: Any, before: _Record | None) -> None:
        self.reused = 0
        self._context = context
        self._root = root_box
        self._html = html
        self._elements = list(html.etree_element.iter())
        self._signatures = [_signature(element) for element in self._elements]
        self._numbers = {id(element): n for n, element in enumerate(self._elements)}
        self._blocks = [n for n, element in enumerate(self._elements) if ORIGIN in element.attrib]
        self._before = before
        self._first, self._last = self._changed()
        self._kept: list[_Kept] = []

    def pages(self) -> Iterator[Box]:
        """The pages, as many of them kept as can be."""
        context = self._context
        context.rendered_notes = []
        head = self._untouched_head()
        while True:
            number = len(self._kept)
            if self._before and number < head:
                yield self._keep(self._before.pages[number])
            else:
                context.page_maker[number][-1].update(nothing_to_remake())
                page, _ = pages_module.remake_page(number, context, self._root, self._html)
                self._note(page)
                yield page
                if tail := self._untouched_tail():
                    for kept in tail:
                        yield self._keep(kept)
            if context.page_maker[len(self._kept)][0] is None and not context.reported_footnotes:
                break
        context.page_maker = context.page_maker[: len(self._kept) + 1]
        context.broken_out_of_flow.clear()
        context.reported_footnotes.clear()

    def record(self) -> _Record:
        """What is known of the document now."""
        return _Record(self._elements, self._signatures, self._kept)

    # --- What has changed ---------------------------------------------------------------

    def _changed(self) -> tuple[int, int]:
        """The first and the last element that are not as before; what stands around is alike.

        A list, a quotation or the signatories count as one, for their parts are set together.
        """
        if self._before is None:
            return 0, len(self._elements) - 1
        ours, theirs = self._signatures, self._before.signatures
        same = zip(ours, theirs, strict=False)
        first = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], same))
        room = min(len(ours), len(theirs)) - first
        same = zip(reversed(ours), reversed(theirs), strict=False)
        tail = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], same))
        last = len(ours) - min(tail, room) - 1
        if first > last:  # nothing has changed, or something is only gone
            last = min(first, len(ours) - 1)
        units = [self._unit(number) for number in (first, last) if number < len(ours)]
        starts, ends = [unit.start for unit in units], [unit.stop - 1 for unit in units]
        return min([first, *starts]), max([last, *ends])

    def _unit(self, number: int) -> range:
        """The outermost part of the text that an element is in: a paragraph, or a whole list."""
        parents = {id(child): each for each in self._elements for child in each}
        unit = parent = self._elements[number]
        while parent is not None and not _is_container(parent):
            unit, parent = parent, parents.get(id(parent))
        start = self._numbers[id(unit)]
        return range(start, start + sum(1 for _ in unit.iter()))

    def _untouched_head(self) -> int:
        """How many pages at the beginning nothing has changed on, nor soon after them.

        Of pages that face each other both are kept or none, for they are laid out together.
        """
        if self._before is None:
            return 0
        changed = bisect_right(self._blocks, self._first - 1)
        count = 0
        for kept in self._before.pages:
            if kept.after is None or not kept.is_simple:
                break
            if bisect_right(self._blocks, kept.after) + LOOK_AHEAD > changed:
                break
            count += 1
        return count if _begins_opening(count) else max(0, count - 1)

    def _untouched_tail(self) -> Sequence[_Kept]:
        """The pages that are left, if they begin where they did and nothing on them is new."""
        before, number = self._before, len(self._kept)
        if before is None or number >= len(before.pages) or not _begins_opening(number):
            return ()
        if len(self._elements) != len(before.elements) or self._context.broken_out_of_flow:
            return ()
        now, then = self._kept[-1], before.pages[number - 1]
        is_after = now.after is not None and now.after > self._last
        is_alike = now.is_simple and then.is_simple and now.next == then.next
        return before.pages[number:] if is_after and is_alike else ()

    # --- Pages ----------------------------------------------------------------------------

    def _note(self, page: Box) -> None:
        """Remember a page that has just been laid out."""
        context, number = self._context, len(self._kept) + 1
        *following, _ = context.page_maker[number]
        notes = page.children[1]
        self._kept.append(
            _Kept(
                page=page,
                children=tuple(page.children),
                running={
                    name: list(by_page[number])
                    for name, by_page in context.running_elements.items()
                    if number in by_page
                },
                next=copy.deepcopy(tuple(following)),
                after=self._element_at(following[0]),
                is_simple=not context.reported_footnotes and not notes.children,
            )
        )

    def _keep(self, kept: _Kept) -> Box:
        """Take a page as it was, and let its boxes belong to the elements of now."""
        context, number = self._context, len(self._kept) + 1
        kept.page.children = kept.children
        self._adopt(kept.page)
        pages_module.set_page_type_computed_styles(
            kept.page.page_type, self._html, context.style_for
        )
        for name, boxes in kept.running.items():
            context.running_elements[name][number].extend(boxes)
        context.page_maker[number - 1][-1].update(nothing_to_remake())
        item = (*copy.deepcopy(kept.next), nothing_to_remake())
        context.page_maker[number:] = [item]
        after = self._element_at(kept.next[0])
        self._kept.append(
            _Kept(kept.page, kept.children, kept.running, kept.next, after, kept.is_simple)
        )
        self.reused += 1
        return kept.page

    def _adopt(self, box: Box) -> None:
        """Let the boxes in a box say that they are of this document's elements."""
        assert self._before is not None
        shift = len(self._elements) - len(self._before.elements)
        numbers = {id(element): n for n, element in enumerate(self._before.elements)}
        for each in _boxes(box):
            number = numbers.get(id(each.element)) if each.element is not None else None
            if number is not None:
                each.element = self._elements[number if number < self._first else number + shift]

    def _element_at(self, place: Any) -> int | None:
        """The number of the element in which a page begins."""
        if place is None:
            return None
        box, number = self._root, 0
        while place:
            number = self._numbers.get(id(box.element), number)
            index = next(iter(place))
            children = getattr(box, "children", ())
            if index >= len(children):
                break
            box, place = children[index], place[index]
        return self._numbers.get(id(box.element), number)


def _begins_opening(index: int) -> bool:
    """Whether a page, counted from 0, is the first of two that face each other."""
    return index % 2 == 1


def _signature(element: Element) -> tuple[Any, ...]:
    """All of an element that decides how it is set: not the line that it was written on."""
    attributes = tuple(item for item in element.attrib.items() if item[0] != ORIGIN)
    return element.tag, attributes, element.text, element.tail


def _is_container(element: Element) -> bool:
    """Whether an element holds parts of the text that are set one after another."""
    return element.tag in ("html", "body", "main") or element.get("class") == "body"


def _boxes(box: Box) -> Iterator[Box]:
    box = getattr(box, "_box", box)
    yield box
    for child in getattr(box, "children", ()):
        yield from _boxes(child)
