"""The parser: CommonMark with footnotes, attribute lines and phrases, and what it is given."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.attrs import attrs_plugin
from mdit_py_plugins.footnote import footnote_plugin

from publish.content.inline import MAX_DEPTH, PHRASE_ATTRIBUTES, PICTURE_ATTRIBUTES
from publish.content.lines import attribute_lines, definition_lists, name_items
from publish.faults import fail

MAX_LINES = 20_000
"""The most lines in a file: one that is no statement is not worth a minute and a gigabyte."""
MAX_BRACKETS = 5_000
"""The most opening brackets in a file; each that stays open costs the parser a search."""


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
    name_items(tokens)
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
    made = MarkdownIt("commonmark", options).enable("table")
    made.use(definition_lists)
    made.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    allowed = (*PHRASE_ATTRIBUTES, *PICTURE_ATTRIBUTES)
    made.use(attrs_plugin, spans=True, after=("image",), allowed=allowed)
    made.use(attribute_lines)
    # A link that the parser refuses would become plain text; links.py refuses it aloud.
    made.validateLink = lambda url: True  # type: ignore[method-assign]
    return made


def row_of(node: SyntaxTreeNode) -> int:
    """The line of a node, counted from 0 in the text."""
    return node.map[0] if node.map else 0
