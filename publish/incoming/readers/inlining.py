"""HTML: what stands in a line, and what on a page is no text of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from lxml import etree

from publish.content.links import check_href
from publish.content.statement import Break, Foreign, Inline, Link, NoteRef, Run
from publish.faults import Fault
from publish.incoming.page import QUOTES, Remark
from publish.incoming.readers.elements import (
    SILENT,
    TRACKED,
    WRAPPERS,
    here,
    is_hidden,
    language_of,
    line_of,
    name_of,
    roles_of,
    texts_of,
    too_deep,
)
from publish.incoming.readers.passages import tidy

_DEEPEST: Final = 100
_DIRECTIONS: Final = frozenset(("ltr", "rtl"))
Places = Literal["line", "count"]
PARAGRAPH: Final = "data-paragraph"
"""Which paragraph of a document an element is, given by its reader."""


@dataclass(slots=True)
class InlineReader:
    """Reads what stands in lines; keeps what is not text, and what was changed, for the report.

    ``notes`` are the numbers of footnotes by what their calls lead to, in the order of the calls.
    """

    path: Path
    places: Places
    notes: dict[str, int] = field(default_factory=dict)
    doubts: list[Remark] = field(default_factory=list)
    unplaced: list[Remark] = field(default_factory=list)
    number: int = 0
    is_marked: bool = False
    depth: int = 0
    quote_depth: int = 0

    def inline(self, element: etree._Element) -> Iterator[Inline]:
        """What an element in a line says."""
        name = name_of(element)
        if name in SILENT:
            if name not in ("head", "colgroup", "input"):
                message = f"an element that is no text was left out: {name}"
                whole = "" if name in ("script", "style") else "".join(map(str, element.itertext()))
                said = " ".join(whole.split())
                self.doubts.append(Remark(self.here(element), message, said))
        elif name == "br":
            yield Break()
        elif is_hidden(element):
            self.leave_out(element, "is hidden on the page")
        elif name == "q":
            yield from self._quoted(element)
        elif name == "img":
            self._note_picture(element)
        else:
            special = self._special(element)
            yield from self._words(element) if special is None else special

    def _words(self, element: etree._Element) -> Iterator[Inline]:
        name, content, tag = name_of(element), tuple(self._inside(element)), language_of(element)
        if name in WRAPPERS:
            yield WRAPPERS[name](content)
        elif name == "a" and element.get("href"):
            yield from self._link(element, content)
        elif name in ("span", "bdi", "bdo") and (tag or name == "bdi" or element.get("dir")):
            direction = element.get("dir", "").lower()
            known = direction if direction in _DIRECTIONS else None
            yield from (Foreign(content, tag, known),) if tag or known else content
        else:
            yield from content

    def _inside(self, element: etree._Element) -> Iterator[Inline]:
        self.enter(element)
        if element.text:
            yield Run(element.text)
        for child in element:
            yield from self.inline(child)
            if child.tail:
                yield Run(child.tail)
        self.depth -= 1

    def _quoted(self, element: etree._Element) -> Iterator[Inline]:
        """A quotation in a line, with signs for the marks of a language that is known later."""
        before, after = QUOTES[self.quote_depth % 2]
        self.quote_depth += 1
        yield Run(before)
        yield from self._words(element)
        yield Run(after)
        self.quote_depth -= 1

    def _special(self, element: etree._Element) -> tuple[Inline, ...] | None:
        """What an element is by its role or class: a call of a note, a tracked change; or None."""
        roles = roles_of(element)
        if roles & {"doc-backlink", "footnote-back", "footnote-backref"}:
            return ()
        link = element if name_of(element) == "a" else element.find("a")
        if link is not None and roles & {"doc-noteref", "footnote-ref"}:
            target = link.get("href", "").lstrip("#")
            return (NoteRef(self.notes.setdefault(target, len(self.notes) + 1)),)
        for mark in roles & TRACKED.keys():
            if words := " ".join("".join(texts_of(element)).split()):
                self.doubts.append(Remark(self.here(element), TRACKED[mark], words))
            return ()
        return None

    def _link(self, element: etree._Element, content: tuple[Inline, ...]) -> Iterator[Inline]:
        href = element.get("href", "").strip()
        try:
            check_href(href)
        except Fault as fault:
            message = f"a link was taken off: {fault.message.rstrip('.')}"
            said = " ".join("".join(texts_of(element)).split())
            self.doubts.append(Remark(self.here(element), message, said))
            yield from content
        else:
            title = " ".join(element.get("title", "").split()) or None
            yield from (Link(href, content, title),) if tidy(content) else content

    # --- What is not text ---

    def _note_picture(self, element: etree._Element) -> None:
        shown = " ".join(element.get("alt", "").split())
        shown = shown or element.get("src", "").rpartition("/")[2]
        message = "a picture was left out; put its file into images/ and show it from there"
        self.doubts.append(Remark(self.here(element), message, shown))

    def leave_out(self, element: etree._Element, why: str) -> None:
        """Keep the words of an element for the report."""
        if words := " ".join(" ".join(texts_of(element)).split()):
            self.unplaced.append(Remark(self.here(element), why, words))

    # --- Places ---

    def enter(self, element: etree._Element) -> None:
        """Go one element deeper; raises ContentError where that is too deep."""
        self.depth += 1
        if self.depth > _DEEPEST:
            raise too_deep(self.path, line_of(element))

    def place(self, element: etree._Element | None) -> int:
        """The place of a passage that begins in an element."""
        if self.places == "line":
            return self.here(element)
        marked = None
        while element is not None and marked is None:
            marked = element.get(PARAGRAPH)
            element = element.getparent()
        if marked and marked.isdecimal():
            self.number = int(marked)
            self.is_marked = True
        elif not self.is_marked:
            self.number += 1
        return max(self.number, 1)

    def here(self, element: etree._Element | None) -> int:
        """The place of an element, or of what was read last."""
        return max(self.number, 1) if self.places == "count" else here(element)
