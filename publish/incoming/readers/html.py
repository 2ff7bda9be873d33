"""HTML: what is text in it becomes blocks; nothing else gets through.

Only elements named here mean anything. Of all others the words are kept and the element is not,
so that no script, style, address or event handler can reach a statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from lxml import etree

from publish.content.inline import MAX_DEPTH
from publish.content.links import check_href
from publish.content.statement import (
    Block,
    Break,
    Foreign,
    Inline,
    Item,
    Link,
    ListBlock,
    Note,
    NoteRef,
    Paragraph,
    Quote,
    Run,
    ThematicBreak,
)
from publish.faults import Fault
from publish.incoming.page import Page, Piece, Remark
from publish.incoming.readers.elements import (
    FURNITURE,
    SILENT,
    TRACKED,
    WRAPPERS,
    attributed,
    here,
    is_block,
    is_hidden,
    is_notes,
    language_of,
    line_of,
    main_of,
    name_of,
    named_as,
    parsed,
    roles_of,
    texts_of,
    too_deep,
)
from publish.incoming.readers.passages import Passage, is_tight, lines_of, tidy
from publish.incoming.walk import idents_in, with_links

_DEEPEST: Final = 100
_DIRECTIONS: Final = frozenset(("ltr", "rtl"))
Places = Literal["line", "count"]
PARAGRAPH: Final = "data-paragraph"
"""Which paragraph of a document an element is, given by its reader."""
Found = Iterator[tuple[Block, str | None]]
"""Blocks, each with the language that the page says it is in."""


def read_html(text: str, path: Path, places: Places = "line") -> Page:
    """The blocks of an HTML page; their places are its lines, or paragraphs counted in order.

    Raises ContentError for a page that is nested deeper than any page of words.
    """
    root = parsed(text, path)
    return _Walker(path, places).page(root)


@dataclass(slots=True)
class _Walker:
    """Walks the tree in order; keeps what is not text, and what was changed, for the report."""

    path: Path
    places: Places
    notes: dict[str, int] = field(default_factory=dict)
    note_blocks: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    doubts: list[Remark] = field(default_factory=list)
    unplaced: list[Remark] = field(default_factory=list)
    number: int = 0
    is_marked: bool = False
    depth: int = 0
    list_depth: int = 0

    def page(self, root: etree._Element) -> Page:
        body = main_of(root)
        self._note_title(root)
        self._note_outside(body)
        found = list(self._blocks(body, None))
        # A place on the page that it came from is no place in the statement.
        idents = {ident for block, _ in found for ident in idents_in(block)}
        pieces = [Piece(with_links(block, idents), language=tag) for block, tag in found]
        notes = tuple(self._all_notes())
        unit = "paragraph" if self.places == "count" else "line"
        return Page(tuple(pieces), notes, unit, {}, tuple(self.doubts), tuple(self.unplaced))

    def _note_title(self, root: etree._Element) -> None:
        title = root.findtext(".//head/title")
        if title and title.strip():
            words = " ".join(title.split())
            self.doubts.append(Remark(1, "the title of the browser's window was left out", words))

    def _note_outside(self, body: etree._Element) -> None:
        """Keep what stands around the main part of a page."""
        way = [body, *body.iterancestors()]
        for ancestor in reversed(way[1:]):
            for child in ancestor:
                if child not in way and name_of(child) not in SILENT:
                    self._leave_out(child, "stands outside the main part of the page")

    def _all_notes(self) -> Iterator[Note]:
        for ident, number in self.notes.items():
            blocks = self.note_blocks.pop(ident, None)
            if blocks:
                yield Note(number, blocks, blocks[0].line)
        for blocks in self.note_blocks.values():
            words = " ".join(lines_of(blocks))
            self.unplaced.append(Remark(blocks[0].line, "nothing refers to this footnote", words))

    # --- Blocks ---

    def _blocks(self, element: etree._Element, language: str | None) -> Found:
        """The blocks in an element, each with the language it is said to be in."""
        self._enter(element)
        language = language_of(element) or language
        loose = Passage()
        if element.text:
            loose.add(Run(element.text), element)
        for child in element:
            if is_block(child):
                yield from self._flushed(loose, language)
                loose = Passage()
                yield from self._block(child, language)
            else:
                for piece in self._inline(child):
                    loose.add(piece, child)
            if child.tail:
                loose.add(Run(child.tail), element)
        yield from self._flushed(loose, language)
        self.depth -= 1

    def _flushed(self, passage: Passage, language: str | None) -> Found:
        for content in passage.paragraphs():
            yield Paragraph(content, self._place(passage.element)), language

    def _block(self, element: etree._Element, language: str | None) -> Found:
        name = name_of(element)
        if is_hidden(element) or name in FURNITURE:
            why = "belongs to the site" if name in FURNITURE else "is hidden on the page"
            self._leave_out(element, why)
        elif is_notes(element):
            self._read_notes(element)
        elif name in ("ul", "ol"):
            for found in self._list(element):
                yield attributed(found, element), language_of(element) or language
        elif name == "blockquote":
            if inner := self._inner(element):
                quote = Quote(inner, inner[0].line)
                yield attributed(quote, element), language_of(element) or language
        elif name == "hr" and "footnotes-sep" not in roles_of(element):
            yield ThematicBreak(self._place(element)), language
        else:
            if name == "table":
                message = "a table was taken apart: each cell is a paragraph"
                self.doubts.append(Remark(self._here(element), message))
            for block, tag in self._blocks(element, language):
                yield named_as(name, block, element), tag

    def _inner(self, element: etree._Element) -> tuple[Block, ...]:
        return tuple(block for block, _ in self._blocks(element, None))

    def _list(self, element: etree._Element) -> Iterator[Block]:
        self.list_depth += 1
        if self.list_depth > MAX_DEPTH:
            raise too_deep(self.path, line_of(element))
        items: list[Item] = []
        for child in element:
            is_list = name_of(child) in ("ul", "ol")
            blocks = tuple(self._list(child)) if is_list else self._inner(child)
            if blocks and is_list and items:  # it belongs to the item before it
                blocks = (*items.pop().blocks, *blocks)
            if blocks:
                items.append(Item(blocks, blocks[0].line))
        self.list_depth -= 1
        if items:
            ordered, start = name_of(element) == "ol", element.get("start", "1")
            number = int(start) if ordered and start.isdecimal() and len(start) < 10 else 1
            yield ListBlock(ordered, tuple(items), items[0].line, number, is_tight(items))

    def _read_notes(self, element: etree._Element) -> None:
        for item in element.iter("li"):
            ident = item.get("id")
            is_inner = any(name_of(parent) == "li" for parent in item.iterancestors())
            if ident and not is_inner and (blocks := self._inner(item)):
                self.note_blocks[ident] = blocks

    # --- Inline content ---

    def _inline(self, element: etree._Element) -> Iterator[Inline]:
        name = name_of(element)
        if name in SILENT:
            if name not in ("head", "colgroup", "input"):
                message = f"an element that is no text was left out: {name}"
                self.doubts.append(Remark(self._here(element), message))
        elif name == "br":
            yield Break()
        elif is_hidden(element):
            self._leave_out(element, "is hidden on the page")
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
        self._enter(element)
        if element.text:
            yield Run(element.text)
        for child in element:
            yield from self._inline(child)
            if child.tail:
                yield Run(child.tail)
        self.depth -= 1

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
                self.doubts.append(Remark(self._here(element), TRACKED[mark], words))
            return ()
        return None

    def _link(self, element: etree._Element, content: tuple[Inline, ...]) -> Iterator[Inline]:
        href = element.get("href", "").strip()
        try:
            check_href(href)
        except Fault as fault:
            message = f"a link was taken off: {fault.message.rstrip('.')}"
            self.doubts.append(Remark(self._here(element), message))
            yield from content
        else:
            title = " ".join(element.get("title", "").split()) or None
            yield from (Link(href, content, title),) if tidy(content) else content

    # --- What is not text ---

    def _note_picture(self, element: etree._Element) -> None:
        shown = " ".join(element.get("alt", "").split())
        message = "a picture was left out; put its file into images/ and show it from there"
        self.doubts.append(Remark(self._here(element), message, shown))

    def _leave_out(self, element: etree._Element, why: str) -> None:
        if words := " ".join(" ".join(texts_of(element)).split()):
            self.unplaced.append(Remark(self._here(element), why, words))

    # --- Places ---

    def _enter(self, element: etree._Element) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise too_deep(self.path, line_of(element))

    def _place(self, element: etree._Element | None) -> int:
        if self.places == "line":
            return self._here(element)
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

    def _here(self, element: etree._Element | None) -> int:
        return max(self.number, 1) if self.places == "count" else here(element)
