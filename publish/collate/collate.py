"""A statement's languages against each other: rows of passages, with what differs in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from publish.collate import sections, units
from publish.collate.answers import Answers
from publish.collate.collation import Collation, Row, Unit
from publish.collate.comparison import joined
from publish.collate.judges import Judges, judges
from publish.collate.rows import Rows
from publish.content.statement import Statement
from publish.text.dressed import Text
from publish.text.edit import edit


def collate(statement: Statement) -> Collation:
    """Every translation of a statement beside its source."""
    source = statement.facts.source_language
    texts = {tag: edit(statement, tag) for tag in statement.languages}
    body = Answers.of({tag: units.body(text) for tag, text in texts.items()}, source)
    notes = Answers.of({tag: units.notes(text) for tag, text in texts.items()}, source)
    judged_by = judges(statement, texts, (body, notes))
    rows = (
        *_titles(texts, source, judged_by),
        *sections.fact_rows(statement, texts, source),
        *Rows(texts, body, judged_by).rows(),
        *sections.closing_rows(statement, texts, source),
        *Rows(texts, notes, judged_by).rows(),
    )
    return Collation(MappingProxyType(texts), source, rows)


def _titles(texts: Mapping[str, Text], source: str, judges: Judges) -> Iterator[Row]:
    """The titles: compared as a whole, for languages may divide them otherwise."""
    first, *rest = sections.title_rows(texts, source)
    whole = {tag: joined(_title(text)) for tag, text in texts.items()}
    found = [
        difference
        for tag in first.cells
        for difference in judges.compare(
            whole[source],
            whole[tag],
            tag,
            {other: unit for other, unit in whole.items() if other not in (tag, source)},
        )
    ]
    yield Row(first.source, first.cells, tuple(found))
    yield from rest


def _title(text: Text) -> tuple[Unit, ...]:
    second = units.subtitle(text)
    return (units.title(text), second) if second else (units.title(text),)
