"""HTML: what is text in it becomes blocks; nothing else gets through.

Only elements named here mean anything. Of all others the words are kept and the element is not,
so that no script, style, address or event handler can reach a statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from publish.content.inline import MAX_DEPTH
from publish.content.passages import text_of
from publish.content.statement import (
    Block,
    Item,
    Note,
    Paragraph,
    Quote,
    Role,
    Run,
    ThematicBreak,
)
from publish.incoming.masthead import is_masthead_like
from publish.incoming.page import Page, Piece, Remark
from publish.incoming.readers.elements import (
    FURNITURE,
    SILENT,
    attributed,
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
    targets_in,
    too_deep,
)
from publish.incoming.readers.grids import cell_of, grid_of, rows_of
from publish.incoming.readers.inlining import InlineReader, Places
from publish.incoming.readers.lists import listed, number_of, without_ident
from publish.incoming.readers.passages import Passage, lines_of
from publish.incoming.shapes import lines_of as lines_in
from publish.incoming.walk import idents_in, with_links
from publish.incoming.words import said as said_by

Found = Iterator[tuple[Block, str | None]]
"""Blocks, each with the language that the page says it is in."""


def read_html(text: str, path: Path, places: Places = "line") -> Page:
    """The blocks of an HTML page; their places are its lines, or paragraphs counted in order.

    Raises ContentError for a page that is nested deeper than any page of words.
    """
    root = parsed(text, path)
    return _Walker(path, places).page(root)


@dataclass(slots=True)
class _Walker(InlineReader):
    """Walks the tree in order, block by block."""

    note_blocks: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    list_depth: int = 0
    note_depth: int = 0
    has_begun: bool = False
    targets: frozenset[str] = frozenset()

    def page(self, root: etree._Element) -> Page:
        body = main_of(root)
        self._note_title(root)
        self._note_outside(body)
        self.targets = targets_in(body)
        whole = [each for each in (body, *body.iterancestors()) if language_of(each)]
        language = language_of(whole[0]) if whole else None
        body.set("lang", "")  # it is said of all, not of a part
        found = list(self._blocks(body, None))
        # A place on the page that it came from is no place in the statement.
        idents = {ident for block, _ in found for ident in idents_in(block)}
        pieces = [Piece(with_links(block, idents), language=tag) for block, tag in found]
        notes = tuple(self._all_notes())
        unit = "paragraph" if self.places == "count" else "line"
        doubts, unplaced = tuple(self.doubts), tuple(self.unplaced)
        return Page(tuple(pieces), notes, unit, {}, doubts, unplaced, language)

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
                    self.leave_out(child, "stands outside the main part of the page")

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
        self.enter(element)
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
                for piece in self.inline(child):
                    loose.add(piece, child)
            if child.tail:
                loose.add(Run(child.tail), element)
        yield from self._flushed(loose, language)
        self.depth -= 1

    def _flushed(self, passage: Passage, language: str | None) -> Found:
        for content in passage.paragraphs():
            self.has_begun = True
            yield Paragraph(content, self.place(passage.element)), language

    def _block(self, element: etree._Element, language: str | None) -> Found:
        name = name_of(element)
        if is_hidden(element) or name in FURNITURE:
            why = "belongs to the site" if name in FURNITURE else "is hidden on the page"
            self.leave_out(element, why)
        elif is_notes(element):
            self._read_notes(element)
        elif name in ("ul", "ol"):
            for found in self._list(element):
                yield attributed(found, element, self.targets), language_of(element) or language
        elif name == "blockquote":
            if inner := self._inner(element):
                quote = Quote(inner, inner[0].line)
                yield attributed(quote, element, self.targets), language_of(element) or language
        elif name == "hr" and "footnotes-sep" not in roles_of(element):
            yield ThematicBreak(self.place(element)), language
        elif name == "table":
            yield from self._table(element, language)
        else:
            for block, tag in self._first_named(element, self._blocks(element, language)):
                yield named_as(name, block, element, self.targets), tag

    def _first_named(self, element: etree._Element, found: Found) -> Found:
        """The blocks of an element; the first is what a link to the element leads to."""
        names = (each.get("id") or each.get("name") or "" for each in element.iter())
        targets = [each for each in names if each in self.targets] if self.targets else []
        inner = any(is_block(child) for child in element)
        target = element.get("id") if inner else next(iter(targets), None)
        for block, tag in found:
            if target in self.targets and not isinstance(block, ThematicBreak) and not block.ident:
                block = replace(block, ident=target)
            target = None
            yield block, tag

    def _table(self, element: etree._Element, language: str | None) -> Found:
        """A table of data as such; what else stands in tables cell by cell."""
        language = language_of(element) or language
        line, is_first = self.here(element), not self.has_begun
        captions = [child for child in element if name_of(child) == "caption"]
        captioned = [found for child in captions for found in self._blocks(child, language)]
        rows = []
        for row in rows_of(element):
            above = row[0].getparent() if row else None
            said = (language_of(above) if above is not None else None) or language
            rows.append([cell_of(cell, list(self._blocks(cell, said))) for cell in row])
        read = [found for row in rows for cell in row for found in cell.blocks]
        is_masthead = is_first and is_masthead_like(
            part for block, _ in read for part in lines_in(block) or ()
        )
        is_placed = element.get("role") in ("presentation", "none") or self.note_depth
        grid = None if is_masthead or is_placed else grid_of(rows, line)
        if grid is None:
            if len(read) > 1 and not is_masthead:
                message = "a table that only places its text was taken apart, cell by cell"
                self.doubts.append(Remark(line, message, " / ".join(_beginnings(read))))
            yield from (*captioned, *read)
            return
        words = " / ".join(text_of(cell) for cell in grid.table.head.cells)
        if grid.has_no_head:
            message = "a table has no head of its own: its first row stands for one"
            self.doubts.append(Remark(line, message, words))
        if grid.has_spans:
            message = "a cell of a table spans others: its words stand in the first of them"
            self.doubts.append(Remark(line, message, words))
        said = next((tag for _, tag in read), language)
        yield attributed(grid.table, element, self.targets), said
        for block, tag in captioned:
            if isinstance(block, Paragraph) and len(captioned) == 1:
                block = replace(block, role=Role.CAPTION)
            yield block, tag

    def _inner(self, element: etree._Element) -> tuple[Block, ...]:
        return tuple(block for block, _ in self._blocks(element, None))

    def _list(self, element: etree._Element) -> Iterator[Block]:
        self.list_depth += 1
        if self.list_depth > MAX_DEPTH:
            raise too_deep(self.path, line_of(element))
        items: list[Item] = []
        starts: list[int | None] = []
        for child in element:
            is_list = name_of(child) in ("ul", "ol")
            blocks = tuple(self._list(child)) if is_list else self._inner(child)
            if blocks and is_list and items:  # it belongs to the item before it
                items[-1] = replace(items[-1], blocks=(*items[-1].blocks, *blocks))
                continue
            if blocks:
                value = child.get("value", "") if not is_list else ""
                starts.append(number_of(value))
                ident = child.get("id") if child.get("id") in self.targets else None
                own = ident if isinstance(blocks[0], Paragraph) else None
                items.append(Item(without_ident(blocks, own), blocks[0].line, own))
        self.list_depth -= 1
        if items:
            if element.get("reversed") is not None and name_of(element) == "ol":
                message = "a list counts down, which none does here: its numbers are words now"
                self.doubts.append(Remark(items[0].line, message, said_by(items[0].blocks[0])))
            yield from listed(element, items, starts)

    def _read_notes(self, element: etree._Element) -> None:
        self.note_depth += 1
        for item in element.iter("li"):
            ident = item.get("id")
            is_inner = any(name_of(parent) == "li" for parent in item.iterancestors())
            if ident and not is_inner and (blocks := self._inner(item)):
                self.note_blocks[ident] = blocks
        self.note_depth -= 1


def _beginnings(read: list[tuple[Block, str | None]]) -> Iterator[str]:
    """The first words of blocks, to find them by."""
    return (" ".join(said_by(block).split()[:4]) for block, _ in read[:6])
