"""The plan: which artifacts a build is to have, from what was asked for."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from publish.content.model import Statement
from publish.editions import EDITIONS, Edition
from publish.errors import CommandError, Problem
from publish.press.profile import read_profile


@dataclass(frozen=True, slots=True)
class Task:
    """One text to publish: a language of a statement, in these editions.

    ``profile`` is the file of the CMYK profile for editions that go to a press; ``epub_fonts``
    says whether e-books carry their fonts.
    """

    statement: Statement
    language: str
    editions: tuple[Edition, ...]
    profile: Path | None = None
    epub_fonts: bool = True

    def path(self, edition: Edition) -> PurePosixPath:
        """Where an edition goes, below the output folder."""
        slug = self.statement.slug
        return PurePosixPath(slug, f"{slug}.{self.language}.{edition.suffix}")


def plan(
    statements: Iterable[Statement],
    languages: Sequence[str] = (),
    editions: Sequence[str] = (),
    profile: Path | None = None,
    *,
    epub_fonts: bool = True,
) -> tuple[Task, ...]:
    """A task for every wanted language that a statement has, in every wanted edition.

    None named means all languages, and all editions but those made only when asked for.

    ``profile`` is the file of a CMYK profile for editions that go to a press; ``epub_fonts``
    says whether e-books carry their fonts.

    Raises CommandError for an edition that does not exist, a language that none of the
    statements has, or a profile that is not of a four-colour press.
    """
    every = tuple(edition for edition in EDITIONS.values() if not edition.only_asked)
    wanted = tuple(_edition(name) for name in editions) or every
    if profile is not None:
        read_profile(profile)
    statements = tuple(statements)
    known = {tag for statement in statements for tag in statement.languages}
    for tag in languages:
        if statements and tag not in known:
            raise CommandError(_unknown("language", tag, known))
    return tuple(
        Task(statement, tag, wanted, profile, epub_fonts)
        for statement in statements
        for tag in statement.languages
        if not languages or tag in languages
    )


def _edition(name: str) -> Edition:
    if name not in EDITIONS:
        raise CommandError(_unknown("edition", name, EDITIONS))
    return EDITIONS[name]


def _unknown(what: str, name: str, known: Iterable[str]) -> Problem:
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=1)
    hint = f'Did you mean "{near[0]}"?' if near else f"There are: {', '.join(names)}."
    return Problem(f'there is no {what} "{name}".', remedy=hint)
