"""Localised values that a language lacks, and that are set in another one instead."""

from __future__ import annotations

from collections.abc import Iterator

from publish.content.facts import Localised
from publish.content.statement import Statement
from publish.errors import Place
from publish.findings.finding import Code, Finding, warning

CODE = Code("fallback")


def check(statement: Statement) -> Iterator[Finding]:
    """A warning for each value, or group of names, and the languages in which it is missing."""
    source = statement.facts.source_language
    for place, values in _values(statement):
        lacking: dict[tuple[str, ...], list[str]] = {}
        for value in values:
            languages = tuple(
                language
                for language in statement.languages
                if not _same(value.pick(language, source).language, language)
            )
            if languages:
                lacking.setdefault(languages, []).append(value.pick(source, source).text)
        for languages, texts in lacking.items():
            more = f" and {len(texts) - 1} more like it are" if len(texts) > 1 else " is"
            yield warning(
                CODE,
                f"“{texts[0]}”{more} not there in {', '.join(languages)}: pages in that language "
                "show another.",
                place,
                "Add a translation beside it, if there is one.",
            )


def _same(found: str, wanted: str) -> bool:
    return wanted == found or wanted.startswith(f"{found}-")


def _values(statement: Statement) -> Iterator[tuple[Place, tuple[Localised, ...]]]:
    """The localised values, a group's names as one, each with its place."""
    facts = statement.facts
    if facts.issued_by:
        yield statement.where("issued_by"), (facts.issued_by,)
    for i, revision in enumerate(facts.revisions):
        yield statement.where("revisions", i, "note"), (revision.note,)
    if facts.event:
        for key, value in (("name", facts.event.name), ("place", facts.event.place)):
            if value:
                yield statement.where("event", key), (value,)
    for i, group in enumerate(facts.signatories):
        if group.heading:
            yield statement.where("signatories", i, "heading"), (group.heading,)
        names = tuple(member.name for member in group.members)
        yield statement.where("signatories", i, "members"), names
    for i, upcoming in enumerate(facts.upcoming):
        yield statement.where("upcoming", i, "name"), (upcoming.name,)
        if upcoming.place:
            yield statement.where("upcoming", i, "place"), (upcoming.place,)
