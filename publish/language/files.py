"""Language files: what ``data/<tag>.toml`` says of a language, read and checked."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Annotated, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict

from publish.language.profile import Quotes
from publish.language.rules.habits import Keep

_DATA: Final = files("publish.language") / "data"


def _four_marks(value: object) -> object:
    return Quotes(*value) if isinstance(value, list) else value


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TagSection(_Section):
    """What holds for this very tag alone, not for its children.

    ``locale`` is the tag of a locale of CLDR to follow instead of the tag's own; ``numerals`` a
    numbering system instead of the locale's; ``unread`` says that no native speaker has read the
    file's words yet.
    """

    locale: str | None = None
    numerals: str | None = None
    unread: bool = False


class ProfileSection(_Section):
    """What holds for the tag and, unless they say otherwise, its children.

    ``script`` is the style in which the language's script is set unless the tag names a script
    (``Aran``); ``quotes`` are four marks: the outer pair and the inner; ``hyphenation`` names
    pyphen's patterns, or is false for none; ``divides_capitals`` says that words with capital
    letters are hyphenated as well, where they are not mostly names; ``elongation`` says that words
    may be lengthened to fill justified lines; ``first_day`` is how the first day of a month is
    written in a date; ``rules`` are names in ``rules.registry``, in order.
    """

    script: str | None = None
    quotes: Annotated[Quotes | None, BeforeValidator(_four_marks)] = None
    dash: str | None = None
    hyphenation: str | Literal[False] | None = None
    divides_capitals: bool | None = None
    justified: bool | None = None
    elongation: bool | None = None
    first_day: str | None = None
    rules: tuple[str, ...] | None = None


class LanguageFile(_Section):
    """One language file; every section may be missing."""

    tag: TagSection = TagSection()
    profile: ProfileSection = ProfileSection()
    keep: Keep | None = None
    territories: dict[str, str] | None = None
    words: dict[str, str] = {}


@cache
def available() -> tuple[str, ...]:
    """The tags that have a file, sorted."""
    names = (entry.name for entry in _DATA.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def language_file(tag: str) -> LanguageFile | None:
    """The file of ``tag``, whatever the tag's case, or None."""
    name = next((name for name in available() if name.lower() == tag.lower()), None)
    if name is None:
        return None
    text = (_DATA / f"{name}.toml").read_text(encoding="utf-8")
    return LanguageFile.model_validate(tomllib.loads(text))
