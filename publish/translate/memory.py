"""What each translation was made from, so that a later change of the source can be told.

``translations/<language>.po`` in the statement's folder holds, for every passage that came
back from a translator, the words of the source as the translator had them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import polib

from publish.doors.reading import read_bytes
from publish.faults import said_of
from publish.translate.gettext import parse_po

FOLDER = "translations"
MAX_BYTES: Final = 8 << 20
"""The largest memory that is read, as for what translators send."""


def memory_file(folder: Path, language: str) -> Path:
    """Where the memory of a language is kept, in a statement's folder."""
    return folder / FOLDER / f"{language}.po"


def recall(folder: Path, language: str) -> Mapping[str, frozenset[str]]:
    """By each translated passage, the passages of the source that it was made from.

    Raises ContentError for a memory that cannot be read.
    """
    path = memory_file(folder, language)
    if not path.exists() and not path.is_symlink():
        return {}
    with said_of(path):
        data = read_bytes(path, MAX_BYTES, folder)
    known: dict[str, set[str]] = {}
    for entry in parse_po(data, path):
        known.setdefault(entry.msgstr, set()).add(entry.msgid)
    return {target: frozenset(sources) for target, sources in known.items()}


def remember(language: str, entries: Iterable[tuple[str, str, str]]) -> str:
    """The text of the memory: names of passages, the source's words, what was made from them."""
    po = polib.POFile(wrapwidth=0)
    po.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    for ident, source, target in entries:
        po.append(polib.POEntry(msgctxt=ident, msgid=source, msgstr=target))
    return f"{po}"


def made_from(known: Mapping[str, frozenset[str]], source: str, target: str) -> str | None:
    """The former source of a translation, if the source has changed since; else None."""
    sources = known.get(target)
    return None if not sources or source in sources else min(sources)
