"""JSON Schema of a statement's files, for completion and hints in editors."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from publish.content.facts import Facts, FrontMatter
from publish.faults import known

DIALECT = "https://json-schema.org/draft/2020-12/schema"

# What each part is called on the command line; its title; its model.
_PARTS: dict[str, tuple[str, type[BaseModel]]] = {
    "statement": ("statement.toml: facts that no language owns", Facts),
    "front-matter": ("Front matter of a language file", FrontMatter),
}


def json_schema(part: str = "statement") -> dict[str, Any]:
    """The schema of ``statement.toml`` or of the ``front-matter`` of language files.

    Raises CommandError for any other part.
    """
    known("schema of", part, _PARTS)
    title, model = _PARTS[part]
    schema = model.model_json_schema(schema_generator=_WithoutNull)
    return {"$schema": DIALECT, **schema, "title": title}


class _WithoutNull(GenerateJsonSchema):
    """TOML has no null: a key is there or it is not, and absence is no value to offer."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])
