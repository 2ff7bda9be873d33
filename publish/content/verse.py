"""Verse: paragraphs whose line ends are the author's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from publish.content.statement import Break, Emphasis, Foreign, Inline, Link, Run, Strong


def in_lines(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Inline content whose line ends in the file are hard breaks."""
    return tuple(part for node in content for part in _parts(node))


def _parts(node: Inline) -> Iterator[Inline]:
    match node:
        case Run(text):
            first, *others = text.split("\n")
            yield from _run(first)
            for line in others:
                yield Break()
                yield from _run(line)
        case Emphasis() | Strong() | Link() | Foreign():
            yield replace(node, content=in_lines(node.content))
        case _:
            yield node


def _run(text: str) -> Iterator[Run]:
    if text:
        yield Run(text)
