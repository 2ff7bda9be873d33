"""Numbers that the program writes: marks of list items, and the numbers that references print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from publish.content.passages import changed, plain, text_of
from publish.content.statement import (
    NUMBER,
    Block,
    DefinitionList,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    Item,
    Link,
    ListBlock,
    Note,
    Quote,
    Reference,
    Role,
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
    found = [block for block in blocks if isinstance(block, Heading) and block.role is Role.ANNEX]
    annexes = _annexes(found, profile)
    numbers = dict(_numbers(blocks, (), profile))
    for note in notes:
        numbers |= dict(_numbers(note.blocks, (), profile))
    names: dict[str, Phrase] = {}
    for number, annex in enumerate(found, 1):
        if annex.ident:
            numbers[annex.ident] = _of_annex(number, profile)
            names |= {annex.ident: annexes[annex.line]} if annex.line in annexes else {}
    clerk = _Clerk(profile, numbers, annexes, names)
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
        elif isinstance(block, DefinitionList):
            for entry in block.entries:
                yield from _numbers(entry.blocks, around, profile)
        elif isinstance(block, ListBlock):
            for number, item in enumerate(block.items, block.start):
                own = around
                if block.ordered:
                    own = (*around, cited(block.numbers, number, profile.tag, profile.numerals))
                    if item.ident:
                        yield item.ident, _joined(own)
                yield from _numbers(item.blocks, own, profile)


def _annexes(found: Sequence[Heading], profile: Profile) -> dict[int, Phrase]:
    """What each annex is called, by the line of its heading: with a number if there are several."""
    word = profile.words.get("annex_number" if len(found) > 1 else "annex")
    if word is None:
        return {}
    form = word.text.replace(" {", "\u00a0{")
    return {
        annex.line: replace(word, text=form.format(number=_of_annex(number, profile)))
        for number, annex in enumerate(found, 1)
    }


def _of_annex(number: int, profile: Profile) -> str:
    return cited("I.", number, profile.tag, profile.numerals)


def _joined(numbers: Sequence[str]) -> str:
    """``7 (b)``; brackets that are as wide as ideographs have their space in them."""
    whole = ""
    for number in numbers:
        whole += number if not whole or number.startswith("（") else f"\u00a0{number}"
    return whole


def _with_number(content: tuple[Inline, ...], number: str) -> tuple[Inline, ...]:
    """The words of a link with a number in the place of its sign."""
    written: list[Inline] = []
    for node in content:
        match node:
            case Run(text):
                written.append(Run(NUMBER.sub(number, text)))
            case Emphasis() | Strong() | Foreign():
                written.append(replace(node, content=_with_number(node.content, number)))
            case _:
                written.append(node)
    return tuple(written)


@dataclass(frozen=True, slots=True)
class _Clerk:
    profile: Profile
    numbers: Mapping[str, str]
    annexes: Mapping[int, Phrase]
    """What each annex is called, by the line of its heading."""
    names: Mapping[str, Phrase]
    """The same, by identifier."""

    def blocks(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        told = changed(blocks, lambda content, _: self._content(content))
        return tuple(self._marked(block) for block in told)

    def _marked(self, block: Block) -> Block:
        """A block whose items, and those in them, have their marks."""
        match block:
            case Heading() if block.line in self.annexes and not self._is_called(block):
                return replace(block, mark=self._said(self.annexes[block.line]))
            case Quote():
                return replace(block, blocks=tuple(map(self._marked, block.blocks)))
            case ListBlock():
                return replace(block, items=tuple(self._items(block)))
            case DefinitionList():
                entries = (
                    replace(entry, blocks=tuple(map(self._marked, entry.blocks)))
                    for entry in block.entries
                )
                return replace(block, entries=tuple(entries))
        return block

    def _is_called(self, annex: Heading) -> bool:
        """Whether the heading of an annex says itself that it is one."""
        words = (
            self.profile.words[key].text.partition("{")[0] for key in ("annex", "annex_number")
        )
        said = text_of(annex.content).casefold()
        return any(said.startswith(word.strip().casefold()) for word in words if word.strip())

    def _items(self, block: ListBlock) -> Iterator[Item]:
        tag, numerals = self.profile.tag, self.profile.numerals
        for number, item in enumerate(block.items, block.start):
            own = mark(block.numbers, number, tag, numerals) if block.ordered else ""
            yield replace(item, mark=own, blocks=tuple(map(self._marked, item.blocks)))

    def _content(self, content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(self._inline(node) for node in content)

    def _inline(self, node: Inline) -> Inline:
        match node:
            case Reference(ident):
                return self._reference(ident)
            case Link(href, content) if href[1:] in self.numbers and NUMBER.search(plain(content)):
                number = self.numbers[href[1:]]
                return replace(node, content=_with_number(content, number), numbered=True)
            case Emphasis() | Strong() | Link() | Foreign():
                return replace(node, content=self._content(node.content))
        return node

    def _reference(self, ident: str) -> Link:
        if ident in self.names:
            return Link(f"#{ident}", self._said(self.names[ident]), numbered=True)
        word = self.profile.words.get(PARAGRAPH) or Phrase("{number}", self.profile.tag)
        said = word.text.replace(" {", "\u00a0{").format(number=self.numbers[ident])
        return Link(f"#{ident}", self._said(replace(word, text=said)), numbered=True)

    def _said(self, phrase: Phrase) -> tuple[Inline, ...]:
        """A phrase, marked where it is in another language than the text."""
        content: tuple[Inline, ...] = (Run(phrase.text),)
        if phrase.language != self.profile.tag:
            content = (Foreign(content, phrase.language),)
        return content
