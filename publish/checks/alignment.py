"""Translations against the source: the same blocks, in the same order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from publish.checks.finding import Code, Finding, note, warning
from publish.content.model import Block, ListBlock, Statement, Translation
from publish.errors import Place

UNNAMED = Code("blocks-unnamed")
DIFFER = Code("blocks-differ")
ITEMS = Code("items-differ")


def check(statement: Statement) -> Iterator[Finding]:
    """Whether blocks are named, and where a translation first departs from the source."""
    source = statement.translations[statement.facts.source_language]
    others = [statement.translations[tag] for tag in statement.languages if tag != source.language]
    if others and not any(block_id(block) for block in source.blocks):
        yield note(
            UNNAMED,
            "blocks have no identifiers, so translations are aligned by kind and order.",
            Place(source.path),
            "Put {#p1} before a block here and in its translations to tie them together.",
        )
    for other in others:
        yield from _compare(source, other)


def block_id(block: Block) -> str | None:
    """The identifier that translations of a block repeat, where it has one."""
    return getattr(block, "ident", None)


def _compare(source: Translation, other: Translation) -> Iterator[Finding]:
    for ours, theirs in zip_longest(source.blocks, other.blocks):
        if ours is None or theirs is None or _kind(ours) != _kind(theirs):
            yield warning(
                DIFFER,
                f"from here on the blocks differ: {_describe(theirs)} in {other.language}, "
                f"{_describe(ours)} in {source.language}"
                + (f" (line {ours.line})." if ours else "."),
                Place(other.path, theirs.line if theirs else None),
                "Compare the two texts.",
            )
            return
        if _items(ours) != _items(theirs):
            yield warning(
                ITEMS,
                f"this list has {_items(theirs)} items, and {_items(ours)} in "
                f"{source.language} (line {ours.line}).",
                Place(other.path, theirs.line),
                "Compare the two lists.",
            )


def _items(block: Block) -> int:
    return len(block.items) if isinstance(block, ListBlock) else 0


def _kind(block: Block) -> tuple[str, str | None]:
    return type(block).__name__, getattr(block, "role", None)


def _describe(block: Block | None) -> str:
    if block is None:
        return "the end of the text"
    names = {
        "Paragraph": "a paragraph",
        "Heading": "a heading",
        "ListBlock": "a list",
        "Quote": "a quotation",
        "ThematicBreak": "a break",
    }
    name, role = _kind(block)
    return names[name] + (f" ({role})" if role else "")
