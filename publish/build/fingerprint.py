"""Fingerprints: what a text is made from, file by file, and a hash over all of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from publish.build.files import sha256_of
from publish.build.manifest import Source
from publish.content.model import (
    Block,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    Link,
    ListBlock,
    Paragraph,
    Picture,
    Quote,
    Statement,
    Strong,
    Translation,
)

Parts = Mapping[str, str]
"""What goes into an artifact: ``kind name`` to a hash, a version or a value."""


def fingerprint(path: str, parts: Parts) -> str:
    """The hash of an artifact's whole making: its path below the output, and its parts."""
    digest = hashlib.sha256(path.encode())
    for name, value in sorted(parts.items()):
        digest.update(f"\0{name}\0{value}".encode())
    return digest.hexdigest()


def sources(statement: Statement, language: str) -> tuple[Source, ...]:
    """The files that one language of a statement is made from, with their hashes.

    These are the facts, the language's own words and the pictures that they show; paths are
    below the content folder.
    """
    folder = statement.folder.resolve()
    translation = statement.translations[language]
    own = {path.resolve() for path in (folder / "statement.toml", translation.path)}
    own |= set(_pictures(translation))
    return tuple(
        Source(path=f"{statement.slug}/{name}", sha256=sha256_of(folder / name) or "")
        for name in sorted(path.relative_to(folder).as_posix() for path in own)
    )


def _pictures(translation: Translation) -> Iterator[Path]:
    yield from _shown(translation.blocks)
    for note in translation.notes:
        yield from _shown(note.blocks)


def _shown(blocks: Sequence[Block]) -> Iterator[Path]:
    for block in blocks:
        match block:
            case Paragraph(content) | Heading(content=content):
                yield from _drawn(content)
            case ListBlock(items=items):
                for item in items:
                    yield from _shown(item.blocks)
            case Quote(inner):
                yield from _shown(inner)


def _drawn(content: Sequence[Inline]) -> Iterator[Path]:
    for part in content:
        match part:
            case Picture(path):
                yield path
            case Emphasis(inner) | Strong(inner) | Link(content=inner) | Foreign(inner):
                yield from _drawn(inner)
