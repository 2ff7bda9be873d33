"""What stands around the text: titles, the event, the signatories, announcements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import chain
from typing import Final

from publish.collate import units
from publish.collate.collation import Difference, Kind, Part, Row, Unit
from publish.collate.comparison import quoted
from publish.collate.names import Name
from publish.content.facts import Localised, Status
from publish.content.statement import Statement
from publish.errors import Place
from publish.text.dressed import Text

Texts = Mapping[str, Text]
_FEW: Final = 3
"""So many names are listed one by one."""


def title_rows(texts: Texts, source: str) -> Iterator[Row]:
    """The rows of the title and of its second line."""
    cells_of_first = {tag: (units.title(text),) for tag, text in texts.items() if tag != source}
    yield Row(units.title(texts[source]), cells_of_first)
    second = {tag: units.subtitle(text) for tag, text in texts.items()}
    if not any(second.values()):
        return
    cells = {tag: (unit,) for tag, unit in second.items() if unit and tag != source}
    yield Row(
        second[source],
        {tag: cells.get(tag, ()) for tag in texts if tag != source},
        tuple(
            _titles_differ(texts[tag], second[source], second[tag], texts[source])
            for tag in texts
            if tag != source and bool(second[tag]) != bool(second[source])
        ),
    )


def _titles_differ(text: Text, ours: Unit | None, theirs: Unit | None, source: Text) -> Difference:
    lines = {True: "two title lines (title and subtitle)", False: "one title line"}
    beside = ours.place if ours else source.sources["title"]
    return Difference(
        Kind.TITLES,
        text.language,
        f"{source.language} has {lines[ours is not None]}, {text.language} has "
        f"{lines[theirs is not None]}.",
        theirs.place if theirs else text.sources["title"],
        beside,
        "Divide the title in the same way: title and subtitle, or one of them.",
    )


# --- Facts --------------------------------------------------------------------------


def fact_rows(statement: Statement, texts: Texts, source: str) -> Iterator[Row]:
    """The rows of the event, before the text."""
    event = statement.facts.event
    for key, part in (("name", Part.EVENT), ("place", Part.PLACE)):
        value = getattr(event, key) if event else None
        if value:
            place = statement.where("event", key)
            yield _fact(value, part, f"event {key}", place, texts, source)


def closing_rows(statement: Statement, texts: Texts, source: str) -> Iterator[Row]:
    """The rows after the text: signatories, the line of subscription, announcements."""
    facts = statement.facts
    number = 0
    rows: list[Row] = []
    for index, group in enumerate(facts.signatories):
        if group.heading:
            place = statement.where("signatories", index, "heading")
            rows.append(
                _fact(
                    group.heading,
                    Part.HEADING,
                    f"heading of group {index + 1}",
                    place,
                    texts,
                    source,
                )
            )
        for position, member in enumerate(group.members):
            number += 1
            place = statement.where("signatories", index, "members", position)
            rows.append(
                _fact(member.name, Part.SIGNATORY, f"signatory {number}", place, texts, source)
            )
    without = {tag for tag in texts if rows and not any(row.cells.get(tag, True) for row in rows)}
    if rows:
        yield _with_section(rows, without, statement, texts)
        yield from (_of_others(row, without) for row in rows[1:])
    if facts.status is Status.OPEN:
        yield _subscription(statement, texts, source, without)
    for index, event in enumerate(facts.upcoming, 1):
        place = statement.where("upcoming", index - 1, "name")
        yield _fact(event.name, Part.UPCOMING, f"upcoming {index}", place, texts, source)
        if event.place:
            place = statement.where("upcoming", index - 1, "place")
            name = f"place of upcoming {index}"
            yield _fact(event.place, Part.UPCOMING, name, place, texts, source)


def known_names(statement: Statement, source: str, language: str) -> list[Name]:
    """The names that the facts give in both languages."""
    facts = statement.facts
    event = facts.event
    values: list[Localised | None] = [event.name, event.place] if event else []
    values += [member.name for group in facts.signatories for member in group.members]
    values += list(chain.from_iterable((one.name, one.place) for one in facts.upcoming))
    return [
        Name(value.pick(source, source).text, value.pick(language, source).text)
        for value in values
        if value and _has(value, source, source) and _has(value, language, source)
    ]


def _fact(value: Localised, part: Part, name: str, place: Place, texts: Texts, source: str) -> Row:
    """The row of a value, with a difference for every language that has none of its own."""

    def cell(language: str) -> Unit:
        form = name.rpartition(" ")[0] or name
        return units.phrase(value.pick(language, source).text, part, form, name, place)

    lacking = [tag for tag in texts if tag != source and not _has(value, tag, source)]
    return Row(
        cell(source),
        {tag: () if tag in lacking else (cell(tag),) for tag in texts if tag != source},
        tuple(
            Difference(
                Kind.FACT,
                tag,
                f"{quoted(value.pick(source, source).text)} is not there in {tag}.",
                place,
                place,
                "Add a translation beside it, if there is one.",
            )
            for tag in lacking
        ),
    )


def _has(value: Localised, language: str, source: str) -> bool:
    """Whether a value is there in a language: a plain string is for all of them."""
    if isinstance(value.root, str):
        return True
    found = value.pick(language, source).language
    return found == language or language.startswith(f"{found}-")


def _of_others(row: Row, without: AbstractSet[str]) -> Row:
    """A row without the differences of languages of which the whole section has been told."""
    return replace(
        row, differences=tuple(one for one in row.differences if one.language not in without)
    )


def _with_section(
    rows: Sequence[Row], without: AbstractSet[str], statement: Statement, texts: Texts
) -> Row:
    """The first row of the signatories, with what is to be said of the section as a whole."""
    first = _of_others(rows[0], without)
    told = [
        _signatories(texts[tag], statement, rows, is_missing=tag in without)
        for tag in first.cells
        if not all(row.cells[tag] for row in rows)
    ]
    return replace(first, differences=(*told, *first.differences))


def _signatories(
    text: Text, statement: Statement, rows: Sequence[Row], *, is_missing: bool
) -> Difference:
    """What one language lacks of the signatories: all of them, or some names and headings."""
    tag, source = text.language, statement.facts.source_language
    units_ = [row.source for row in rows if row.source]
    lacking = [row.source for row in rows if row.source and not row.cells[tag]]
    names, missing = (
        sum(unit.part is Part.SIGNATORY for unit in side) for side in (units_, lacking)
    )
    if is_missing:
        headings = len(rows) - names
        message = (
            f"the signatory section is missing: neither its {names} names nor its "
            f"{headings} headings are there in {tag}."
        )
    else:
        first = ", ".join(quoted(unit.text) for unit in lacking[:_FEW])
        more = f" and {len(lacking) - _FEW} more" if len(lacking) > _FEW else ""
        message = (
            f"{names - missing} signatories in {tag}, {names} in {source}; without a "
            f"translation: {first}{more}."
        )
    return Difference(
        Kind.SIGNATORIES,
        tag,
        message,
        Place(text.path) if is_missing else lacking[0].place,
        statement.where("signatories"),
        f"Pages show them in {source}; write {tag} beside it in statement.toml.",
    )


def _subscription(
    statement: Statement, texts: Texts, source: str, without: AbstractSet[str]
) -> Row:
    """The line that says that more may sign: it is the last of the signatory section.

    A language without that section does not have it either; its pages carry the words of the
    program, which nobody among the authors has written.
    """
    place = statement.where("status")

    def line(tag: str) -> Unit | None:
        phrase = texts[tag].status
        if phrase is None or phrase.language != tag:
            return None
        return units.phrase(phrase.text, Part.SUBSCRIPTION, "line", "subscription", place)

    lines = {tag: line(tag) for tag in texts}
    cells = {
        tag: (unit,) if unit and tag not in without else ()
        for tag, unit in lines.items()
        if tag != source
    }
    told = tuple(
        Difference(
            Kind.SUBSCRIPTION,
            tag,
            _no_subscription(tag, lines[tag], source),
            Place(texts[tag].path),
            place,
            "Ask the authors for the line in this language, or leave it to the program.",
        )
        for tag, found in cells.items()
        if not found
    )
    untold = units.phrase(Status.OPEN, Part.SUBSCRIPTION, "line", "subscription", place)
    return Row(lines[source] or untold, cells, told)


def _no_subscription(tag: str, line: Unit | None, source: str) -> str:
    shown = f"pages say {quoted(line.text)} for it" if line else f"pages say it in {source}"
    return (
        f"the subscription line (open for further signatures) is missing in the text in {tag}; "
        f"{shown}."
    )
