"""The JSON Schemas that editors complete from."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from publish.content.facts import Facts, FrontMatter
from publish.content.schema import json_schema
from publish.errors import CommandError


@pytest.mark.parametrize("part", ["statement", "front-matter"])
def test_a_schema_is_json_with_dialect_and_title(part: str) -> None:
    schema = json_schema(part)
    assert json.loads(json.dumps(schema)) == schema
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"]


def test_it_has_the_keys_of_the_file_and_those_required() -> None:
    schema = json_schema()
    names = {field.alias or name for name, field in Facts.model_fields.items()}
    assert set(schema["properties"]) == names
    assert schema["required"] == ["schema", "source_language"]
    assert schema["properties"]["schema"]["const"] == 1
    front = json_schema("front-matter")
    assert set(front["properties"]) == set(FrontMatter.model_fields)
    assert front["required"] == ["title"]


def test_every_table_is_closed_and_every_key_described() -> None:
    for part in ("statement", "front-matter"):
        for table in _tables(json_schema(part)):
            assert table["additionalProperties"] is False
            assert all(key.get("description") for key in table["properties"].values())


def test_a_localised_value_is_text_or_a_table_of_languages() -> None:
    text, table = json_schema()["$defs"]["Localised"]["oneOf"]
    assert text["type"] == "string"
    assert table["type"] == "object"
    assert table["additionalProperties"]["type"] == "string"


def test_null_which_toml_has_not_is_never_offered() -> None:
    assert "null" not in json.dumps(json_schema())


def test_an_unknown_part_is_a_wrong_command() -> None:
    with pytest.raises(CommandError, match='Did you mean "statement"'):
        json_schema("statment")


def _tables(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for value in schema.values():
            yield from _tables(value)
