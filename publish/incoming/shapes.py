"""What a block looks like: a title, a date of publication, a list of names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Final

from publish.content.passages import text_of
from publish.content.statement import Block, Break, Heading, Inline, ListBlock, Paragraph
from publish.incoming.dates import moment
from publish.incoming.words import said

_LONGEST_TITLE: Final = 200
_LONGEST_NAME: Final = 160
_STOPS: Final = ".…。．։۔।॥။።᠃᠉"
_PAUSES: Final = ";:,、，；：،؛፤፣·"
_CALLS: Final = "!！?？؟՜՞፧"
"""Marks of sentences (UAX #29, Sentence_Terminal) and within them; a title may call or ask."""
_CLOSING: Final = "\"'”’»«)]"


def last_mark(text: str) -> str:
    """The last character of a text, less quotation marks and brackets that close."""
    return text.rstrip().rstrip(_CLOSING)[-1:]


def is_title_like(block: Block) -> bool:
    """Whether a block may be a title or a heading: one short line that is no whole sentence."""
    if isinstance(block, Heading):
        return True
    if not isinstance(block, Paragraph) or any(isinstance(part, Break) for part in block.content):
        return False
    text = text_of(block.content).strip()
    return 0 < len(text) <= _LONGEST_TITLE and last_mark(text) not in tuple(_STOPS + _PAUSES)


def is_open(text: str) -> bool:
    """Whether a text ends without any mark of the end or of a pause."""
    return last_mark(text) not in tuple(_STOPS + _PAUSES + _CALLS)


def is_call(text: str) -> bool:
    """Whether a text ends in an exclamation or a question."""
    return last_mark(text) in tuple(_CALLS)


def moment_of(block: Block, languages: Collection[str]) -> datetime | None:
    """The moment that a paragraph is, if it says nothing else."""
    return moment(said(block), languages) if isinstance(block, Paragraph) else None


def names_in(block: Block) -> list[tuple[str, int]] | None:
    """The items of a list of names, each with its line; None for any other block."""
    if not isinstance(block, ListBlock) or not block.items:
        return None
    found: list[tuple[str, int]] = []
    for item in block.items:
        first = item.blocks[0]
        if len(item.blocks) > 1 or not isinstance(first, Paragraph) or not is_title_like(first):
            return None
        text = text_of(first.content).strip()
        if len(text) > _LONGEST_NAME:
            return None
        found.append((text, item.line))
    return found


def lines_of(block: Block) -> list[str] | None:
    """The lines of a paragraph, or of a list whose items are lines; None for any other block."""
    if isinstance(block, Paragraph):
        return list(_broken(block))
    if isinstance(block, ListBlock) and all(
        len(item.blocks) == 1 and isinstance(item.blocks[0], Paragraph) for item in block.items
    ):
        return [said(item.blocks[0]) for item in block.items]
    return None


def _broken(block: Paragraph) -> Iterator[str]:
    """The lines of a paragraph, cut at its hard breaks."""
    line: list[Inline] = []
    for piece in (*block.content, Break()):
        if isinstance(piece, Break):
            yield text_of(line).strip()
            line = []
        else:
            line.append(piece)


def alike(one: str, other: str) -> bool:
    """Whether two texts have the same words, whatever marks and capitals they have."""
    return _bare(one) == _bare(other)


def _bare(text: str) -> Sequence[str]:
    return re.findall(r"\w+", text.casefold())
