"""Inline content as markup gives it, made fit for a statement: spaces, breaks, marks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from publish.content.passages import passages, text_of
from publish.content.statement import (
    Block,
    Break,
    Emphasis,
    Foreign,
    Inline,
    Item,
    Link,
    NoteRef,
    Paragraph,
    Run,
    Strong,
)
from publish.text.flatten import joined

if TYPE_CHECKING:
    from lxml import etree

_SPACES = re.compile(r"[ \t\n\r\f]+")
_MARKED = (Emphasis, Strong)
_WITH_CONTENT = Emphasis | Strong | Link | Foreign


class Passage:
    """Pieces of a line that is still being read, and the element that it began in."""

    def __init__(self) -> None:
        self._pieces: list[Inline] = []
        self.element: etree._Element | None = None

    def add(self, piece: Inline, element: etree._Element) -> None:
        """Go on with a piece; white space alone does not begin a passage."""
        if self.element is None and not (isinstance(piece, Run) and not piece.text.strip()):
            self.element = element
        self._pieces.append(piece)

    def paragraphs(self) -> Iterator[tuple[Inline, ...]]:
        """What was read, tidy, cut where two breaks follow each other."""
        part: list[Inline] = []
        for piece in tidy(self._pieces):
            if isinstance(piece, Break) and part and isinstance(part[-1], Break):
                yield from filter(None, (tidy(part),))
                part = []
            else:
                part.append(piece)
        yield from filter(None, (tidy(part),))


def tidy(content: Iterable[Inline]) -> tuple[Inline, ...]:
    """Content with one space for many and none at the ends of its lines (CSS Text 3, 4.1).

    Spaces stand outside of what they were marked with, what is empty is gone, and two
    neighbours that are marked alike are one. No-break spaces stay.
    """
    pieces = list(_merged(_hoisted(_collapsed(content))))
    kept: list[Inline] = []
    for number, piece in enumerate(pieces):
        if isinstance(piece, Run):
            text = _SPACES.sub(" ", piece.text)
            if not kept or isinstance(kept[-1], Break) or _ends_in_space(kept[-1]):
                text = text.lstrip(" ")
            if number + 1 == len(pieces) or isinstance(pieces[number + 1], Break):
                text = text.rstrip(" ")
            piece = Run(text)
        kept.append(piece)
    lines = joined(kept)
    words = [at for at, piece in enumerate(lines) if not isinstance(piece, Break)]
    return lines[words[0] : words[-1] + 1] if words else ()


def _ends_in_space(piece: Inline) -> bool:
    return isinstance(piece, Run) and piece.text.endswith(" ")


def _collapsed(content: Iterable[Inline]) -> Iterator[Inline]:
    for piece in content:
        match piece:
            case Run(text):
                yield Run(_SPACES.sub(" ", text))
            case Emphasis() | Strong() | Link() | Foreign():
                yield replace(piece, content=tuple(_collapsed(piece.content)))
            case _:
                yield piece


def _hoisted(content: Iterable[Inline]) -> Iterator[Inline]:
    """Spaces and breaks at the ends of what is marked, put outside of it."""
    for piece in content:
        if not isinstance(piece, _WITH_CONTENT):
            yield piece
            continue
        before, inner, after = _ends(tuple(_merged(_hoisted(piece.content))))
        yield from before
        if inner:
            yield replace(piece, content=inner)
        yield from after


def _ends(
    content: tuple[Inline, ...],
) -> tuple[list[Inline], tuple[Inline, ...], list[Inline]]:
    """What is only room at both ends of some content, and what is between."""
    solid = [at for at, piece in enumerate(content) if not _is_room(piece)]
    if not solid:
        return list(content), (), []
    before, after = list(content[: solid[0]]), list(content[solid[-1] + 1 :])
    inner = list(content[solid[0] : solid[-1] + 1])
    if inner and isinstance(inner[0], Run) and inner[0].text.startswith(" "):
        before.append(Run(" "))
        inner[0] = Run(inner[0].text[1:])
    if inner and isinstance(inner[-1], Run) and inner[-1].text.endswith(" "):
        after.insert(0, Run(" "))
        inner[-1] = Run(inner[-1].text[:-1])
    return before, joined(inner), after


def _is_room(piece: Inline) -> bool:
    return isinstance(piece, Break) or piece == Run(" ")


def _merged(content: Iterable[Inline]) -> Iterator[Inline]:
    """Neighbours that are marked alike as one: word processors cut words into pieces."""
    for kind, group in groupby(joined(content), type):
        if kind in _MARKED:
            marked = [piece for piece in group if isinstance(piece, Emphasis | Strong)]
            inner = (part for piece in marked for part in piece.content)
            yield replace(marked[0], content=tuple(_merged(inner)))
        else:
            yield from group


def without_marks(content: Iterable[Inline]) -> tuple[Inline, ...]:
    """Content with its emphasis taken off; links, phrases and notes stay."""
    return joined(part for piece in content for part in _unmarked(piece))


def _unmarked(piece: Inline) -> Iterator[Inline]:
    if isinstance(piece, _MARKED):
        yield from without_marks(piece.content)
    elif isinstance(piece, Link | Foreign):
        yield replace(piece, content=without_marks(piece.content))
    else:
        yield piece


def note_numbers(content: Iterable[Inline]) -> Iterator[int]:
    """The numbers of the footnotes that are called, in order."""
    for piece in content:
        if isinstance(piece, NoteRef):
            yield piece.number
        elif isinstance(piece, _WITH_CONTENT):
            yield from note_numbers(piece.content)


def lines_of(blocks: Sequence[Block]) -> list[str]:
    """What blocks say, a line for each paragraph."""
    return [text_of(content) for content in passages(blocks)]


def is_tight(items: Sequence[Item]) -> bool:
    """Whether no item of a list has a second paragraph."""
    return all(sum(isinstance(block, Paragraph) for block in item.blocks) <= 1 for item in items)
