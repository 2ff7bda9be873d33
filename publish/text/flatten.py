"""Inline content as one string for the rules, and back: rules see across elements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from publish.content.statement import (
    Break,
    Emphasis,
    Foreign,
    Inline,
    Link,
    NoteRef,
    Picture,
    Run,
    Strong,
)
from publish.language.profile import BOUNDARY
from publish.text.cleaning import OBJECT

_LINE_END = "\n"


def flatten(content: Iterable[Inline]) -> str:
    """The text of inline content, with one BOUNDARY between every two neighbouring pieces.

    A piece is a run, or what no rule may touch: a hard break (a line end), and OBJECT for a
    picture, a note's number and a phrase that declares its own language.
    """
    return BOUNDARY.join(_pieces(content))


def restore(content: Iterable[Inline], flat: str) -> tuple[Inline, ...]:
    """The same content, its text taken from ``flat``: what ``flatten`` gave, after the rules.

    Elements that have become empty are left out, neighbouring runs are joined. Raises
    ValueError if a rule has lost or added a boundary.
    """
    content = tuple(content)
    pieces = flat.split(BOUNDARY)
    if len(pieces) != max(1, sum(1 for _ in _pieces(content))):
        raise ValueError("a rule has changed the number of boundaries between elements")
    return _restored(content, iter(pieces))


def _pieces(content: Iterable[Inline]) -> Iterator[str]:
    for node in content:
        match node:
            case Run(text):
                yield text
            case Break():
                yield _LINE_END
            case Foreign(language=str()) | NoteRef() | Picture():
                yield OBJECT
            case Emphasis() | Strong() | Link() | Foreign():
                yield from _pieces(node.content)


def _restored(content: Iterable[Inline], pieces: Iterator[str]) -> tuple[Inline, ...]:
    return joined(part for node in content for part in _restored_node(node, pieces))


def _restored_node(node: Inline, pieces: Iterator[str]) -> Iterator[Inline]:
    match node:
        case Run():
            yield Run(next(pieces))
        case Break():
            next(pieces)
            yield node
        case Foreign(language=str()) | NoteRef() | Picture():
            before, _, after = next(pieces).partition(OBJECT)
            yield from (Run(before), node, Run(after))
        case Emphasis() | Strong() | Link() | Foreign():
            inner = _restored(node.content, pieces)
            if inner:
                yield replace(node, content=inner)


def joined(content: Iterable[Inline]) -> tuple[Inline, ...]:
    """Inline content without empty runs, and with neighbouring runs as one."""
    parts: list[Inline] = []
    for is_text, group in groupby(content, lambda node: isinstance(node, Run)):
        if not is_text:
            parts += group
        elif text := "".join(node.text for node in group if isinstance(node, Run)):
            parts.append(Run(text))
    return tuple(parts)
