"""From parsed TOML to validated models, and from pydantic's errors to an editor's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from publish.content.statement import KeyPath
from publish.content.toml import Document
from publish.faults import Fault, content_error, did_you_mean, quoted

Model = TypeVar("Model", bound=BaseModel)


def validate(model: type[Model], document: Document) -> Model:
    """The document as a model; raises ContentError with a problem for every fault in it."""
    try:
        return model.model_validate(document.values)
    except ValidationError as error:
        found = [
            (_key_path(document.values, details), details)
            for details in error.errors(include_url=False)
        ]
    unknown = [path for path, details in found if details["type"] == "extra_forbidden"]
    faults = [
        (document.line(path), _fault(model, path, details))
        for path, details in found
        if details["type"] != "missing" or not _is_misspelt(path, unknown)
    ]
    raise content_error(document.path, faults)


def _key_path(values: Any, details: ErrorDetails) -> KeyPath:
    """The place of an error in the TOML, without the names pydantic gives to alternatives."""
    path: list[str | int] = []
    for step in details["loc"]:
        in_table = isinstance(values, dict) and step in values
        in_list = isinstance(values, list) and isinstance(step, int)
        if in_table or in_list:
            values = values[step]
        if in_table or in_list or details["type"] == "missing":
            path.append(step)
    return tuple(path)


def _is_misspelt(missing: KeyPath, unknown: list[KeyPath]) -> bool:
    """Whether a missing key is there under a wrong name, which is reported by itself."""
    *table, key = missing
    beside = [str(path[-1]) for path in unknown if [*path[:-1]] == table]
    return bool(get_close_matches(str(key), beside))


# --- In an editor's words -----------------------------------------------------------

_SHOULD = re.compile(r"^(?:Input|String|Value) should")
Explain = Callable[[type[BaseModel], KeyPath, ErrorDetails], Fault]


def _fault(model: type[BaseModel], path: KeyPath, details: ErrorDetails) -> Fault:
    explain = _EXPLANATIONS.get(details["type"])
    if explain:
        return explain(model, path, details)
    return Fault(f"{_dotted(path)} {expectation(details)}.")


def expectation(details: ErrorDetails) -> str:
    """What is expected of a value that is not right, as the end of a sentence about it."""
    expected = _EXPECTED.get(details["type"])
    return f"must be {expected}" if expected else _SHOULD.sub("must", details["msg"])


def _unknown_key(model: type[BaseModel], path: KeyPath, _: ErrorDetails) -> Fault:
    *table, key = path
    known = _keys(_model_at(model, table))
    return Fault(f"unknown key {quoted(str(key))}{_inside(table)}.", did_you_mean(str(key), known))


def _missing_key(model: type[BaseModel], path: KeyPath, _: ErrorDetails) -> Fault:
    *table, key = path
    return Fault(f'the key "{key}" is missing{_inside(table)}.', f"Add {key} = ...")


def _bad_value(model: type[BaseModel], path: KeyPath, details: ErrorDetails) -> Fault:
    error = details["ctx"]["error"]
    remedy = error.remedy if isinstance(error, Fault) else None
    return Fault(f"{_dotted(path)}: {error}", remedy)


def _bad_choice(model: type[BaseModel], path: KeyPath, details: ErrorDetails) -> Fault:
    given = details["input"]
    remedy = f"It is one of {details['ctx']['expected']}."
    return Fault(f"{_dotted(path)} cannot be {quoted(str(given))}.", remedy)


_EXPLANATIONS: Mapping[str, Explain] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing_key,
    "value_error": _bad_value,
    "enum": _bad_choice,
}

_EXPECTED = {
    "string_type": "text in quotation marks",
    "int_type": "a whole number",
    "date_type": "a date without quotation marks, such as 2023-10-22",
    "datetime_type": "a date and time without quotation marks, such as 2023-10-31T11:00:00",
    "tuple_type": "a list: [...], or tables under [[...]]",
    "model_type": "a table: { ... }, or keys under [...]",
    "missing": "there",
    "extra_forbidden": "left out: nobody knows it",
    "float_type": "a number",
    "float_parsing": "a number",
    "decimal_parsing": "a number",
    "bool_type": "true or false",
    "dict_type": "a table: { ... }, or keys under [...]",
    "list_type": "a list: [...], or tables under [[...]]",
    "union_tag_not_found": 'text, or a table of languages: { en = "...", ru = "..." }',
}


def _dotted(path: KeyPath) -> str:
    """The path in words; the line tells which entry of a list is meant."""
    name = ".".join(step for step in path if isinstance(step, str))
    return f"an entry of {name}" if path and isinstance(path[-1], int) else name


def _inside(table: list[str | int]) -> str:
    """The table that a key stands in, as its header would be written."""
    if not table:
        return ""
    name = ".".join(step for step in table if isinstance(step, str))
    return f" in [[{name}]]" if isinstance(table[-1], int) else f" in [{name}]"


def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_at(model: type[BaseModel], table: list[str | int]) -> type[BaseModel]:
    """The model of the table at this path."""
    for step in table:
        if isinstance(step, str):
            model = next(_models_in(model.model_fields[step].annotation))
    return model


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)
