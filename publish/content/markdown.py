"""From the Markdown of a language file to frozen blocks, each with its line.

CommonMark with footnotes, attribute lines and phrases in their own language. Nothing
an author wrote is dropped: what has no place in a statement is an error with its line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_block_plugin, attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin

from publish.content import constructs
from publish.content.attributes import Attributes, parse_attributes
from publish.content.inline import (
    MAX_DEPTH,
    MAX_PASSAGE_BRACKETS,
    PHRASE_ATTRIBUTES,
    PICTURE_ATTRIBUTES,
    code,
    raw_html,
    read_inline,
)
from publish.content.ledger import Ledger
from publish.content.numbering import misnumbered
from publish.content.statement import (
    Block,
    Heading,
    Inline,
    Item,
    ListBlock,
    Note,
    Paragraph,
    Quote,
    ThematicBreak,
)
from publish.faults import Fault, fail, quoted

MAX_LINES = 20_000
"""The most lines in a file: one that is no statement is not worth a minute and a gigabyte."""
MAX_BRACKETS = 5_000
"""The most opening brackets in a file; each that stays open costs the parser a search."""


@dataclass(frozen=True, slots=True)
class Body:
    """What stands below the front matter; ``pictures`` are the files that it shows."""

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    pictures: frozenset[Path]


def parse(text: str, path: Path, folder: Path, first_line: int = 1) -> Body:
    """Parse Markdown that stands in the file ``path`` from ``first_line`` on.

    ``folder`` is the statement's, for its pictures. Raises ContentError with a problem for
    everything in the text that cannot be published.
    """
    ledger = Ledger(path, folder)
    env: dict[str, Any] = {}
    text = _without_conflicts(text, ledger, first_line)
    root = block_tree(text, env, path, first_line)
    reader = _Reader(ledger, env, text.split("\n"), first_line)
    blocks = reader.blocks(root.children)
    notes = reader.notes(root)
    reader.check_definitions(root)
    for fragment in ledger.fragments.keys() - ledger.idents.keys():
        message = f"no block has the identifier {quoted(fragment)}."
        ledger.report(ledger.fragments[fragment], Fault(message, "Put {#...} before one."))
    if not blocks and not ledger.faults:
        ledger.report(first_line, Fault("there is no text after the front matter.", "Write it."))
    ledger.settle()
    return Body(blocks, notes, frozenset(ledger.pictures))


def read_passage(text: str, path: Path, folder: Path, line: int) -> tuple[Inline, ...]:
    """Inline content by itself, such as comes from a translator's file.

    A footnote is called by its number. Raises ContentError for what cannot be published.
    """
    own_numbers = {str(number): number for number in range(1, MAX_PASSAGE_BRACKETS)}
    ledger = Ledger(path, folder, notes=own_numbers)
    text = _without_conflicts(text, ledger, line)
    root = block_tree(text, {}, path, line)
    if [node.type for node in root.children] != ["paragraph"]:
        raise fail(path, line, "this is not a single passage.", "Take out blank lines and marks.")
    content = read_inline(root.children[0].children[0], line, parser(), {}, ledger)
    ledger.settle()
    return content


def _without_conflicts(text: str, ledger: Ledger, first_line: int) -> str:
    """The text without the marks of a merge, which are reported: Markdown takes them for others."""
    lines = text.split("\n")
    for row, fault in constructs.conflicts(text):
        ledger.report(first_line + row, fault)
        lines[row] = ""
    return "\n".join(lines)


def block_tree(text: str, env: dict[str, Any], path: Path, first_line: int) -> SyntaxTreeNode:
    """The syntax tree of the blocks, with their passages still as they were written."""
    for sign, name, limit in (("\n", "lines", MAX_LINES), ("[", "opening brackets", MAX_BRACKETS)):
        if text.count(sign) > limit:
            message = f"the text has more than {limit:,} {name}."
            raise fail(path, None, message, "Split the statement, or check what the file is.")
    tokens: list[Token] = []
    parser().block.parse(text, parser(), env, tokens)
    deep = (token.map[0] for token in tokens if token.level > MAX_DEPTH and token.map)
    if (row := next(deep, None)) is not None:
        message = "lists and quotations are nested too deeply."
        raise fail(path, first_line + row, message, "Simplify them.")
    return SyntaxTreeNode(tokens)


@cache
def parser() -> MarkdownIt:
    """The two halves of a CommonMark parser, of blocks and of passages.

    They are called one by one, so that a passage is looked at before the second half, whose
    time is not linear, sees it; and attribute lines are left as tokens, with their lines.
    """
    options = {
        # Past this depth the parser drops text without a word; MAX_DEPTH is reached before.
        "maxNesting": 2 * MAX_DEPTH,
        "store_labels": True,
        "inline_definitions": True,
    }
    made = MarkdownIt("commonmark", options)
    made.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    allowed = (*PHRASE_ATTRIBUTES, *PICTURE_ATTRIBUTES)
    made.use(attrs_plugin, spans=True, after=("image",), allowed=allowed)
    made.use(attrs_block_plugin)
    # A link that the parser refuses would become plain text; links.py refuses it aloud.
    made.validateLink = lambda url: True  # type: ignore[method-assign]
    return made


class _Reader:
    """Turns syntax nodes into blocks. ``_lines`` are those of the text, for attribute lines."""

    def __init__(
        self, ledger: Ledger, env: dict[str, Any], lines: Sequence[str], first_line: int
    ) -> None:
        self._ledger = ledger
        self._env = env
        self._lines = lines
        self._first_line = first_line

    def blocks(self, nodes: Sequence[SyntaxTreeNode]) -> tuple[Block, ...]:
        """The blocks of one container, each with what the attribute lines before it say."""
        blocks: list[Block] = []
        pending = Attributes()
        for node in nodes:
            try:
                if node.type == "attrs_block":
                    pending = pending.joined(parse_attributes(self._lines[row_of(node)]))
                    continue
                if pending.ident:
                    self._ledger.name(pending.ident, self._line(node))
                block = _BUILDERS[node.type](self, node, pending)
            except Fault as fault:
                self._ledger.report(self._line(node), fault)
                block = None
            if block:
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
        return Paragraph(self._content(node), self._line(node), attributes.role, attributes.ident)

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
        items = tuple(
            Item(self._filled(item, "list item"), self._line(item)) for item in node.children
        )
        loose = any(
            block.type == "paragraph" and not block.hidden
            for item in node.children
            for block in item.children
        )
        return ListBlock(
            ordered=node.type == "ordered_list",
            items=items,
            line=self._line(node),
            start=int(node.attrs.get("start", 1)),
            tight=not loose,
            role=attributes.role,
            ident=attributes.ident,
        )

    def quote(self, node: SyntaxTreeNode, attributes: Attributes) -> Block:
        blocks = self._filled(node, "quotation")
        return Quote(blocks, self._line(node), attributes.role, attributes.ident)

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
        return self.blocks(node.children)

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


def row_of(node: SyntaxTreeNode) -> int:
    """The line of a node, counted from 0 in the text."""
    return node.map[0] if node.map else 0
