"""Coming events, announced after the text."""

from __future__ import annotations

from publish.content.facts import Upcoming
from publish.text.desk import Desk, days
from publish.text.dressed import Announcement


def upcoming(desk: Desk) -> tuple[Announcement, ...]:
    """The announcements of the statement, in the order in which they were written."""
    events = desk.statement.facts.upcoming
    return tuple(_announcement(desk, event, index) for index, event in enumerate(events))


def _announcement(desk: Desk, event: Upcoming, index: int) -> Announcement:
    key = ("upcoming", index)
    return Announcement(
        name=desk.pick(event.name, *key, "name"),
        place=desk.pick(event.place, *key, "place") if event.place else None,
        dates=days(event.starts, event.ends, desk.profile) if event.starts else None,
        source=desk.statement.where(*key),
    )
