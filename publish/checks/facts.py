"""Facts that are well-formed and hardly true: a kind without a word, days in a strange order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from publish.content.facts import Status
from publish.content.statement import KeyPath, Statement
from publish.faults import did_you_mean, printable
from publish.findings.finding import Code, Finding, warning
from publish.language.profiles import kinds

KIND = Code("kind-unknown")
STATUS = Code("status-odd")
DAYS = Code("days-odd")

_FIRST_YEAR: Final = 1800
"""An earlier year is a slip of the hand: bodies that publish today are younger."""
_MOST_AHEAD: Final = timedelta(days=366)
"""What is adopted, published or signed later than this after today is a slip of the hand."""
_MOST_ANNOUNCED: Final = timedelta(days=20 * 366)
"""The same for events."""

_QUARTER: Final = timedelta(minutes=15)
_EAST: Final = timedelta(hours=14)
_WEST: Final = timedelta(hours=-12)
"""Time zones lie between these, and are apart by quarters of an hour (IANA, tz database)."""


def check(statement: Statement) -> Iterator[Finding]:
    """A warning for each such fact."""
    yield from _kind(statement)
    yield from _status(statement)
    yield from _order(statement)
    yield from _far(statement)
    yield from _zone(statement)


def _kind(statement: Statement) -> Iterator[Finding]:
    kind = statement.facts.kind
    if kind is not None and kind not in kinds():
        yield warning(
            KIND,
            f"no language has a word for the kind “{printable(kind, 60)}”: "
            "none is printed above the title.",
            statement.where("kind"),
            did_you_mean(kind, sorted(kinds())),
        )


def _status(statement: Statement) -> Iterator[Finding]:
    facts = statement.facts
    if facts.superseded_by and facts.status is not Status.SUPERSEDED:
        yield warning(
            STATUS,
            f"“{facts.superseded_by}” is said to have taken its place, and no edition says so.",
            statement.where("superseded_by"),
            'Write status = "superseded", or take it out.',
        )


def _order(statement: Statement) -> Iterator[Finding]:
    yield from _revised(statement)
    adopted, published = statement.facts.adopted, statement.facts.published
    if adopted is None or published is None:
        return
    # Where it was adopted, a day may have begun that has not where it was published.
    slack = timedelta(days=1 if published.tzinfo else 0)
    if adopted > published.date() + slack:
        yield warning(
            DAYS,
            f"it is said to be adopted on {adopted}, after it was published on {published.date()}.",
            statement.where("adopted"),
            "Correct one of the two.",
        )


def _revised(statement: Statement) -> Iterator[Finding]:
    facts = statement.facts
    if facts.revised and facts.published and facts.revised.date() < facts.published.date():
        yield warning(
            DAYS,
            f"it is said to be revised on {facts.revised.date()}, before it was published on "
            f"{facts.published.date()}.",
            statement.where("revised"),
            "Correct one of the two.",
        )


def _far(statement: Statement) -> Iterator[Finding]:
    today = date.today()
    for key, day, ahead in _days(statement):
        if day.year < _FIRST_YEAR or day - today > ahead:
            when = "long before our time" if day < today else "far in the future"
            yield warning(DAYS, f"{day} is {when}.", statement.where(*key), "Look at the year.")


def _days(statement: Statement) -> Iterator[tuple[KeyPath, date, timedelta]]:
    """The days of the facts: where each stands, and how far ahead it may be."""
    facts = statement.facts
    found: list[tuple[KeyPath, date | None, timedelta]] = [
        (("adopted",), facts.adopted, _MOST_AHEAD),
        (("published",), facts.published.date() if facts.published else None, _MOST_AHEAD),
    ]
    if facts.event:
        found += [
            (("event", "starts"), facts.event.starts, _MOST_ANNOUNCED),
            (("event", "ends"), facts.event.ends, _MOST_ANNOUNCED),
        ]
    for i, upcoming in enumerate(facts.upcoming):
        found += [
            (("upcoming", i, "starts"), upcoming.starts, _MOST_ANNOUNCED),
            (("upcoming", i, "ends"), upcoming.ends, _MOST_ANNOUNCED),
        ]
    for i, group in enumerate(facts.signatories):
        found += [
            (("signatories", i, "members", j, "signed_on"), member.signed_on, _MOST_AHEAD)
            for j, member in enumerate(group.members)
        ]
    return ((key, day, ahead) for key, day, ahead in found if day is not None)


def _zone(statement: Statement) -> Iterator[Finding]:
    published = statement.facts.published
    offset = published.utcoffset() if published else None
    if offset is not None and (offset % _QUARTER or not _WEST <= offset <= _EAST):
        yield warning(
            DAYS,
            "the time of publication is in a time zone that there is nowhere.",
            statement.where("published"),
            "Write the difference from UTC as in 2023-10-31T11:00:00+03:00, or Z for UTC.",
        )
