"""The passages of a Markdown text as they are written, for those who look at files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from publish.content.parsing import block_tree, parser, row_of

DEFINITION: Final = "definition"
"""The type of the block that says where links with a label lead."""


@dataclass(frozen=True, slots=True)
class WrittenPassage:
    """A passage as the parser has it: its first line, counted from 0, its text and its tokens.

    ``around`` are the types of the blocks that it stands in, ``cell`` its number in the row of a
    table, from 0. The target of a link that is
    defined by itself (``[label]: target``) is one too, with no tokens.
    """

    row: int
    content: str
    tokens: tuple[Token, ...]
    around: frozenset[str]
    cell: int | None = None


def written_passages(text: str, path: Path, first_line: int = 1) -> Iterator[WrittenPassage]:
    """The passages of a text that ``parse`` takes, for those who look at how it is written."""
    env: dict[str, Any] = {}
    root = block_tree(text, env, path, first_line)
    for node in root.walk(include_self=False):
        if node.type == "inline":
            tokens: list[Token] = []
            parser().inline.parse(node.content, parser(), env, tokens)
            around, cell = _around(node), _cell(node)
            yield WrittenPassage(row_of(node), node.content, tuple(tokens), around, cell)
        elif node.type == DEFINITION:
            yield WrittenPassage(row_of(node), node.meta["url"], (), frozenset({DEFINITION}))


def _cell(node: SyntaxTreeNode) -> int | None:
    around = node.parent
    if around is None or around.parent is None or around.type not in ("th", "td"):
        return None
    return around.parent.children.index(around)


def _around(node: SyntaxTreeNode) -> frozenset[str]:
    types = set()
    while node.parent:
        node = node.parent
        types.add(node.type)
    return frozenset(types)
