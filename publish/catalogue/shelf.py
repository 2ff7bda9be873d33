"""The shelf: what there is to offer, each file compared with the manifest and its content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from publish.content.statement import Statement
from publish.doors.paths import leads_inside
from publish.editions import EDITIONS
from publish.errors import Place, Problem, PublishError
from publish.files import sha256_of
from publish.making import manifest
from publish.making.fingerprint import sources
from publish.making.manifest import Entry
from publish.text.dressed import Text
from publish.text.edit import edit

_BUILD = "Run publish build."


@dataclass(frozen=True, slots=True)
class Item:
    """One language of a statement: its text, and its files in the order of the editions."""

    text: Text
    files: tuple[Entry, ...]

    @property
    def language(self) -> str:
        """The BCP 47 tag of the text."""
        return self.text.language

    @property
    def pictured(self) -> Entry | None:
        """The file whose first page stands for the item: the first one that has pages."""
        return next((entry for entry in self.files if entry.pages), None)


@dataclass(frozen=True, slots=True)
class Work:
    """A statement with all that there is of it: the source language first, if it is there."""

    statement: Statement
    items: tuple[Item, ...]

    @property
    def slug(self) -> str:
        """The name of the statement's folder."""
        return self.statement.slug

    @property
    def modified(self) -> datetime:
        """The date of the content (UTC)."""
        return max(item.text.modified for item in self.items)

    def nearest(self, language: str) -> Item:
        """The item in ``language``, else the first."""
        return next((item for item in self.items if item.language == language), self.items[0])


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every work, the newest first, and the output folder of the build that has the files."""

    works: tuple[Work, ...]
    folder: Path

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language that something is there in: that of most works, and sources, first."""
        tags = [item.language for work in self.works for item in work.items]
        sources = [work.statement.facts.source_language for work in self.works]
        ranks = {tag: (-tags.count(tag), -sources.count(tag), tag) for tag in tags}
        return tuple(sorted(ranks, key=lambda tag: ranks[tag]))

    @property
    def modified(self) -> datetime:
        """The date of the newest content (UTC)."""
        return max(work.modified for work in self.works)


def fill(folder: Path, statements: Iterable[Statement]) -> Shelf:
    """What the build in ``folder`` has of ``statements``.

    Raises PublishError with every file that is missing, has changed since it was made, or is
    older than its content; nothing that cannot be vouched for is offered.
    """
    made = manifest.read(folder).artifacts
    works = [work for statement in statements if (work := _work(statement, made))]
    if not works:
        where = Place(folder / manifest.NAME)
        raise PublishError(Problem("there is nothing to offer yet.", where, _BUILD))
    if problems := [problem for work in works for problem in _faults(work, folder)]:
        raise PublishError(*problems)
    return Shelf(tuple(sorted(works, key=_newest_first)), folder)


def _work(statement: Statement, made: Iterable[Entry]) -> Work | None:
    # Other forms of a file are for those who ask for them, and are not offered beside it.
    files = [each for each in made if each.statement == statement.slug and each.variant is None]
    order = list(EDITIONS)

    def rank(entry: Entry) -> tuple[int, str]:
        return order.index(entry.edition), entry.path

    items = tuple(
        Item(edit(statement, tag), tuple(sorted(own, key=rank)))
        for tag in statement.languages
        if (own := [e for e in files if e.language == tag and e.edition in EDITIONS])
    )
    return Work(statement, items) if items else None


def _newest_first(work: Work) -> tuple[float, str]:
    return -work.modified.timestamp(), work.slug


def _faults(work: Work, folder: Path) -> Iterator[Problem]:
    for item in work.items:
        current = set(sources(work.statement, item.language))
        for entry in item.files:
            path = folder / entry.path
            found = sha256_of(path) if leads_inside(path, folder) else None
            if found is None:
                yield Problem("the file is in the manifest, but is not there.", Place(path), _BUILD)
            elif found != entry.sha256:
                yield Problem("the file has changed since it was made.", Place(path), _BUILD)
            elif set(entry.sources) != current:
                yield Problem("the file is older than its content.", Place(path), _BUILD)
