"""The facts of a statement, put together from what each language of a page gave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from publish.content.facts import SCHEMA, Facts, Member, Status
from publish.incoming.announcements import Announced
from publish.incoming.cleaning import Cleaner
from publish.incoming.countries import country_in
from publish.incoming.dissecting import Dissected
from publish.incoming.event import Meeting, kind_of, meeting
from publish.incoming.page import Remark
from publish.incoming.signing import Line, Names, Signed, signed


@dataclass(slots=True)
class Gathered:
    """The facts, what an editor should know of them, and groups that belong to no others."""

    facts: Facts
    doubts: list[Remark] = field(default_factory=list)
    left: dict[str, list[Names]] = field(default_factory=dict)


def gather(parts: Sequence[Dissected], source: str, cleaner: Cleaner) -> Gathered:
    """The facts of a statement. ``parts`` are its languages, the source among them.

    Names in several languages are one signatory where every list has as many; a list that has
    other counts than the source's is left to its language.
    """
    doubts: list[Remark] = []
    texts = {part.language: part.blocks for part in parts if part.blocks}
    found = meeting(texts, source)
    values: dict[str, Any] = {"schema": SCHEMA, "source_language": source}
    if kind := kind_of(texts, source):
        values["kind"] = kind
    if any(part.is_open for part in parts):
        values["status"] = Status.OPEN
    if published := next((part.published for part in parts if part.published), None):
        values["published"] = published
    if found:
        values["event"] = _event(found, source, cleaner)
        doubts += _doubts_of(found, source)
    values |= _of_mastheads(parts, source, cleaner, doubts)
    groups, left, more = _groups(parts, source)
    values["signatories"] = [_group(group, source, cleaner) for group in groups]
    values["upcoming"] = [_upcoming(event, cleaner) for event in _announced(parts, source)]
    doubts += more
    doubts += _without_country(groups, source)
    return Gathered(Facts.model_validate(values), doubts, left)


# --- The masthead -------------------------------------------------------------------


def _of_mastheads(
    parts: Sequence[Dissected], source: str, cleaner: Cleaner, doubts: list[Remark]
) -> dict[str, Any]:
    """The symbol, the organ and the day of mastheads; those of the source where they differ."""
    found = [(part.language, part.masthead) for part in parts if part.masthead]
    found.sort(key=lambda pair: pair[0] != source)
    values: dict[str, Any] = {}
    organs: dict[str, str] = {}
    for tag, masthead in found:
        if masthead.symbol:
            values.setdefault("symbol", masthead.symbol)
        if masthead.organ:
            text, line = masthead.organ
            organs[tag] = cleaner.line(text, tag, line)
        if masthead.day and "adopted" not in values:
            values["adopted"], line = masthead.day
            message = "adopted is the day in the masthead, which may be that of distribution"
            doubts.append(Remark(line, message, values["adopted"].isoformat()))
    return {**values, "issued_by": organs} if organs else values


# --- The event ----------------------------------------------------------------------


def _event(found: Meeting, source: str, cleaner: Cleaner) -> dict[str, Any]:
    names = {"name": found.name, "place": found.place}
    event: dict[str, Any] = {
        key: {source: cleaner.line(text, source, found.line)} for key, text in names.items() if text
    }
    return {**event, "starts": found.first, "ends": found.last}


def _doubts_of(found: Meeting, source: str) -> Iterator[Remark]:
    days = f"{found.first} to {found.last}"
    known = {"name": found.name, "place": found.place}
    lacks = [key for key, text in known.items() if not text]
    if lacks:
        message = f"a meeting took place from {days}; write its {' and '.join(lacks)} into [event]"
    else:
        message = f"[event] was read from the opening: {found.name}, {found.place}, {days}"
    yield Remark(found.line, message)
    for tag, words in (found.seen or {}).items():
        if words:
            message = f"[event] has no name and no place in {tag} yet; its text says"
            yield Remark(None, message, words)
    message = "the page does not say in which country, nor when the text was adopted"
    yield Remark(
        found.line, f"{message}: write country into [event], and adopted", found.name or ""
    )


# --- Signatories --------------------------------------------------------------------

_APART: Final = frozenset(("affiliation", "role"))
"""What facts may say of those who sign, besides their names."""
Group = Mapping[str, Names]
"""One group of signatories by language."""


def _groups(
    parts: Sequence[Dissected], source: str
) -> tuple[list[dict[str, Names]], dict[str, list[Names]], list[Remark]]:
    """The groups, those that are left over by language, and doubts."""
    by_language = {part.language: part.groups for part in parts if part.groups}
    if not by_language:
        return [], {}, []
    first = source if source in by_language else next(iter(by_language))
    groups = [{first: names} for names in by_language.pop(first)]
    counts = [len(group[first].names) for group in groups]
    left: dict[str, list[Names]] = {}
    doubts: list[Remark] = []
    for tag, lists in by_language.items():
        own = [len(names.names) for names in lists]
        if own == counts:
            for group, names in zip(groups, lists, strict=True):
                group[tag] = names
        else:
            left[tag] = lists
            line = lists[0].names[0].line
            message = f"{tag} names {own} signatories where {first} names {counts}"
            doubts.append(Remark(line, f"{message}; its lists were left in its text"))
    return groups, left, doubts


def _group(group: Group, source: str, cleaner: Cleaner) -> dict[str, Any]:
    headings = {
        tag: cleaner.line(names.heading.text.rstrip(" :：,，،"), tag, names.heading.line)
        for tag, names in group.items()
        if names.heading
    }
    first = next(iter(group.values()))
    members = [_member(group, number, cleaner) for number in range(len(first.names))]
    return {"heading": headings, "members": members} if headings else {"members": members}


def _member(group: Group, number: int, cleaner: Cleaner) -> dict[str, Any]:
    """One who signs, with what stands of them in brackets where facts have a place for it."""
    member: dict[str, Any] = {}
    whole: dict[str, str] = {}
    for tag, each in group.items():
        line = each.names[number]
        whole[tag] = line.text
        parts = signed(line.text) if Member.model_fields.keys() >= _APART else Signed(line.text)
        for key in ("name", *sorted(_APART)):
            if text := getattr(parts, key):
                member.setdefault(key, {})[tag] = cleaner.line(text, tag, line.line)
    country = _country(whole)
    return {**member, "country": country} if country else member


def _country(names: Mapping[str, str]) -> str | None:
    """The country that a name speaks of in the first language that tells."""
    found = (country_in(name, tag) for tag, name in names.items())
    return next(filter(None, found), None)


def _without_country(groups: Sequence[Group], source: str) -> Iterator[Remark]:
    """Who signs without a known country, in groups in which others have one."""
    lines: list[Line] = []
    for group in groups:
        first = next(iter(group.values()))
        without = [
            name
            for number, name in enumerate(first.names)
            if not _country({tag: each.names[number].text for tag, each in group.items()})
        ]
        if len(without) == len(first.names):
            continue
        lines += first.names
        for name in without:
            yield Remark(name.line, "no country is known of this signatory", name.text)
    if lines:
        message = "the countries of the signatories were told from their names; look through them"
        yield Remark(lines[0].line, message, "; ".join(line.text for line in lines[:5]))


# --- Announcements ------------------------------------------------------------------


def _announced(parts: Sequence[Dissected], source: str) -> list[dict[str, Announced]]:
    """The events that are announced, each by language; those of the source first."""
    events: list[dict[str, Announced]] = []
    for part in sorted(parts, key=lambda part: part.language != source):
        matched: list[dict[str, Announced]] = []
        for each in part.announced:
            same = next(
                (
                    event
                    for event in events
                    if part.language not in event
                    and _days(event) == (each.first, each.last)
                    and not any(event is other for other in matched)
                ),
                None,
            )
            if same is None:
                same = {}
                events.append(same)
            same[part.language] = each
            matched.append(same)
    return events


def _days(event: Mapping[str, Announced]) -> tuple[Any, Any]:
    first = next(iter(event.values()))
    return first.first, first.last


def _upcoming(event: Mapping[str, Announced], cleaner: Cleaner) -> dict[str, Any]:
    first = next(iter(event.values()))
    texts = {
        "name": {tag: cleaner.line(each.name, tag, each.line) for tag, each in event.items()},
        "place": {
            tag: cleaner.line(each.place, tag, each.line)
            for tag, each in event.items()
            if each.place
        },
    }
    found = {key: value for key, value in texts.items() if value}
    return {**found, "starts": first.first, "ends": first.last}
