"""From the syntax tree of a text to frozen blocks: one method for each kind of block."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final

from markdown_it.tree import SyntaxTreeNode

from publish.content.attributes import Attributes, check_ident, parse_attributes
from publish.content.inline import code, raw_html, read_inline
from publish.content.ledger import Ledger
from publish.content.lines import ATTRIBUTE_LINE, IDENT
from publish.content.numbering import Levels, misnumbered
from publish.content.parsing import parser, row_of
from publish.content.roles import role_fault
from publish.content.statement import (
    Block,
    Definition,
    DefinitionList,
    Heading,
    Inline,
    Item,
    ListBlock,
    Note,
    Paragraph,
    Quote,
    Role,
    Row,
    Table,
    ThematicBreak,
)
from publish.content.tables import MAX_COLUMNS, alignment, row_fault
from publish.content.verse import in_lines
from publish.faults import Fault, quoted
from publish.language.counters import DECIMAL

_NUMBERS_HELP: Final = "Put the line before a list whose items begin with 1. or the like."


def read_blocks(
    root: SyntaxTreeNode, text: str, env: dict[str, Any], ledger: Ledger, first_line: int
) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """The blocks and footnotes of a tree; what is wrong with them is in the ledger.

    ``text`` and ``env`` are what the tree was made of; the text begins at ``first_line``.
    """
    reader = _Reader(ledger, env, text.split("\n"), first_line)
    blocks = reader.blocks(root.children)
    notes = reader.notes(root)
    reader.check_definitions(root)
    return blocks, notes


class _Reader:
    """Turns syntax nodes into blocks. ``_lines`` are those of the text, for attribute lines."""

    def __init__(
        self, ledger: Ledger, env: dict[str, Any], lines: Sequence[str], first_line: int
    ) -> None:
        self._ledger = ledger
        self._env = env
        self._lines = lines
        self._first_line = first_line
        self._levels = Levels()
        self._depth = 0

    def blocks(self, nodes: Sequence[SyntaxTreeNode]) -> tuple[Block, ...]:
        """The blocks of one container, each with what the attribute lines before it say."""
        blocks: list[Block] = []
        pending = Attributes()
        for node in nodes:
            try:
                if node.type == ATTRIBUTE_LINE:
                    pending = pending.joined(parse_attributes(self._lines[row_of(node)]))
                    continue
                if pending.ident:
                    self._ledger.name(pending.ident, self._line(node))
                    if pending.role is Role.ANNEX:
                        self._ledger.numbered.add(pending.ident)
                if pending.numbers and node.type != "ordered_list":
                    raise Fault("kinds of numbers are for numbered lists.", _NUMBERS_HELP)
                block = _BUILDERS[node.type](self, node, pending)
            except Fault as fault:
                self._ledger.report(self._line(node), fault)
                block = None
            if block:
                before = blocks[-1] if blocks else None
                if wrong := role_fault(block, before, is_outermost=not self._depth):
                    self._ledger.report(block.line, wrong)
                blocks.append(block)
            pending = Attributes()
        if pending != Attributes():
            remedy = "Put it on the line before its block."
            self._report(nodes[-1], "an attribute line has no block after it.", remedy)
        return tuple(blocks)

    def notes(self, root: SyntaxTreeNode) -> tuple[Note, ...]:
        """The footnotes by number: each defined once, referred to, and saying something."""
        numbers = dict(self._ledger.notes)
        found: dict[str, Note] = {}
        self._ledger.in_note = True
        for node in _of_type("footnote_reference", root):
            label = node.meta["label"]
            if label in found:
                self._report(node, f"the footnote {quoted(label)} is defined twice.", "Keep one.")
            if label not in numbers and self._ledger.is_whole:
                message = f"nothing refers to the footnote {quoted(label)}."
                self._report(node, message, f"Put [^{label}] into the text, or remove the note.")
            blocks = self._filled(node, "footnote")
            found[label] = Note(numbers.get(label, 0), blocks, self._line(node))
        for label in numbers.keys() - found.keys():
            message = f"there is no footnote {quoted(label)}."
            self._ledger.report(
                self._ledger.note_lines[label], Fault(message, f"Add a line [^{label}]: ...")
            )
        return tuple(found[label] for label in numbers if label in found)

    def check_definitions(self, root: SyntaxTreeNode) -> None:
        """Report definitions of links that no link uses, and repeated ones."""
        seen: set[str] = set()
        for node in _of_type("definition", root):
            key, label = node.meta["id"], quoted(node.meta["label"])
            if key in seen:
                self._report(node, f"the link {label} is defined twice.", "Keep one.")
            elif key not in self._ledger.labels and self._ledger.is_whole:
                message = f"no link uses the definition {label}, and it would not be printed."
                self._report(node, message, r"Remove it; write \[ if it is text.")
            seen.add(key)

    # --- One kind of block each; the table below names them ---

    def paragraph(self, node: SyntaxTreeNode, attributes: Attributes) -> Block:
        content = self._content(node)
        if attributes.role is Role.VERSE:
            content = in_lines(content)
        return Paragraph(content, self._line(node), attributes.role, attributes.ident)

    def heading(self, node: SyntaxTreeNode, attributes: Attributes) -> Block:
        level = int(node.tag.removeprefix("h"))
        if level == 1:
            message = "a heading of the first level is the title, which is in the front matter."
            raise Fault(message, "Remove it, or use ##.")
        if level > 3:
            raise Fault(f"there are no headings of level {level}.", "Use ## or ###.")
        content = self._content(node)
        if not node.children[0].content:
            raise Fault("the heading is empty.", "Write it, or remove its marks.")
        return Heading(level, content, self._line(node), attributes.role, attributes.ident)

    def list(self, node: SyntaxTreeNode, attributes: Attributes) -> Block:
        self._check_numbers(node)
        ordered = node.type == "ordered_list"
        kind = (attributes.numbers or self._levels.kind()) if ordered else None
        with self._within(attributes.role, kind):
            items = tuple(self._item(item, ordered=ordered) for item in node.children)
        loose = any(
            block.type == "paragraph" and not block.hidden
            for item in node.children
            for block in item.children
        )
        return ListBlock(
            ordered=ordered,
            items=items,
            line=self._line(node),
            start=int(node.attrs.get("start", 1)),
            numbers=kind or DECIMAL,
            tight=not loose,
            role=attributes.role,
            ident=attributes.ident,
        )

    def quote(self, node: SyntaxTreeNode, attributes: Attributes) -> Block:
        with self._within(attributes.role, None):
            blocks = self._filled(node, "quotation")
        return Quote(blocks, self._line(node), attributes.role, attributes.ident)

    def table(self, node: SyntaxTreeNode, attributes: Attributes) -> Block:
        if self._ledger.in_note:
            raise Fault("a table stands in a footnote.", "Put it into the text.")
        head, *rows = (row for part in node.children for row in part.children)
        columns = len(head.children)
        if not rows:
            raise Fault("a table has a head and no rows.", "Write them below the line of dashes.")
        if columns > MAX_COLUMNS:
            message = f"the table has {columns} columns; the limit is {MAX_COLUMNS}."
            raise Fault(message, "Divide it.")
        for row in rows:
            if fault := row_fault(self._lines[row_of(row)], columns):
                self._ledger.report(self._line(row), fault)
        return Table(
            self._row(head),
            tuple(map(self._row, rows)),
            tuple(alignment(cell) for cell in head.children),
            self._line(node),
            attributes.role,
            attributes.ident,
        )

    def definitions(self, node: SyntaxTreeNode, attributes: Attributes) -> Block:
        entries: list[Definition] = []
        for child in node.children:
            line = self._line(child)
            if child.type == "dt":
                term = Paragraph(self._content(child), line)
                if entries and not entries[-1].blocks:
                    entries[-1] = replace(entries[-1], terms=(*entries[-1].terms, term))
                else:
                    entries.append(Definition((term,), (), line))
            else:
                blocks = (*entries[-1].blocks, *self._filled(child, "definition"))
                entries[-1] = replace(entries[-1], blocks=blocks)
        tight = all(
            block.hidden
            for child in node.children
            for block in child.children
            if block.type == "paragraph"
        )
        return DefinitionList(
            tuple(entries), self._line(node), tight, attributes.role, attributes.ident
        )

    def thematic_break(self, node: SyntaxTreeNode, attributes: Attributes) -> Block:
        _expect_none(attributes)
        return ThematicBreak(self._line(node))

    def elsewhere(self, _: SyntaxTreeNode, attributes: Attributes) -> None:
        """A definition of a footnote or link, which is read apart."""
        _expect_none(attributes)

    def html(self, node: SyntaxTreeNode, _attributes: Attributes) -> Block:
        raise raw_html(node.content)

    def fence(self, _node: SyntaxTreeNode, _attributes: Attributes) -> Block:
        raise code()

    def indented(self, _node: SyntaxTreeNode, _attributes: Attributes) -> Block:
        message = "four spaces before a line make it code, which has no place in a statement."
        raise Fault(message, "Remove the spaces.")

    # --- Helpers ---

    def _row(self, node: SyntaxTreeNode) -> Row:
        line = self._line(node)
        cells = (
            read_inline(cell.children[0], line, parser(), self._env, self._ledger)
            for cell in node.children
        )
        return Row(tuple(cells), line)

    def _item(self, node: SyntaxTreeNode, *, ordered: bool) -> Item:
        ident: str | None = node.meta.get(IDENT)
        if ident is not None:
            try:
                self._ledger.name(check_ident(ident), self._line(node))
            except Fault as fault:
                self._ledger.report(self._line(node), fault)
        if ident and ordered:
            self._ledger.numbered.add(ident)
        return Item(self._filled(node, "list item"), self._line(node), ident)

    @contextmanager
    def _within(self, role: Role | None, kind: str | None) -> Iterator[None]:
        """What is read in this context stands in a block of a role, a list of a kind."""
        before = self._levels
        self._levels = before.within(role, kind)
        yield
        self._levels = before

    def _check_numbers(self, node: SyntaxTreeNode) -> None:
        numbers = [int(item.info) for item in node.children if item.info]
        lines = [self._lines[row_of(item)] for item in node.children]
        if found := misnumbered(numbers, lines):
            index, fault = found
            self._ledger.report(self._line(node.children[index]), fault)

    def _content(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        """The passage in a paragraph or heading."""
        return read_inline(node.children[0], self._line(node), parser(), self._env, self._ledger)

    def _filled(self, node: SyntaxTreeNode, name: str) -> tuple[Block, ...]:
        if all(child.type in _APART for child in node.children):
            self._report(node, f"the {name} is empty.", "Write it, or remove its mark.")
        self._depth += 1
        blocks = self.blocks(node.children)
        self._depth -= 1
        return blocks

    def _line(self, node: SyntaxTreeNode) -> int:
        return row_of(node) + self._first_line

    def _report(self, node: SyntaxTreeNode, message: str, remedy: str) -> None:
        self._ledger.report(self._line(node), Fault(message, remedy))


# Definitions, which show nothing where they stand.
_APART = ("footnote_reference", "definition")

_BUILDERS: Mapping[str, Callable[[_Reader, SyntaxTreeNode, Attributes], Block | None]] = {
    "paragraph": _Reader.paragraph,
    "heading": _Reader.heading,
    "bullet_list": _Reader.list,
    "ordered_list": _Reader.list,
    "blockquote": _Reader.quote,
    "table": _Reader.table,
    "dl": _Reader.definitions,
    "hr": _Reader.thematic_break,
    **dict.fromkeys(_APART, _Reader.elsewhere),
    "html_block": _Reader.html,
    "fence": _Reader.fence,
    "code_block": _Reader.indented,
}


def _expect_none(attributes: Attributes) -> None:
    if attributes != Attributes():
        raise Fault(
            "a block that can have no attributes stands after an attribute line.",
            "Put the line before a paragraph, heading, list or quotation.",
        )


def _of_type(kind: str, root: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    return (node for node in root.walk() if not node.is_root and node.type == kind)
