"""Whether a statement still loads with what a translator has sent, before anything is written."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from publish.content.load import FACTS, load
from publish.content.statement import Statement
from publish.errors import ContentError, Problem

Files = Mapping[Path, str]
"""Files of a statement's folder, with their new text."""


@dataclass(frozen=True, slots=True)
class Tried:
    """Which passages may be written, and what is wrong with each of the others."""

    kept: tuple[str, ...]
    refused: Mapping[str, Problem]


def tried(
    statement: Statement, idents: Sequence[str], files_of: Callable[[Sequence[str]], Files]
) -> Tried:
    """The passages, by name, with which the statement loads.

    ``files_of`` gives the files that these passages make. Where all together do not load, those
    that spoil it are found by halves, so that one bad passage costs a few readings and is left
    out alone.
    """
    refused: dict[str, Problem] = {}

    def kept(known: tuple[str, ...], more: Sequence[str]) -> tuple[str, ...]:
        problem = _problem(statement, files_of((*known, *more))) if more else None
        if problem is None:
            return (*known, *more)
        if len(more) == 1:
            refused[more[0]] = problem
            return known
        half = len(more) // 2
        return kept(kept(known, more[:half]), more[half:])

    return Tried(kept((), idents), refused)


def _problem(statement: Statement, files: Files) -> Problem | None:
    """What is wrong with a statement with these files, in a copy of its folder; or None."""
    if not files:
        return None
    with tempfile.TemporaryDirectory() as workshop:
        copy = Path(workshop, statement.slug)
        for path in _own_files(statement):
            shutil.copyfile(statement.folder / path, _place(copy, path))
        for file, text in files.items():
            path = file.relative_to(statement.folder)
            _place(copy, path).write_text(text, encoding="utf-8", newline="")
        try:
            load(copy)
        except ContentError as error:
            return error.problems[0]
    return None


def _own_files(statement: Statement) -> set[Path]:
    """All files of a statement by the names that they have in its folder."""
    root = statement.folder.resolve()
    languages = (Path(each.path.name) for each in statement.translations.values())
    return {Path(FACTS), *languages, *(path.relative_to(root) for path in statement.files)}


def _place(copy: Path, path: Path) -> Path:
    """Where a file is put in the copy, in a folder that is there."""
    place = copy / path
    place.parent.mkdir(parents=True, exist_ok=True)
    return place
