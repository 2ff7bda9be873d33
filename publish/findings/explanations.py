"""Findings of the validators in words that an editor understands, by the names of their rules."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict


class Explanation(BaseModel):
    """What it means that one of ``rules`` is broken, and what to do."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rules: tuple[str, ...]
    message: str
    remedy: str


class _Page(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    explanation: tuple[Explanation, ...]


def explain(rule: str | None) -> Explanation | None:
    """The explanation of a rule by its validator's name for it, or None."""
    return explanations().get(rule) if rule else None


@cache
def explanations() -> Mapping[str, Explanation]:
    """All explanations, by rule."""
    written = files("publish.findings").joinpath("explanations.toml").read_text("utf-8")
    page = _Page.model_validate(tomllib.loads(written))
    return MappingProxyType({rule: entry for entry in page.explanation for rule in entry.rules})
