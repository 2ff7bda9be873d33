"""Lists whose items do not end alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final
from unicodedata import category

from publish.content.passages import text_of
from publish.content.statement import Block, Item, ListBlock, Paragraph, Quote, Statement
from publish.errors import Place
from publish.findings.finding import Code, Finding, warning

CODE = Code("list-end")

_FEWEST: Final = 3
"""In a list of two, nobody can say which item is the odd one."""
_SHOWN: Final = 30
_CONTINUED: Final = frozenset(",;،؛，；、")
"""Marks after which a list goes on, so that its last item ends otherwise."""


def check(statement: Statement) -> Iterator[Finding]:
    """A warning for each item that ends otherwise than most, and for a list that does not end."""
    for language in statement.languages:
        translation = statement.translations[language]
        blocks = (*translation.blocks, *(b for note in translation.notes for b in note.blocks))
        for found in _lists(blocks):
            for item, message in _odd(found):
                yield warning(
                    CODE,
                    f"“…{_end(item)}”: {message}",
                    Place(translation.path, item.line),
                    "End the items of a list alike, and the last one as a sentence.",
                )


def _lists(blocks: Sequence[Block]) -> Iterator[ListBlock]:
    for block in blocks:
        if isinstance(block, ListBlock):
            yield block
            for item in block.items:
                yield from _lists(item.blocks)
        elif isinstance(block, Quote):
            yield from _lists(block.blocks)


def _odd(block: ListBlock) -> Iterator[tuple[Item, str]]:
    """Items that end otherwise than most of those that are followed by another."""
    told = [item for item in block.items if _words(item)]
    if len(told) < _FEWEST:
        return
    *inner, last = told
    counts = Counter(map(_mark, inner))
    usual, number = counts.most_common(1)[0]
    if number * 2 <= len(inner):
        return
    for item in inner:
        if _mark(item) != usual:
            yield item, f"this item ends {_named(_mark(item))}, and the others {_named(usual)}."
    if usual and not _mark(last):
        yield last, f"the last item ends without a mark, and the others {_named(usual)}."
    elif not usual and _mark(last) in _CONTINUED:
        yield last, f"the last item ends {_named(_mark(last))}, and the others without a mark."


def _words(item: Item) -> str:
    """The text of an item that ends in a paragraph; one that ends in a list has no end."""
    last = item.blocks[-1] if item.blocks else None
    return text_of(last.content).rstrip() if isinstance(last, Paragraph) else ""


def _mark(item: Item) -> str:
    """The mark that an item ends with, or nothing; brackets and quotation marks may follow it."""
    text = _words(item).rstrip("\"'»”’)]} \u00a0\u202f")
    return text[-1:] if category(text[-1:] or " ") == "Po" else ""


def _named(mark: str) -> str:
    return f"in “{mark}”" if mark else "without a mark"


def _end(item: Item) -> str:
    text = _words(item)
    return text[text.find(" ", max(len(text) - _SHOWN, 0)) + 1 :]
