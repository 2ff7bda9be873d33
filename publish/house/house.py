"""The house: what ``publish.toml`` says for everything in a content folder.

A statement may hold the same tables; its keys win, one by one.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from publish.content import toml
from publish.content.addresses import check_site_address
from publish.content.looks import Look, Pages
from publish.content.source import read_source
from publish.content.statement import Statement
from publish.content.validation import validate

FILE: Final = "publish.toml"


@dataclass(frozen=True, slots=True)
class House:
    """What is said of all texts, or of those of one statement; None where nothing is.

    ``title`` says where titles stand. Pages come in multiples of ``fit`` where that can be had;
    1 is as good as none. ``base_url`` is where the site of all statements is, with a slash at its
    end.
    """

    title: Literal["page", "head"] | None = None
    fit: int | None = None
    base_url: str | None = None

    @property
    def multiple(self) -> int:
        """What pages come in multiples of."""
        return self.fit or 1

    def fitting(self, fit: int | None) -> House:
        """The same house, with another ``fit`` where one is asked for."""
        return self if fit is None else replace(self, fit=fit)


NO_HOUSE: Final = House()
"""Of a house that says nothing."""


class _Tables(BaseModel):
    """The tables that a statement may hold, too; it has others of its own."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    look: Look | None = None
    pages: Pages | None = None


class _Build(BaseModel):
    """Where everything is published."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    base_url: Annotated[str, AfterValidator(check_site_address)] | None = None


class _File(_Tables):
    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_: Annotated[Literal[1] | None, Field(alias="schema")] = None
    build: _Build | None = None


def house_of(content: Path) -> House:
    """The house of a content folder: one that says nothing where it has no file.

    Raises ContentError, with the line, for what is wrong in the file or not known.
    """
    path = content / FILE
    if not os.path.lexists(path):
        return NO_HOUSE
    tables = validate(_File, toml.parse(read_source(path, content), path))
    address = tables.build.base_url if tables.build else None
    return _said(tables.look, tables.pages, replace(NO_HOUSE, base_url=address))


def overridden(house: House, facts: Mapping[str, Any]) -> House:
    """The house as a statement has it, by what its ``statement.toml`` says.

    Of facts that are not right nothing is taken: their loading says what is wrong.
    """
    try:
        tables = _Tables.model_validate(facts)
    except ValidationError:
        return house
    return _said(tables.look, tables.pages, house)


def house_for(statement: Statement) -> House:
    """The house of the content folder that a statement is in, as the statement has it.

    Raises ContentError as ``house_of`` does.
    """
    facts = statement.facts
    return _said(facts.look, facts.pages, house_of(statement.folder.parent))


def _said(look: Look | None, pages: Pages | None, house: House) -> House:
    title = look.title if look else None
    fit = pages.fit if pages else None
    return replace(house, title=title or house.title, fit=fit or house.fit)
