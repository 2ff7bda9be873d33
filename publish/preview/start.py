"""What a preview shows first, from what was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from publish.content.load import find
from publish.editions import edition_called
from publish.errors import CommandError, Problem
from publish.faults import did_you_mean, quoted
from publish.preview.messages import statements, tongues


def first(
    content: Path, asked: str | None, languages: Sequence[str], edition: str
) -> tuple[str, tuple[str, ...]]:
    """The statement that is shown first, and the names of its views.

    Without ``asked`` it is the first there is; without ``languages``, its source language.
    Raises CommandError where there is no statement, or none called so, no such language or
    edition.
    """
    if asked is not None:
        find(content, [asked])
    elif not (known := statements(content)):
        find(content, [])
        message = f"there is no statement in {content}/ yet."
        raise CommandError(Problem(message, remedy="Begin one: publish new STATEMENT -l LANG"))
    else:
        asked = known[0]
    edition_called(edition)
    tags = [each.tag for each in tongues(content / asked)]
    for tag in languages:
        _check("language", tag, tags)
    return asked, tuple(f"{tag}.{edition}" for tag in (languages or tags[:1]))


def _check(what: str, name: str, known: Iterable[str]) -> None:
    known = tuple(known)
    if name not in known:
        message = f"there is no {what} {quoted(name)}."
        raise CommandError(Problem(message, remedy=did_you_mean(name, known)))
