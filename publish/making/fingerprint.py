"""Fingerprints: what a text is made from, file by file, and a hash over all of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from publish.content.passages import pictures
from publish.content.statement import Statement, Translation
from publish.files import sha256_of
from publish.making.manifest import Source

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
    for blocks in (translation.blocks, *(note.blocks for note in translation.notes)):
        yield from (picture.path for picture in pictures(blocks))
