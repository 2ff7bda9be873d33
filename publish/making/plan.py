"""The plan: which artifacts a build is to have, told from the files without parsing them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from publish.content import toml
from publish.content.load import FACTS, find, leads_out, load
from publish.content.slugs import is_slug
from publish.content.statement import Statement
from publish.content.tags import is_tag
from publish.editions import EDITIONS, UA_2, Edition, edition_called
from publish.errors import CommandError, Problem, PublishError
from publish.house.house import FILE, NO_HOUSE, House, house_of, overridden
from publish.making.stamps import Stamps
from publish.markup.fit import Fit


@dataclass(frozen=True, slots=True)
class Task:
    """One text to publish: a language of a statement, in these editions.

    ``profile`` is the file of the CMYK profile for editions that go to a press; ``epub_fonts``
    says whether e-books carry their fonts; ``house`` is what is said of the pages. A pamphlet,
    and all that is made of its pages, is set in ``fit``, or as it comes where there is none.
    """

    statement: Statement
    language: str
    editions: tuple[Edition, ...]
    profile: Path | None = None
    epub_fonts: bool = True
    house: House = NO_HOUSE
    fit: Fit | None = None

    def path(self, edition: Edition) -> PurePosixPath:
        """Where an edition goes, below the output folder."""
        return artifact_path(self.statement.slug, self.language, edition)


@dataclass(frozen=True, slots=True)
class Target:
    """A text as a plan knows it: the folder of its statement and its language, nothing read.

    ``languages`` are those of the statement, its ``source_language`` first. For the other
    fields see Task.
    """

    folder: Path
    language: str
    languages: tuple[str, ...]
    source_language: str
    editions: tuple[Edition, ...]
    profile: Path | None = None
    epub_fonts: bool = True
    house: House = NO_HOUSE

    @property
    def slug(self) -> str:
        """The name of the statement's folder."""
        return self.folder.absolute().name

    @property
    def words(self) -> Path:
        """The file of the text's words."""
        return self.folder / f"{self.language}.md"

    def path(self, edition: Edition) -> PurePosixPath:
        """Where an edition goes, below the output folder."""
        return artifact_path(self.slug, self.language, edition)


@dataclass(frozen=True, slots=True)
class Scope:
    """What was asked for: statements, languages and editions by name; none means all."""

    statements: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()

    @property
    def is_all(self) -> bool:
        """Whether nothing was named."""
        return not (self.statements or self.languages or self.editions)

    def covers(self, statement: str, language: str, edition: str) -> bool:
        """Whether an artifact is among what was asked for."""
        asked = ((self.statements, statement), (self.languages, language), (self.editions, edition))
        return all(name in names for names, name in asked if names)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build is to have of a content folder.

    ``statements`` are the names of those that were found, ``empty`` of those among them that
    have no text to make; ``problems`` say why. ``stamps`` have seen the folders.
    """

    content: Path
    scope: Scope
    targets: tuple[Target, ...]
    statements: frozenset[str]
    empty: frozenset[str]
    problems: tuple[Problem, ...]
    stamps: Stamps = field(repr=False, compare=False)


def artifact_path(slug: str, language: str, edition: Edition) -> PurePosixPath:
    """Where an edition of a text goes, below the output folder."""
    return PurePosixPath(slug, f"{slug}.{language}.{edition.suffix}")


def plan(
    content: Path,
    scope: Scope,
    profile: Path | None = None,
    *,
    epub_fonts: bool = True,
    fit: int | None = None,
    ua: int = 1,
    stamps: Stamps | None = None,
) -> Plan:
    """A target for every wanted language that a statement has, in every wanted edition.

    None named means all statements and languages, and all editions but those made only when
    asked for. ``profile`` is the file of a CMYK profile for editions that go to a press;
    ``epub_fonts`` says whether e-books carry their fonts; ``fit`` is that of the pages, whatever
    house and statements say; with ``ua`` 2, pamphlets are made as PDF/UA-2, too; ``stamps`` know
    files from earlier.

    Raises CommandError for a statement or an edition that does not exist, a language that none
    of the statements has, PDF/UA-2 without pamphlets, or a profile that is not of a four-colour
    press; ContentError where the house's file is not right.
    """
    stamps = stamps or Stamps()
    every = tuple(edition for edition in EDITIONS.values() if not edition.only_asked)
    wanted = tuple(edition_called(name) for name in dict.fromkeys(scope.editions)) or every
    if ua == 2:
        wanted = (*wanted, _in_ua_2(wanted))
    if profile is not None:
        from publish.press.profile import read_profile  # costly: most builds name none

        read_profile(profile)
    targets: list[Target] = []
    problems: list[Problem] = []
    known: set[str] = set()
    empty: set[str] = set()
    stamps.names(content)
    folders = find(content, scope.statements)
    stamps.sha256(content / FILE)
    house = house_of(content)
    for folder in folders:
        if not is_slug(folder.name):
            problems += _faults(folder)
            continue
        languages, facts = _languages(folder, stamps)
        source = str(facts.get("source_language", ""))
        own = overridden(house, facts).fitting(fit)
        asked = [tag for tag in languages if not scope.languages or tag in scope.languages]
        known.update(languages)
        if not languages:
            empty.add(folder.name)
        if not asked and source not in languages:  # else its texts tell of it
            problems += _faults(folder)
            known.add(source)
        targets += [
            Target(folder, tag, languages, source, wanted, profile, epub_fonts, own)
            for tag in asked
        ]
    for tag in scope.languages:
        if any(known) and tag not in known:
            raise CommandError(_unknown("language", tag, known))
    names = frozenset(folder.name for folder in folders)
    return Plan(content, scope, tuple(targets), names, frozenset(empty), tuple(problems), stamps)


def _languages(folder: Path, stamps: Stamps) -> tuple[tuple[str, ...], Mapping[str, Any]]:
    """The languages of a statement, the source language first, and what its facts say.

    A folder that cannot be published may have languages too: its loading says what is wrong. What
    is not in the content folder is not looked at.
    """
    if leads_out(folder):
        return (), {}
    names = (Path(name) for name in stamps.names(folder) if not name.startswith("."))
    stems = {name.stem for name in names if name.suffix.lower() == ".md"}
    tags = {stem for stem in stems if is_tag(stem)}  # the loader refuses the others, once
    stamps.sha256(folder / FACTS)
    try:
        facts = toml.read(folder / FACTS, folder)
    except PublishError:
        facts = {}
    source = str(facts.get("source_language", ""))
    return tuple(sorted(tags, key=lambda tag: (tag != source, tag))), facts


def _faults(folder: Path) -> tuple[Problem, ...]:
    try:
        load(folder)
    except PublishError as error:
        return error.problems
    return ()


def _in_ua_2(wanted: tuple[Edition, ...]) -> Edition:
    """The pamphlet as PDF/UA-2, which is made beside pamphlets and not without them."""
    if EDITIONS[UA_2.name] not in wanted:
        message = f"--ua 2 is of the edition {UA_2.name}, which was not asked for."
        raise CommandError(Problem(message, remedy=f"Say -e {UA_2.name} as well."))
    return UA_2


def _unknown(what: str, name: str, known: Iterable[str]) -> Problem:
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=1)
    hint = f'Did you mean "{near[0]}"?' if near else f"There are: {', '.join(names)}."
    return Problem(f'there is no {what} "{name}".', remedy=hint)
