"""The texts of a statement's facts, each in its languages."""

from __future__ import annotations

from collections.abc import Iterator

from publish.content.facts import Facts, Localised
from publish.content.statement import KeyPath


def localised_values(facts: Facts) -> Iterator[tuple[KeyPath, Localised]]:
    """Every text of the facts that has a language, with the way to it."""
    found: list[tuple[KeyPath, Localised | None]] = [(("issued_by",), facts.issued_by)]
    if facts.event:
        found += [(("event", key), getattr(facts.event, key)) for key in ("name", "place")]
    for i, group in enumerate(facts.signatories):
        found.append((("signatories", i, "heading"), group.heading))
        for j, member in enumerate(group.members):
            found.append((("signatories", i, "members", j, "name"), member.name))
    for i, upcoming in enumerate(facts.upcoming):
        found += [(("upcoming", i, key), getattr(upcoming, key)) for key in ("name", "place")]
    for i, revision in enumerate(facts.revisions):
        found.append((("revisions", i, "note"), revision.note))
    return ((key, value) for key, value in found if value is not None)
