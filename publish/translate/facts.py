"""The words in ``statement.toml`` that are translated: names, places, headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import tomlkit

from publish.content.facts import Localised
from publish.content.load import FACTS
from publish.content.statement import KeyPath, Run, Statement
from publish.translate.passages import Passage


def fact_passages(statement: Statement, language: str) -> Iterator[Passage]:
    """Each text of the facts in the source language, with what it is in another one."""
    source = statement.facts.source_language
    for path, localised in _texts(statement):
        told = None if isinstance(localised.root, str) else localised.root.get(language)
        text = localised.pick(source, source)
        if text.language == source:
            line = statement.where(*path).line or 1
            target = (Run(told),) if told else None
            yield Passage(name_of(path), (Run(text.text),), target, line)


def with_facts(statement: Statement, language: str, told: Mapping[str, str]) -> str | None:
    """``statement.toml`` with these texts by name, all else as it was; None if nothing is new."""
    source = statement.facts.source_language
    path = statement.folder / FACTS
    document = tomlkit.parse(path.read_text(encoding="utf-8-sig"))
    before = tomlkit.dumps(document)
    for keys, localised in _texts(statement):
        text = told.get(name_of(keys))
        known = localised.root if isinstance(localised.root, str) else localised.root.get(language)
        if text is None or text == known:
            continue
        *way, last = keys
        holder: Any = document
        for key in way:
            holder = holder[key]
        if isinstance(localised.root, str):
            table = tomlkit.inline_table()
            table[source] = localised.root
            holder[last] = table
        holder[last][language] = text
    after = tomlkit.dumps(document)
    return after if after != before else None


def name_of(path: KeyPath) -> str:
    """A key path as one name, counted from 1: ``signatories.1.heading``."""
    return ".".join(str(key + 1) if isinstance(key, int) else key for key in path)


def _texts(statement: Statement) -> Iterator[tuple[KeyPath, Localised]]:
    facts = statement.facts
    found: list[tuple[KeyPath, Localised | None]] = []
    if facts.event:
        found += [(("event", key), getattr(facts.event, key)) for key in ("name", "place")]
    for number, group in enumerate(facts.signatories):
        found.append((("signatories", number, "heading"), group.heading))
        for index, member in enumerate(group.members):
            found.append((("signatories", number, "members", index, "name"), member.name))
    for number, event in enumerate(facts.upcoming):
        found += [(("upcoming", number, key), getattr(event, key)) for key in ("name", "place")]
    return ((path, text) for path, text in found if text is not None)
