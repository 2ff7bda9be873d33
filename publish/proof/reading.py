"""The files of a statement as passages, each character with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from publish.content import markdown, toml
from publish.content.load import FACTS
from publish.content.source import read_source
from publish.content.statement import Statement
from publish.content.tables import cells
from publish.content.translation import FENCE
from publish.content.written import DEFINITION, WrittenPassage, written_passages
from publish.language.profile import Profile
from publish.language.profiles import profile
from publish.proof import strings
from publish.proof.follow import Lost, follow
from publish.proof.passage import Cell, Kind, Passage, Source, addressed

ProfileOf = Callable[[str], Profile]

_KINDS: Final = {"footnote_reference": Kind.NOTE, "heading": Kind.HEADING}
"""The kinds of passages that stand in blocks of their own; the outermost comes first."""


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file with words: what finds its passages, and what raises ContentError if it is invalid."""

    path: Path
    read: Callable[[Source], Iterator[Passage]]
    check: Callable[[Source], object]


def text_files(statement: Statement) -> Iterator[TextFile]:
    """The files of a statement that hold words."""
    source_language = statement.facts.source_language

    def profile_of(tag: str) -> Profile:
        return profile(tag, source_language)

    facts = partial(strings.facts, source_language=source_language, profile_of=profile_of)
    yield TextFile(statement.folder / FACTS, facts, _parsed_facts)
    for language in statement.languages:
        read = partial(_text, language=language, profile_of=profile_of)
        check = partial(_parsed_text, folder=statement.folder)
        yield TextFile(statement.translations[language].path, read, check)


def passages(statement: Statement) -> Iterator[Passage]:
    """Every passage of a statement, file by file, in the order in which they are written."""
    for file in text_files(statement):
        yield from file.read(Source(file.path, read_source(file.path, statement.folder)))


def _parsed_facts(source: Source) -> object:
    return toml.parse(source.text, source.path)


def _parsed_text(source: Source, folder: Path) -> object:
    _, body = _parts(source.text)
    first_line = source.text.count("\n", 0, body) + 1
    return markdown.parse(source.text[body:], source.path, folder, first_line)


def _text(source: Source, language: str, profile_of: ProfileOf) -> Iterator[Passage]:
    """The passages of a language file: its titles, then its text."""
    head, body = _parts(source.text)
    yield from strings.front_matter(source, head, body, language, profile_of)
    first_line = source.text.count("\n", 0, body) + 1
    lines = _line_offsets(source.text, body)
    for written in written_passages(source.text[body:], source.path, first_line):
        if DEFINITION in written.around:
            cells = list(_defined(source.text, lines[written.row], written.content))
            yield from addressed(source, profile_of, cells).passages(profile_of)
            continue
        if written.cell is None:
            offsets = _offsets(source.text, lines[written.row :], written.content)
        else:
            offsets = _cell_offsets(source.text, lines[written.row], written)
        if offsets is None:
            continue
        kind = next((_KINDS[name] for name in _KINDS if name in written.around), Kind.TEXT)
        try:
            yield from follow(
                source, offsets, written.content, written.tokens, profile_of, language, kind
            )
        except Lost:
            continue


def _parts(text: str) -> tuple[int, int]:
    """Where the front matter's keys begin, and where the text after it does."""
    lines = text.split("\n")
    close = next(index for index in range(1, len(lines)) if lines[index].rstrip() == FENCE)
    return len(lines[0]) + 1, sum(len(line) + 1 for line in lines[: close + 1])


def _line_offsets(text: str, start: int) -> list[int]:
    """Where each line begins, of those from ``start`` on."""
    offsets = [start]
    while (end := text.find("\n", offsets[-1])) >= 0:
        offsets.append(end + 1)
    return offsets


def _defined(text: str, start: int, target: str) -> Iterator[Cell]:
    """The address of a definition that begins at ``start``: the parser has normalised it."""
    found = text.find(target, start)
    fixed = found < 0
    for index, char in enumerate(target):
        here = start if fixed else found + index
        yield Cell(char, here, here + 1, fixed)


def _cell_offsets(text: str, start: int, written: WrittenPassage) -> list[int] | None:
    """The place of every character of a cell, in a row that begins at ``start``.

    None where the cell is empty, or is not as the parser has it because it holds a bar.
    """
    line = text[start:].partition("\n")[0]
    spans = cells(line)
    if written.cell is None or written.cell >= len(spans):
        return None
    first, last = (start + edge for edge in spans[written.cell])
    return [*range(first, last + 1)] if text[first:last] == written.content != "" else None


def _offsets(text: str, lines: list[int], content: str) -> list[int] | None:
    """The place of every character of a passage whose lines lost what stood before and after.

    None where a line is not in the file as the parser has it, as happens to tabs.
    """
    offsets: list[int] = []
    for start, line in zip(lines, content.split("\n"), strict=False):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        column = text.rfind(line, start, end)
        if column < 0:
            return None
        offsets += range(column, column + len(line))
        offsets.append(end)
    return offsets if len(offsets) == len(content) + 1 else None
