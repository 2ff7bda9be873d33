"""Words that are right although no dictionary has them: lists of the house and of a statement.

``words.txt`` holds for every language, ``words.ru.txt`` for one, beside the statements for all of
them or in a statement's folder for it alone. One word a line; ``#`` begins a comment. No edition
is made from them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from publish.content.facts import Localised
from publish.content.source import read_source
from publish.content.statement import Statement
from publish.language import tags
from publish.proof.shapes import words

_ENDING: Final = 3
"""Names take endings of up to so many letters: Измир, Измире; Zypern, Zyperns."""
_STEM: Final = 4


@dataclass(frozen=True, slots=True)
class Known:
    """Words that are right in a language: listed ones, and the names in the facts."""

    listed: frozenset[str]
    names: frozenset[str]

    def __contains__(self, word: str) -> bool:
        plain = word.replace("’", "'")
        if plain in self.listed or plain.lower() in self.listed or plain in self.names:
            return True
        return any(_is_form(plain, name) for name in self.names)


def known(statement: Statement, language: str) -> Known:
    """What a statement and the house around it hold to be right in a language.

    Raises ContentError for a list that cannot be read.
    """
    folders = (statement.folder.parent, statement.folder)
    names = ("words.txt", *(f"words.{tag}.txt" for tag in tags.chain(language)))
    paths = (folder / name for folder in folders for name in names)
    listed = (word for path in paths for word in _words(path))
    return Known(frozenset(listed), frozenset(_names(statement, language)))


def _words(path: Path) -> Iterator[str]:
    if path.is_file() and path.stat().st_size:
        for line in read_source(path, path.parent).split("\n"):
            yield from (word.replace("’", "'") for word in line.partition("#")[0].split())


def _names(statement: Statement, language: str) -> Iterator[str]:
    """The words of the names and places in the facts, as a language's pages show them."""
    facts = statement.facts
    source = facts.source_language
    values: list[Localised | None] = []
    if facts.event:
        values += [facts.event.name, facts.event.place]
    for group in facts.signatories:
        values += [group.heading, *(member.name for member in group.members)]
    for event in facts.upcoming:
        values += [event.name, event.place]
    for value in filter(None, values):
        yield from _parts(value.pick(language, source).text)
    yield from _parts(statement.translations[language].translator or "")


def _parts(text: str) -> Iterator[str]:
    text = text.replace("’", "'")
    yield from (text[start:end] for start, end in words(text))


def _is_form(word: str, name: str) -> bool:
    """Whether a word is a name with another ending, as languages with cases write it."""
    if not (word[:1].isupper() and name[:1].isupper() and len(name) > _STEM):
        return False
    stem = name[:-1]
    return word.startswith(stem) and len(word) <= len(stem) + _ENDING
