"""Paragraphs that Word numbers, made lists: levels within levels, each with its kind and start."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from publish.content.inline import MAX_DEPTH
from publish.content.statement import Block, Heading, Item, ListBlock, Paragraph, Quote, Run
from publish.incoming.page import Piece
from publish.incoming.readers.numbering import Numbered
from publish.incoming.readers.passages import is_tight
from publish.language.counters import DECIMAL
from publish.text.flatten import joined


def with_numbers(
    pieces: Sequence[Piece], numbers: Mapping[int, Numbered], going_on: Collection[int] = ()
) -> Iterator[Piece]:
    """The pieces of a document, with lists of those that are numbered.

    ``numbers`` and ``going_on`` are by the place of a paragraph; the latter go on with the item
    before them where its list goes on after them. Numbers that no list can show become words.
    """
    at = 0
    while at < len(pieces):
        if not _is_item(pieces[at].block, numbers):
            yield replace(pieces[at], block=_with_words(pieces[at].block, numbers))
            at += 1
            continue
        end = _end(pieces, at, numbers, going_on)
        blocks = _Lists(numbers).of([piece.block for piece in pieces[at:end]])
        for number, block in enumerate(blocks):
            yield Piece(block, pieces[at].is_apart and not number, pieces[at].language)
        at = end


def _is_item(block: Block, numbers: Mapping[int, Numbered]) -> bool:
    if not isinstance(block, Paragraph) or block.line not in numbers:
        return False
    return numbers[block.line].kind is not None or not numbers[block.line].shown


def _end(
    pieces: Sequence[Piece],
    at: int,
    numbers: Mapping[int, Numbered],
    going_on: Collection[int],
) -> int:
    """Where the items that begin at one piece end."""
    end = at + 1
    for number in range(at + 1, len(pieces)):
        block = pieces[number].block
        if _is_item(block, numbers):
            if pieces[number].language != pieces[at].language:
                break
            end = number + 1
        elif not isinstance(block, Paragraph) or block.line not in going_on:
            break
    return end


def _with_words(block: Block, numbers: Mapping[int, Numbered]) -> Block:
    """A block that is no item, with its number in words."""
    if isinstance(block, Quote):
        return replace(block, blocks=tuple(_with_words(inner, numbers) for inner in block.blocks))
    if not isinstance(block, Paragraph | Heading) or block.line not in numbers:
        return block
    shown = numbers[block.line].shown
    return replace(block, content=joined((Run(f"{shown} "), *block.content))) if shown else block


@dataclass(slots=True)
class _Open:
    """A list that may go on: what its items are numbered as, and the items."""

    first: Numbered
    last: Numbered
    items: list[tuple[int, list[Block | _Open]]] = field(default_factory=list)


class _Lists:
    """Puts items into lists, and lists into items."""

    def __init__(self, numbers: Mapping[int, Numbered]) -> None:
        self._numbers = numbers
        self._outer: list[_Open] = []
        self._way: list[_Open] = []

    def of(self, blocks: Sequence[Block]) -> Iterator[Block]:
        """The lists of some paragraphs, each of which is an item or goes on with one."""
        for block in blocks:
            assert isinstance(block, Paragraph)
            if _is_item(block, self._numbers):
                self._add(block, self._numbers[block.line])
            else:
                self._way[-1].items[-1][1].append(block)
        return map(_closed, self._outer)

    def _add(self, block: Paragraph, numbered: Numbered) -> None:
        while self._way and not _belongs(self._way[-1].last, numbered):
            self._way.pop()
        top = self._way[-1] if self._way else None
        if top is None or not _is_same(top.last, numbered) or not _follows(top.last, numbered):
            if top and _is_same(top.last, numbered):
                self._way.pop()
            top = self._begun(numbered)
        top.last = numbered
        top.items.append((block.line, [block]))

    def _begun(self, numbered: Numbered) -> _Open:
        begun = _Open(numbered, numbered)
        if self._way and len(self._way) < MAX_DEPTH:
            self._way[-1].items[-1][1].append(begun)
        else:
            self._way.clear()
            self._outer.append(begun)
        self._way.append(begun)
        return begun


def _is_same(last: Numbered, numbered: Numbered) -> bool:
    """Whether two items are of one list, wherever it goes on."""
    if last.series == numbered.series:
        return last.level == numbered.level
    return last.kind == numbered.kind and last.indent == numbered.indent


def _belongs(last: Numbered, numbered: Numbered) -> bool:
    """Whether an item goes on with a list, or stands within its last item."""
    if _is_same(last, numbered):
        return True
    if last.series == numbered.series:
        return numbered.level > last.level
    return numbered.indent > last.indent


def _follows(last: Numbered, numbered: Numbered) -> bool:
    return last.kind == numbered.kind and (last.kind is None or numbered.number == last.number + 1)


def _closed(found: _Open) -> ListBlock:
    items = tuple(
        Item(tuple(_closed(each) if isinstance(each, _Open) else each for each in inner), line)
        for line, inner in found.items
    )
    ordered = found.first.kind is not None
    return ListBlock(
        ordered,
        items,
        items[0].line,
        found.first.number if ordered else 1,
        is_tight(items),
        numbers=found.first.kind or DECIMAL,
    )
