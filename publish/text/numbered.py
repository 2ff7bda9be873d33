"""Numbers that the program writes: marks of list items, and the numbers that references print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from publish.content.statement import (
    Block,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    Item,
    Link,
    ListBlock,
    Note,
    Paragraph,
    Quote,
    Reference,
    Run,
    Strong,
)
from publish.language.counters import cited, mark
from publish.language.phrase import Phrase
from publish.language.profile import Profile

PARAGRAPH = "paragraph_number"
"""The interface word for a reference to a numbered paragraph."""


def numbered(
    blocks: Sequence[Block], notes: Sequence[Note], profile: Profile
) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """A text whose items have their marks, and whose references their words.

    References that lead nowhere are none: loading a text has seen to it.
    """
    numbers = dict(_numbers(blocks, (), profile))
    for note in notes:
        numbers |= dict(_numbers(note.blocks, (), profile))
    clerk = _Clerk(profile, numbers)
    return (
        clerk.blocks(blocks),
        tuple(replace(note, blocks=clerk.blocks(note.blocks)) for note in notes),
    )


def _numbers(
    blocks: Sequence[Block], around: tuple[str, ...], profile: Profile
) -> Iterator[tuple[str, str]]:
    """The identifiers of items, and their numbers as they are cited, from the outside in."""
    for block in blocks:
        if isinstance(block, Quote):
            yield from _numbers(block.blocks, around, profile)
        elif isinstance(block, ListBlock):
            for number, item in enumerate(block.items, block.start):
                own = around
                if block.ordered:
                    own = (*around, cited(block.numbers, number, profile.tag, profile.numerals))
                    if item.ident:
                        yield item.ident, _joined(own)
                yield from _numbers(item.blocks, own, profile)


def _joined(numbers: Sequence[str]) -> str:
    """``7 (b)``; brackets that are as wide as ideographs have their space in them."""
    whole = ""
    for number in numbers:
        whole += number if not whole or number.startswith("（") else f"\u00a0{number}"
    return whole


@dataclass(frozen=True, slots=True)
class _Clerk:
    profile: Profile
    numbers: Mapping[str, str]

    def blocks(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph() | Heading():
                return replace(block, content=self._content(block.content))
            case Quote():
                return replace(block, blocks=self.blocks(block.blocks))
            case ListBlock():
                return replace(block, items=tuple(self._items(block)))
        return block

    def _items(self, block: ListBlock) -> Iterator[Item]:
        tag, numerals = self.profile.tag, self.profile.numerals
        for number, item in enumerate(block.items, block.start):
            own = mark(block.numbers, number, tag, numerals) if block.ordered else ""
            yield replace(item, mark=own, blocks=self.blocks(item.blocks))

    def _content(self, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(self._inline(node) for node in content)

    def _inline(self, node: Inline) -> Inline:
        match node:
            case Reference(ident):
                return self._reference(ident)
            case Emphasis() | Strong() | Link() | Foreign():
                return replace(node, content=self._content(node.content))
        return node

    def _reference(self, ident: str) -> Link:
        word = self.profile.words.get(PARAGRAPH) or Phrase("{number}", self.profile.tag)
        said = word.text.replace(" {", "\u00a0{").format(number=self.numbers[ident])
        content: tuple[Inline, ...] = (Run(said),)
        if word.language != self.profile.tag:
            content = (Foreign(content, word.language),)
        return Link(f"#{ident}", content, numbered=True)
