"""The plain text of inline content and of blocks: for names, comparing and measuring."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from publish.content.statement import (
    Block,
    Break,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Picture,
    Quote,
    Run,
    Strong,
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
    """The content of every paragraph and heading in blocks, in reading order."""
    for block in blocks:
        if isinstance(block, Paragraph | Heading):
            yield block.content
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from passages(item.blocks)
        elif isinstance(block, Quote):
            yield from passages(block.blocks)


def pictures(blocks: Iterable[Block]) -> Iterator[Picture]:
    """The pictures that blocks show, in reading order."""
    for content in passages(blocks):
        yield from _pictures(content)


def _pictures(content: Iterable[Inline]) -> Iterator[Picture]:
    for node in content:
        match node:
            case Picture():
                yield node
            case Emphasis() | Strong() | Link() | Foreign():
                yield from _pictures(node.content)
