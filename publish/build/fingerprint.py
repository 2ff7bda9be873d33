"""Fingerprints: a hash over everything that an artifact is made from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

import publish
from publish.build.files import sha256_of
from publish.build.manifest import Source
from publish.content.model import Statement
from publish.fonts import library
from publish.resources import fonts_dir, styles_dir

MAKERS = (
    "weasyprint",
    "pydyf",
    "fonttools",
    "EbookLib",
    "jinja2",
    "babel",
    "pyphen",
    "segno",
    "pikepdf",
    "pillow",
)
"""Packages whose version changes what is made."""


def sources(statement: Statement, language: str) -> tuple[Source, ...]:
    """The files that one language of a statement is made from, with their hashes.

    These are the facts, the language's own words and the pictures; paths are below the
    content folder.
    """
    folder = statement.folder.resolve()
    words = {f"{tag}.md" for tag in statement.languages if tag != language}
    return tuple(
        Source(path=f"{statement.slug}/{name}", sha256=sha256_of(folder / name) or "")
        for name in sorted(path.relative_to(folder).as_posix() for path in statement.files)
        if name not in words
    )


def fingerprint(
    made_from: Iterable[Source],
    languages: Iterable[str],
    artifact: str,
    epoch: int | None,
    profile: Path | None = None,
    *,
    with_fonts: bool = True,
) -> str:
    """The hash of an artifact's whole making: content, code, styles, faces and packages.

    ``languages`` are all those of the statement: each colophon names the others. ``profile``
    is the file of the CMYK profile that an edition for a press is made with; ``with_fonts`` says
    whether an e-book carries its fonts.
    """
    digest = hashlib.sha256()
    content = (f"{source.path} {source.sha256}" for source in made_from)
    inks = str(sha256_of(profile)) if profile else ""
    faces = "" if with_fonts else "no fonts"
    for part in (artifact, str(epoch), inks, faces, _house(), *languages, *content):
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()


@cache
def _house() -> str:
    """The hash of what all artifacts share; it cannot change while a process runs."""
    digest = hashlib.sha256(library.key().encode())
    for name in MAKERS:
        digest.update(f"{name} {metadata.version(name)}\0".encode())
    for folder in (Path(publish.__file__).parent, styles_dir(), fonts_dir()):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(f"{path.relative_to(folder).as_posix()} {sha256_of(path)}\0".encode())
    return digest.hexdigest()
