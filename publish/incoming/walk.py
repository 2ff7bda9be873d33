"""Blocks with something done to what is in them, however deep."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from publish.content.statement import (
    Block,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    Link,
    ListBlock,
    NoteRef,
    Paragraph,
    Quote,
    Strong,
    ThematicBreak,
)
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
    return block


def idents_in(block: Block) -> Iterator[str]:
    """The identifiers of a block and of those in it."""
    if isinstance(block, ThematicBreak):
        return
    if block.ident:
        yield block.ident
    if isinstance(block, ListBlock):
        for item in block.items:
            for inner in item.blocks:
                yield from idents_in(inner)
    elif isinstance(block, Quote):
        for inner in block.blocks:
            yield from idents_in(inner)


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
