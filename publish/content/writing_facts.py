"""From facts back to the text of ``statement.toml``: the inverse of reading it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.items import AoT, Array, InlineTable, Table

from publish.content.facts import Facts


def facts_file(facts: Facts) -> str:
    """The text of ``statement.toml``: keys in the order of the schema, none without a value."""
    document = tomlkit.document()
    for key, value in facts.model_dump(by_alias=True, exclude_none=True).items():
        if isinstance(value, dict):
            document.add(tomlkit.nl())
            document.add(key, _table(value))
        elif isinstance(value, tuple) and all(isinstance(each, str) for each in value):
            if value:
                document.add(key, list(value))
        elif isinstance(value, tuple):
            document.add(tomlkit.nl())
            document.add(key, _tables(value))
        else:
            document.add(key, str(value) if isinstance(value, str) else value)
    return tomlkit.dumps(document)


def _tables(values: Sequence[Mapping[str, Any]]) -> AoT:
    """Tables one after another, each under its header, with an empty line between them."""
    tables = tomlkit.aot()
    for value in values:
        tables.append(_table(value))
    return tables


def _table(values: Mapping[str, Any]) -> Table:
    """A table, texts first; what is in several languages has a line for each of them."""
    table = tomlkit.table()
    for key, value in sorted(values.items(), key=lambda pair: not isinstance(pair[1], dict)):
        if isinstance(value, tuple) and all(isinstance(each, str) for each in value):
            if value:
                table.add(key, list(value))
        elif isinstance(value, tuple):
            rows = all(_fits(member["name"]) for member in value)
            table.add(key, _rows(value) if rows else _tables(value))
        elif isinstance(value, dict) and not _fits(value):
            for tag, text in value.items():
                table.append(tomlkit.key([key, tag]), text)
        else:
            table.add(key, _inline_table(value) if isinstance(value, dict) else value)
    return table


def _fits(localised: str | Mapping[str, str]) -> bool:
    """Whether a localised text stands on a line with other values."""
    return isinstance(localised, str) or len(localised) < 2


def _rows(values: Sequence[Mapping[str, Any]]) -> Array:
    """A list with a line for each of its tables."""
    array = tomlkit.array()
    for value in values:
        row = {key: _inline_table(v) if isinstance(v, dict) else v for key, v in value.items()}
        array.add_line(_inline_table(row), indent="    ")
    array.add_line(indent="")
    return array


def _inline_table(values: Mapping[str, Any]) -> InlineTable:
    table = tomlkit.inline_table()
    table.update(values)
    return table
