"""The words in ``statement.toml`` that are translated: names, places, headings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import tomlkit

from publish.content.load import FACTS
from publish.content.localised import localised_values
from publish.content.statement import KeyPath, Run, Statement
from publish.translate.passages import Passage


def fact_passages(statement: Statement, language: str) -> Iterator[Passage]:
    """Each text of the facts in the source language, with what it is in another one."""
    source = statement.facts.source_language
    for path, localised in localised_values(statement.facts):
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
    for keys, localised in localised_values(statement.facts):
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
