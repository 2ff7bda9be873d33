"""Page markers: where in the book each page of the printed pamphlet begins.

Readers with the pamphlet and readers with the book can so name the same page (EPUB 3.3, page
lists; EPUB Accessibility 1.1, page navigation).
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from publish.epub.documents import Document
from publish.epub.members import Tongue
from publish.language.numerals import digits
from publish.language.scripts import script_of
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

_MARK = "mark"
"""The class of the mark of a list item, which style sheets of pages draw."""

_ANNEX = "annex"
"""The class of the heading of an annex, which the pamphlet has too."""

_WITHIN_WORDS = frozenset({"a", "bdi", "em", "small", "span", "strong"})
"""Elements that a word may begin or end in."""

_CONNECTORS = frozenset("-\u2010\u2011'\u2019\u02bc\u05f3\u05f4.,:/@_\u00b7")
"""Characters that words may have within them, beside letters, digits and their marks."""

_UNSPACED = frozenset({"Bopo", "Hani", "Hira", "Kana", "Khmr", "Laoo", "Mymr", "Thai", "Tibt"})
"""Scripts that write words side by side."""

_ZERO_WIDTH_SPACE = "\u200b"

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


class _Flow:
    """The spots of a part of the text, in order, and which of them begin after a space."""

    def __init__(self) -> None:
        self._spots: list[_Spot] = []
        self._first: set[int] = set()
        self._counted: list[int] = []

    def add(self, spot: _Spot, *, parted: bool) -> None:
        if parted:
            self._first.add(len(self._spots))
        if counts(spot.character):
            self._counted.append(len(self._spots))
        self._spots.append(spot)

    def spot(self, start: Start) -> _Spot:
        """The place of a start: that of the word that it is in, for a page may begin with its end.

        A word with a marker in it is two for those who search for it or listen.
        """
        spots, counted = self._spots, self._counted
        if not counted:  # a text of marks alone, such as "…": its pages begin where it does
            return spots[0]
        # A note that is called twice is printed twice, but stands in the book once.
        index = counted[start.letters % len(counted)] - start.marks
        while index not in self._first and _are_one(spots[index - 1], spots[index]):
            index -= 1
        return spots[index]


def _are_one(before: _Spot, after: _Spot) -> bool:
    """Whether there is no way between two characters that stand side by side."""
    pair = before.character, after.character
    if unicodedata.category(after.character)[0] == "M":
        return True
    return all(map(_is_of_words, pair)) and not any(map(_needs_no_space, pair))


def _is_of_words(character: str) -> bool:
    return character in _CONNECTORS or unicodedata.category(character)[0] in "LMN"


def _needs_no_space(character: str) -> bool:
    """Whether a line may begin before or after a character without a space (UAX #14)."""
    return script_of(character) in _UNSPACED


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
    flows: defaultdict[str, _Flow] = defaultdict(_Flow)
    names: dict[Any, str] = {}
    for document in documents:
        names[document.root] = document.name
        parted = True
        for part, spot in _spots(document.root.find(f"{_XHTML}body"), None):
            if spot:
                flows[part].add(spot, parted=parted)
            parted = spot is None
    spots = [flows[start.part].spot(start) for start in starts]
    prefix = f"{tongue.name} " if tongue else ""
    pages = []
    for number, spot in reversed(list(enumerate(spots, start=1))):  # an earlier offset stays true
        marker = _marker(number, f"{prefix}{digits(number, numerals)}")
        _place(marker, spot)
        name = names[spot.element.getroottree().getroot()]
        place = f"{name}#{marker.get('id')}"
        pages.append(Page(number, marker.get("aria-label"), place, tongue))
    return tuple(reversed(pages))


def _spots(element: Any, around: str | None) -> Iterator[tuple[str, _Spot | None]]:
    """What is seen in an element that the pamphlet has too, each with its part of the text.

    None stands for whatever parts words from each other.
    """
    part = part_of(element, around)
    name = _name(element)
    parts_words = name not in _WITHIN_WORDS
    classes = element.get("class", "").split()
    own_heading = (part, name) in _OWN_HEADINGS and _ANNEX not in classes
    if element.get("role") in _NOT_THE_PAMPHLETS or own_heading or classes == [_MARK]:
        return
    if parts_words:
        yield part or "", None
    if part and name in OBJECTS:
        yield part, _Spot(OBJECT, element)
    if part:
        yield from _seen(part, element, element.text)
    for child in element:
        yield from _spots(child, part)
        if part:
            yield from _seen(part, child, child.tail, is_tail=True)
    if parts_words:
        yield part or "", None


def _seen(
    part: str, element: Any, text: str | None, *, is_tail: bool = False
) -> Iterator[tuple[str, _Spot | None]]:
    for offset, character in enumerate(text or ""):
        if is_seen(character):
            yield part, _Spot(character, element, offset, is_tail)
        elif character.isspace() or character == _ZERO_WIDTH_SPACE:
            yield part, None


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
