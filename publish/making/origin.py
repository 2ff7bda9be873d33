"""Where finished files come from: looked up in the manifest beside them, and in the content."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from publish.content.load import load
from publish.errors import PublishError
from publish.files import sha256_of
from publish.fonts.library import open_library
from publish.making import manifest
from publish.making.manifest import Entry
from publish.text.dressed import Text
from publish.text.edit import edit
from publish.verify.origin import Origin


def origins(paths: Iterable[Path], content: Path) -> dict[Path, Origin]:
    """What is known of those of ``paths`` that a manifest in a folder above them lists."""
    return {path: _origin(path, entry, content) for path, entry in _listed(paths)}


def _listed(paths: Iterable[Path]) -> Iterator[tuple[Path, Entry]]:
    """The files that are in a manifest. A build writes them one folder below it."""
    read = cache(_read)
    for path in paths:
        real = Path(os.path.realpath(path))  # also of a link that leads to itself
        out = real.parent.parent
        made = read(out)
        entry = made.entry(real.relative_to(out).as_posix()) if made else None
        if entry is not None:
            yield path, entry


def _read(out: Path) -> manifest.Manifest | None:
    """The manifest of a folder; None where what is called so is something else."""
    try:
        return manifest.read(out)
    except (PublishError, OSError):
        return None


def _origin(path: Path, entry: Entry, content: Path) -> Origin:
    there = all((content / source.path).is_file() for source in entry.sources)
    return Origin(
        statement=entry.statement,
        language=entry.language,
        text=_text(content / entry.statement, entry.language) if there else None,
        intact=sha256_of(path) == entry.sha256,
        current=not there
        or all(sha256_of(content / source.path) == source.sha256 for source in entry.sources),
    )


def _text(folder: Path, language: str) -> Text | None:
    """The text as a build has it, or None where it cannot be built."""
    try:
        return edit(load(folder), language).naming(open_library().draws)
    except PublishError:
        return None
