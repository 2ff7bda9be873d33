"""What opens a text besides its title: the kind, the event, and where and when it was adopted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from string import Formatter

from publish.content.facts import Event
from publish.content.statement import Foreign, Inline, Run
from publish.language.phrase import Phrase
from publish.language.profile import Profile
from publish.text.desk import Desk, days
from publish.text.isolate import inlines

_PLACE = ("event", "place")


@dataclass(frozen=True, slots=True)
class Opening:
    """The opening of a text; see ``Text`` for its fields."""

    kind: Phrase | None
    event: Phrase | None
    place: Phrase | None
    dates: Phrase | None
    adopted: tuple[Inline, ...]


def opening(desk: Desk) -> Opening:
    """The opening of the text at the desk."""
    facts = desk.statement.facts
    event = facts.event
    place = desk.pick(event.place, *_PLACE) if event and event.place else None
    name = desk.pick(event.name, "event", "name") if event and event.name else None
    return Opening(
        kind=desk.word(f"kind_{facts.kind}"),
        event=name,
        place=place,
        dates=_dates(event, facts.adopted, desk.profile),
        adopted=_adopted(desk, facts.adopted, place) if facts.adopted else (),
    )


def _dates(event: Event | None, adopted: date | None, profile: Profile) -> Phrase | None:
    """The days of the event, else that of adoption."""
    if event and event.starts:
        return days(event.starts, event.ends, profile)
    return days(adopted, None, profile) if adopted else None


# --- The line of adoption -----------------------------------------------------------


def _adopted(desk: Desk, day: date, place: Phrase | None) -> tuple[Inline, ...]:
    """Where and when the text was adopted, or nothing if no language has words for it.

    The event's place and days are given only if the day is one of them. A language without
    words of its own gets the whole line in the language that they are in.
    """
    event = desk.statement.facts.event
    at_event = event is not None and _is_day_of(event, day)
    word = desk.word("adopted" if place and at_event else "adopted_on")
    if word is None:
        return ()
    profile = desk.dresser.profile_of(word.language)
    if event and event.place and place and place.language != profile.tag:
        place = desk.pick(event.place, *_PLACE, language=profile.tag)
    when = _dates(event if at_event else None, day, profile)
    line = desk.dresser.assembled(tuple(_filled(word, place, when, profile)), profile)
    if profile.tag == desk.profile.tag:
        return line
    return (Foreign(line, profile.tag, profile.direction),)


def _is_day_of(event: Event, day: date) -> bool:
    """Whether a day is one of the event's; any day is, if the event's are not known."""
    return event.starts is None or event.starts <= day <= (event.ends or event.starts)


def _filled(
    word: Phrase, place: Phrase | None, dates: Phrase | None, profile: Profile
) -> Iterator[Inline]:
    """The words, with phrases for their fields; one in another language is set apart."""
    fields = {"place": place, "dates": dates}
    for literal, name, _, _ in Formatter().parse(word.text):
        yield Run(literal)
        phrase = fields.get(name or "")
        if phrase and phrase.language == profile.tag:
            yield Run(phrase.text)
        elif phrase:
            yield from inlines(phrase, profile)
