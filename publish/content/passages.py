"""The plain text of inline content and of blocks: for names, comparing and measuring."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from publish.content.statement import (
    Block,
    Break,
    DefinitionList,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Picture,
    Quote,
    Row,
    Run,
    Strong,
    Table,
)


def plain(content: Iterable[Inline], *, foreign: bool = True) -> str:
    """Inline content as plain text: a hard break is a line end, a note's number is not there.

    With ``foreign`` false, phrases in another language or script are left out.
    """
    return "".join(_plain(content, foreign))


def _plain(content: Iterable[Inline], foreign: bool) -> Iterator[str]:
    for node in content:
        match node:
            case Run(text):
                yield text
            case Break():
                yield "\n"
            case Foreign() if node.language and not foreign:
                yield " "
            case Emphasis() | Strong() | Link() | Foreign():
                yield from _plain(node.content, foreign)


def text_of(content: Iterable[Inline]) -> str:
    """Inline content on one line: whatever ends a line is a space."""
    return plain(content).replace("\n", " ")


def block_text(blocks: Sequence[Block]) -> str:
    """All that blocks say, a line for each paragraph."""
    return "\n".join(text_of(content) for content in passages(blocks))


def passages(blocks: Iterable[Block]) -> Iterator[tuple[Inline, ...]]:
    """The content of every paragraph, heading and cell in blocks, in reading order."""
    return (content for content, _ in placed(blocks))


def placed(blocks: Iterable[Block]) -> Iterator[tuple[tuple[Inline, ...], int]]:
    """The content of every paragraph, heading and cell in blocks, with its line."""
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield block.content, block.line
            case ListBlock():
                for item in block.items:
                    yield from placed(item.blocks)
            case Quote():
                yield from placed(block.blocks)
            case Table():
                for row in (block.head, *block.rows):
                    yield from ((cell, row.line) for cell in row.cells)
            case DefinitionList():
                for entry in block.entries:
                    yield from placed((*entry.terms, *entry.blocks))


Change = Callable[[tuple[Inline, ...], int], tuple[Inline, ...]]
"""What becomes of a passage that stands on a line."""


def changed(blocks: Iterable[Block], change: Change) -> tuple[Block, ...]:
    """The same blocks, with every paragraph, heading and cell changed."""
    return tuple(with_content(block, change) for block in blocks)


def with_content(block: Block, change: Change) -> Block:
    """The same block, with every paragraph, heading and cell in it changed."""
    match block:
        case Paragraph() | Heading():
            return replace(block, content=change(block.content, block.line))
        case ListBlock():
            items = (replace(item, blocks=changed(item.blocks, change)) for item in block.items)
            return replace(block, items=tuple(items))
        case Quote():
            return replace(block, blocks=changed(block.blocks, change))
        case Table():
            head, *rows = (_row(row, change) for row in (block.head, *block.rows))
            return replace(block, head=head, rows=tuple(rows))
        case DefinitionList():
            entries = (
                replace(
                    entry,
                    terms=tuple(
                        replace(term, content=change(term.content, term.line))
                        for term in entry.terms
                    ),
                    blocks=changed(entry.blocks, change),
                )
                for entry in block.entries
            )
            return replace(block, entries=tuple(entries))
    return block


def _row(row: Row, change: Change) -> Row:
    return replace(row, cells=tuple(change(cell, row.line) for cell in row.cells))


def pictures(blocks: Iterable[Block]) -> Iterator[Picture]:
    """The pictures that blocks show, in reading order."""
    for content in passages(blocks):
        yield from (node for node in nodes(content) if isinstance(node, Picture))


def nodes(content: Iterable[Inline]) -> Iterator[Inline]:
    """Every piece of inline content, each before what is in it."""
    for node in content:
        yield node
        match node:
            case Emphasis() | Strong() | Link() | Foreign():
                yield from nodes(node.content)
