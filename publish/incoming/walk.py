"""Blocks with something done to what is in them, however deep."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from publish.content.passages import block_text, with_content
from publish.content.statement import (
    Block,
    DefinitionList,
    Emphasis,
    Foreign,
    Inline,
    Link,
    ListBlock,
    NoteRef,
    Quote,
    Run,
    Strong,
    ThematicBreak,
)
from publish.incoming.page import QUOTES
from publish.language.profiles import profile
from publish.text.flatten import joined

Content = tuple[Inline, ...]


def rewritten(content: Content, stands_for: Callable[[Inline], Content | None]) -> Content:
    """Inline content with something else in the place of some pieces, however deep.

    ``stands_for`` gives what that is, and None for a piece that stays, and is looked into.
    """

    def parts(piece: Inline) -> Content:
        other = stands_for(piece)
        if other is not None:
            return other
        match piece:
            case Emphasis() | Strong() | Link() | Foreign():
                return (replace(piece, content=rewritten(piece.content, stands_for)),)
        return (piece,)

    return joined(part for piece in content for part in parts(piece))


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

    def marked(piece: Inline) -> Content | None:
        return (Run(piece.text.translate(table)),) if isinstance(piece, Run) else None

    return with_content(block, lambda content, _: rewritten(content, marked))


def with_links(block: Block, idents: Collection[str]) -> Block:
    """A block whose links within the page lead to one of ``idents``, or are none."""

    def unlinked(piece: Inline) -> Content | None:
        match piece:
            case Link(href) if href.startswith("#") and href[1:] not in idents:
                return rewritten(piece.content, unlinked)
        return None

    return with_content(block, lambda content, _: rewritten(content, unlinked))


def with_calls(block: Block, call_of: Callable[[int], Inline]) -> Block:
    """A block in which something else stands for each call of a footnote, given by its number."""

    def numbered(piece: Inline) -> Content | None:
        return (call_of(piece.number),) if isinstance(piece, NoteRef) else None

    return with_content(block, lambda content, _: rewritten(content, numbered))
