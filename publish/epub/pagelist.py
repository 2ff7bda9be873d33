"""Page markers: where in the book each page of the printed pamphlet begins.

Readers with the pamphlet and readers with the book can so name the same page (EPUB 3.3, page
lists; EPUB Accessibility 1.1, page navigation).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from publish.epub.documents import Document
from publish.epub.members import Tongue
from publish.language.numerals import digits
from publish.markup.flow import OBJECT, OBJECTS, Start, counts, is_seen, part_of

_XHTML = "{http://www.w3.org/1999/xhtml}"
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"

_STEPPED_OUT_OF = frozenset(
    {*("a", "bdi", "em", "h1", "h2", "h3", "small", "span", "strong"), *OBJECTS}
)
"""Elements that a marker stands before, where it would be the first thing in them: nobody is to
hear of a page within a heading or a link."""

_NOT_THE_PAMPHLETS = frozenset({"doc-noteref", "doc-backlink"})
"""The roles of what a book says in its own way."""

_OWN_HEADINGS = frozenset({("body", "h1"), ("colophon", "h2")})
"""Headings, by their part, that the pamphlet has not: its title and its colophon need none."""


@dataclass(frozen=True, slots=True)
class Page:
    """A line of the page list: the label as printed, its number, and where it is in the book.

    ``tongue`` is the label's language, where it may be another than that of the book.
    """

    number: int
    label: str
    href: str
    tongue: Tongue | None = None


@dataclass(frozen=True, slots=True)
class _Spot:
    """A character that is seen, or an object, and where it stands.

    It is ``offset`` characters into the text of ``element``, or into what follows it.
    """

    character: str
    element: Any
    offset: int = 0
    is_tail: bool = False


def mark_pages(
    documents: Iterable[Document],
    starts: Sequence[Start],
    numerals: str,
    tongue: Tongue | None = None,
) -> tuple[Page, ...]:
    """Put a marker into ``documents`` where each page starts, and list the pages.

    ``starts`` are the beginnings of the pages in order. Labels are in ``numerals``, as folios
    are, after the name of the ``tongue`` if there is one: a book of several languages has
    several pages of a number.
    """
    flow: defaultdict[str, list[_Spot]] = defaultdict(list)
    names: dict[Any, str] = {}
    for document in documents:
        names[document.root] = document.name
        for part, spot in _spots(document.root.find(f"{_XHTML}body"), None):
            flow[part].append(spot)
    spots = [_spot(flow[start.part], start) for start in starts]
    prefix = f"{tongue.name} " if tongue else ""
    pages = []
    for number, spot in reversed(list(enumerate(spots, start=1))):  # an earlier offset stays true
        marker = _marker(number, f"{prefix}{digits(number, numerals)}")
        _place(marker, spot)
        name = names[spot.element.getroottree().getroot()]
        place = f"{name}#{marker.get('id')}"
        pages.append(Page(number, marker.get("aria-label"), place, tongue))
    return tuple(reversed(pages))


def _spots(element: Any, around: str | None) -> Iterator[tuple[str, _Spot]]:
    """What is seen in an element that the pamphlet has too, each with its part of the text."""
    part = part_of(element, around)
    name = _name(element)
    if element.get("role") in _NOT_THE_PAMPHLETS or (part, name) in _OWN_HEADINGS:
        return
    if part and name in OBJECTS:
        yield part, _Spot(OBJECT, element)
    if part:
        yield from _seen(part, element, element.text)
    for child in element:
        yield from _spots(child, part)
        if part:
            yield from _seen(part, child, child.tail, is_tail=True)


def _seen(
    part: str, element: Any, text: str | None, *, is_tail: bool = False
) -> Iterator[tuple[str, _Spot]]:
    for offset, character in enumerate(text or ""):
        if is_seen(character):
            yield part, _Spot(character, element, offset, is_tail)


def _spot(flow: Sequence[_Spot], start: Start) -> _Spot:
    """The place of ``start`` in the flow of its part."""
    counted = [index for index, spot in enumerate(flow) if counts(spot.character)]
    if not counted:  # a text of marks alone, such as "…": its pages begin where it does
        return flow[0]
    # A note that is called twice is printed twice, but stands in the book once.
    return flow[counted[start.letters % len(counted)] - start.marks]


def _marker(number: int, label: str) -> Any:
    """A page break (EPUB Structural Semantics; DPUB-ARIA); the dot is in no editor's identifier."""
    attributes = {
        _EPUB_TYPE: "pagebreak",
        "role": "doc-pagebreak",
        "id": f"page.{number}",
        "aria-label": label,
    }
    return etree.Element(f"{_XHTML}span", attributes)


def _place(marker: Any, spot: _Spot) -> None:
    """Put ``marker`` right before a character or an object."""
    element = spot.element
    text = (element.tail if spot.is_tail else element.text) or ""
    before, marker.tail = text[: spot.offset], text[spot.offset :] or None
    if spot.is_tail:
        element.tail = before
        element.getparent().insert(element.getparent().index(element) + 1, marker)
    elif _name(element) in _STEPPED_OUT_OF and not before.strip():
        marker.tail = None
        _outermost(element).addprevious(marker)
    else:
        element.text = before
        element.insert(0, marker)


def _outermost(element: Any) -> Any:
    """The outermost of the elements to step out of that ``element`` is the beginning of."""
    while (
        _name(parent := element.getparent()) in _STEPPED_OUT_OF
        and not (parent.text or "").strip()
        and parent.index(element) == 0
    ):
        element = parent
    return element


def _name(element: Any) -> str:
    return etree.QName(element).localname
