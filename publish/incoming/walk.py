"""Blocks with something done to what is in them, however deep."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from publish.content.passages import block_text
from publish.content.statement import (
    Block,
    DefinitionList,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    Link,
    ListBlock,
    NoteRef,
    Paragraph,
    Quote,
    Run,
    Strong,
    Table,
    ThematicBreak,
)
from publish.incoming.page import QUOTES
from publish.language.profiles import profile
from publish.text.flatten import joined

Content = tuple[Inline, ...]
Done = Callable[[Content, int], Content]
"""What is done to the content of a passage; the number is its line."""


def with_content(block: Block, done: Done) -> Block:
    """A block with something done to each of its passages."""
    match block:
        case Paragraph() | Heading():
            return replace(block, content=done(block.content, block.line))
        case ListBlock():
            items = (
                replace(item, blocks=tuple(with_content(inner, done) for inner in item.blocks))
                for item in block.items
            )
            return replace(block, items=tuple(items))
        case Quote():
            return replace(block, blocks=tuple(with_content(inner, done) for inner in block.blocks))
        case Table():
            head, *rows = (
                replace(row, cells=tuple(done(cell, row.line) for cell in row.cells))
                for row in (block.head, *block.rows)
            )
            return replace(block, head=head, rows=tuple(rows))
        case DefinitionList():
            entries = (
                replace(
                    entry,
                    terms=tuple(
                        replace(term, content=done(term.content, term.line)) for term in entry.terms
                    ),
                    blocks=tuple(with_content(inner, done) for inner in entry.blocks),
                )
                for entry in block.entries
            )
            return replace(block, entries=tuple(entries))
    return block


def idents_in(block: Block) -> Iterator[str]:
    """The identifiers of a block and of those in it."""
    if isinstance(block, ThematicBreak):
        return
    if block.ident:
        yield block.ident
    inner: list[Block] = []
    match block:
        case ListBlock():
            yield from (item.ident for item in block.items if item.ident)
            inner += (each for item in block.items for each in item.blocks)
        case Quote():
            inner += block.blocks
        case DefinitionList():
            inner += (each for entry in block.entries for each in entry.blocks)
    for each in inner:
        yield from idents_in(each)


def with_quotes(block: Block, language: str) -> Block:
    """A block with the quotation marks of a language in place of the signs for them."""
    if not any(sign in block_text([block]) for pair in QUOTES for sign in pair):
        return block
    own = profile(language, language).quotes
    marks = (own.open, own.close), (own.inner_open, own.inner_close)
    table = {
        ord(sign): mark
        for signs, pair in zip(QUOTES, marks, strict=True)
        for sign, mark in zip(signs, pair, strict=True)
    }

    def marked(content: Content) -> Content:
        return joined(one(piece) for piece in content)

    def one(piece: Inline) -> Inline:
        match piece:
            case Run(text):
                return Run(text.translate(table))
            case Emphasis() | Strong() | Link() | Foreign():
                return replace(piece, content=marked(piece.content))
        return piece

    return with_content(block, lambda content, _: marked(content))


def with_links(block: Block, idents: Collection[str]) -> Block:
    """A block whose links within the page lead to one of ``idents``, or are none."""

    def unlinked(content: Content) -> Content:
        return joined(part for piece in content for part in one(piece))

    def one(piece: Inline) -> Content:
        match piece:
            case Link(href) if href.startswith("#") and href[1:] not in idents:
                return unlinked(piece.content)
            case Emphasis() | Strong() | Link() | Foreign():
                return (replace(piece, content=unlinked(piece.content)),)
        return (piece,)

    return with_content(block, lambda content, _: unlinked(content))


def with_calls(block: Block, call_of: Callable[[int], Inline]) -> Block:
    """A block in which something else stands for each call of a footnote, given by its number."""

    def numbered(content: Content) -> Content:
        return joined(one(piece) for piece in content)

    def one(piece: Inline) -> Inline:
        match piece:
            case NoteRef(number):
                return call_of(number)
            case Emphasis() | Strong() | Link() | Foreign():
                return replace(piece, content=numbered(piece.content))
        return piece

    return with_content(block, lambda content, _: numbered(content))
