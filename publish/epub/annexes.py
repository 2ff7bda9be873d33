"""Annexes of a text, which are documents of their own in a book."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from publish.content.passages import nodes, passages
from publish.content.statement import (
    Block,
    Heading,
    NoteRef,
    Role,
)
from publish.epub.documents import Document
from publish.text.dressed import Text

ANNEX: Final = "annex-"
"""What the names of their documents begin with; a number follows, from 1."""


def is_annex(part: str) -> bool:
    """Whether a document of a book is an annex."""
    return part.startswith(ANNEX)


def annexes(text: Text) -> tuple[str, ...]:
    """The parts that a text's annexes are."""
    return tuple(part for part, _ in divided(text.blocks) if is_annex(part))


def divided(blocks: Sequence[Block]) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """The blocks of the text itself, then those of each annex, with the part that they are."""
    part: list[Block] = []
    name, number = "text", 0
    for block in blocks:
        if isinstance(block, Heading) and block.role is Role.ANNEX:
            yield name, tuple(part)
            number += 1
            name, part = f"{ANNEX}{number}", []
        part.append(block)
    yield name, tuple(part)


def part_of_text(text: Text, part: str) -> Text:
    """The text with the blocks of one of its parts alone, and the notes that are called there."""
    blocks = dict(divided(text.blocks)).get(part, text.blocks)
    called = {
        node.number
        for content in passages(blocks)
        for node in nodes(content)
        if isinstance(node, NoteRef)
    }
    return replace(
        text, blocks=blocks, notes=tuple(note for note in text.notes if note.number in called)
    )


def lead_across(documents: Sequence[Document]) -> None:
    """Let links within a text lead to the document where their target is now."""
    homes: dict[str, str] = {}
    for document in documents:
        found = (element.get("id") for element in document.root.iter("*"))
        homes |= dict.fromkeys(filter(None, found), document.name)
    for document in documents:
        for link in document.root.iter("{*}a"):
            href = link.get("href", "")
            home = homes.get(href[1:], document.name) if href.startswith("#") else document.name
            if home != document.name and not href.startswith("#note"):
                link.set("href", f"{home}{href}")
