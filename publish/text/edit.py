"""From a statement to one language of it: everything an edition says, clean and dressed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from types import MappingProxyType

from publish.content.facts import Facts, Status
from publish.content.statement import Statement, Translation
from publish.errors import CommandError, Place, Problem
from publish.faults import did_you_mean, quoted
from publish.language import dates
from publish.language.names import autonym
from publish.language.numerals import are_of
from publish.language.phrase import Phrase
from publish.language.profile import Profile
from publish.language.profiles import profile
from publish.text.cleaning import Cleaning
from publish.text.desk import Desk
from publish.text.dressed import Correction, Text
from publish.text.dressing import Dresser
from publish.text.front import front_matter
from publish.text.numbered import numbered
from publish.text.opening import opening
from publish.text.rules import ALL
from publish.text.signatories import signatories
from publish.text.upcoming import upcoming

_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""The first moment that an entry of a ZIP file, and so an e-book, can bear."""

_STATUS_WORDS = {
    Status.OPEN: "status_open",
    Status.DRAFT: "status_draft",
    Status.WITHDRAWN: "status_withdrawn",
    Status.SUPERSEDED: "status_superseded",
}


def edit(
    statement: Statement,
    language: str,
    *,
    modified: datetime | None = None,
    rules: Sequence[Cleaning] = ALL,
) -> Text:
    """One language of a statement, cleaned by ``rules`` and dressed by its language.

    ``modified`` replaces the date that the content gives itself. A missing interface word or
    localised value leaves out what it was for, or falls back to a language that has it.
    Raises CommandError if the statement is not there in ``language``.
    """
    translation = _translation(statement, language)
    facts = statement.facts
    own = _own_profile(statement, translation)

    def profile_of(tag: str) -> Profile:
        return own if tag == language else profile(tag, facts.source_language)

    dresser = Dresser(profile_of, rules)
    desk = Desk(statement, own, dresser)
    front = front_matter(desk, translation)
    head = opening(desk)
    blocks, notes = numbered(translation.blocks, translation.notes, own)
    blocks = dresser.blocks(blocks, language, translation.path)
    notes = dresser.notes(notes, language, translation.path)
    groups, announcements = signatories(desk), upcoming(desk)
    return Text(
        slug=statement.slug,
        profile=desk.profile,
        path=translation.path,
        title=front.title,
        subtitle=front.subtitle,
        title_text=front.title_text,
        short_title=front.short_title,
        blocks=blocks,
        notes=notes,
        kind=head.kind,
        event=head.event,
        place=head.place,
        dates=head.dates,
        adopted=head.adopted,
        groups=groups,
        status=desk.word(_STATUS_WORDS[facts.status]) if facts.status in _STATUS_WORDS else None,
        upcoming=announcements,
        published=_on_day(desk, "published", facts.published),
        translator=front.translator,
        other_languages=_other_languages(statement, language),
        source_url=facts.source,
        adopted_on=facts.adopted,
        modified=modified or (_moment(facts.revised) if facts.revised else _dated(facts)),
        source_language=facts.source_language,
        sources=MappingProxyType(_sources(statement, translation)),
        changes=tuple(dresser.changes),
        symbol=facts.symbol,
        issued_by=desk.pick(facts.issued_by, "issued_by") if facts.issued_by else None,
        subjects=facts.subjects,
        revised=_on_day(desk, "revised", facts.revised),
        revisions=tuple(_revisions(desk)),
        created=_dated(facts) if facts.revised and modified is None else None,
    )


def _own_profile(statement: Statement, translation: Translation) -> Profile:
    """The language's profile, with the numerals that its file or the statement asks for.

    Those of the statement are for the languages in whose script they are digits: Arabic ones do
    not come into an English text.
    """
    facts = statement.facts
    found = profile(translation.language, facts.source_language)
    numerals = translation.numerals
    if numerals is None and facts.numerals and are_of(facts.numerals, found.script):
        numerals = facts.numerals
    return replace(found, numerals=numerals) if numerals else found


def _translation(statement: Statement, language: str) -> Translation:
    if language in statement.translations:
        return statement.translations[language]
    raise CommandError(
        Problem(
            f"the statement {quoted(statement.slug)} has no language {quoted(language)}.",
            remedy=did_you_mean(language, statement.languages),
        )
    )


def _on_day(desk: Desk, key: str, moment: datetime | None) -> Phrase | None:
    """A line that says when something was done, all in the language of its words."""
    word = desk.word(key)
    if word is None or moment is None:
        return None
    day = dates.date(moment.date(), desk.dresser.profile_of(word.language))
    return replace(word, text=word.text.format(date=day))


def _revisions(desk: Desk) -> Iterator[Correction]:
    """What was corrected in the language at the desk."""
    for number, revision in enumerate(desk.statement.facts.revisions):
        if not revision.languages or desk.profile.tag in revision.languages:
            yield Correction(
                Phrase(dates.date(revision.on, desk.profile), desk.profile.tag),
                desk.pick(revision.note, "revisions", number, "note"),
                desk.statement.where("revisions", number),
            )


def _other_languages(statement: Statement, language: str) -> tuple[Phrase, ...]:
    return tuple(Phrase(autonym(tag), tag) for tag in statement.languages if tag != language)


def _sources(statement: Statement, translation: Translation) -> dict[str, Place]:
    path = translation.path
    return {
        "title": Place(path, translation.title_line),
        "subtitle": Place(path, translation.subtitle_line),
        "short_title": Place(path),
        "translator": Place(path),
        "event": statement.where("event", "name"),
        "place": statement.where("event", "place"),
        "source_url": statement.where("source"),
        "issued_by": statement.where("issued_by"),
        "symbol": statement.where("symbol"),
        "subjects": statement.where("subjects"),
    }


def _dated(facts: Facts) -> datetime:
    """The date of the content, as it was first made public."""
    if facts.published:
        return _moment(facts.published)
    event = facts.event
    day = facts.adopted or (event and (event.ends or event.starts))
    return datetime.combine(day, time(tzinfo=UTC)) if day else _EARLIEST


def _moment(moment: datetime) -> datetime:
    """A moment in UTC; a time without a zone is taken as that."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
