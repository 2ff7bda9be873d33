"""The plain text of blocks as their authors wrote them, for comparing and measuring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from publish.content.model import (
    Block,
    Break,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Quote,
    Run,
    Strong,
)


def text_of(content: Iterable[Inline]) -> str:
    """Inline content without its marks; a line's end is a space."""
    return "".join(_text(content)).replace("\n", " ")


def block_text(blocks: Sequence[Block]) -> str:
    """All that blocks say, a line for each paragraph."""
    return "\n".join(text_of(content) for content in passages(blocks))


def passages(blocks: Iterable[Block]) -> Iterator[tuple[Inline, ...]]:
    """The content of every paragraph and heading in blocks, in reading order."""
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            yield block.content
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from passages(item.blocks)
        elif isinstance(block, Quote):
            yield from passages(block.blocks)


def _text(content: Iterable[Inline]) -> Iterator[str]:
    for piece in content:
        if isinstance(piece, Run):
            yield piece.text
        elif isinstance(piece, Break):
            yield " "
        elif isinstance(piece, Emphasis | Strong | Link | Foreign):
            yield from _text(piece.content)
