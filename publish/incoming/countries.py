"""The country that a name speaks of: by its name in CLDR, its adjective, its people."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Final

from publish.content.countries import is_country
from publish.incoming.dates import folded
from publish.language.profiles import profile

_WORD: Final = re.compile(r"[^\W\d_]+")
_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]+)[)\]]")
_ENDING: Final = re.compile("[aeiouyáéíóúаеиоуыэюяьйіїαειουηةه]{1,2}$")
"""What a country's name may lose before the ending of its adjective."""
_SHORTEST: Final = 4
_LONGEST_ENDING: Final = 4


def country_in(name: str, language: str) -> str | None:
    """The one country (ISO 3166-1 alpha-2) that a name speaks of; None if it is none, or two.

    A country in brackets outdoes one outside of them: *Communist Front (Italy)*.
    """
    for inner in _BRACKETS.findall(name):
        found = set(_found(inner, language))
        if len(found) == 1:
            return found.pop()
    found = set(_found(name, language))
    return found.pop() if len(found) == 1 else None


def country_at_start(text: str, language: str) -> int | None:
    """Where the first country in a text ends, if it is called by its whole name there."""
    plain = folded(text)
    words = list(_WORD.finditer(plain))
    said = [word.group() for word in words]
    ends = (
        words[at + len(names) - 1].end()
        for names, _ in _whole(language)
        if (at := _place(said, names)) is not None
    )
    return min(ends, default=None)


def _found(text: str, language: str) -> Iterator[str]:
    """The countries named in a text, longest names first; each word speaks for one."""
    words = _WORD.findall(folded(text))
    for names, code in _whole(language):
        at = _place(words, names)
        if at is not None:
            yield code
            words[at : at + len(names)] = [""] * len(names)
    others = _others(language)
    for word in words:
        if word in others:
            yield from filter(None, (others[word],))
        elif near := _by_stem(word, language):
            yield near


def _place(words: Sequence[str], names: Sequence[str]) -> int | None:
    ends = range(len(words) - len(names) + 1)
    return next((at for at in ends if list(words[at : at + len(names)]) == list(names)), None)


def _by_stem(word: str, language: str) -> str | None:
    """The country whose name a word begins like: *Brazilian*, *Греции*."""
    near = [
        (len(stem), code)
        for stem, code in _stems(language)
        if word.startswith(stem) and len(word) - len(stem) <= _LONGEST_ENDING
    ]
    return max(near)[1] if near else None


@cache
def _whole(language: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The names of countries in a language, as words, the longest first."""
    own = profile(language, language)
    names = {**own.locale.territories, **own.territories}
    pairs = ((tuple(_WORD.findall(folded(str(name)))), code) for code, name in names.items())
    known = [(words, code) for words, code in pairs if words and is_country(code)]
    others = _others(language)
    kept = [(words, code) for words, code in known if len(words) > 1 or words[0] not in others]
    return tuple(sorted(kept, key=lambda pair: (-len(pair[0]), -len(pair[0][0]), pair[0])))


@cache
def _stems(language: str) -> tuple[tuple[str, str], ...]:
    """How single-word names of countries begin."""
    stems = ((_ENDING.sub("", words[0]), words[0], code) for words, code in _whole(language)
             if len(words) == 1)  # fmt: skip
    whole = ((stem if len(stem) >= _SHORTEST else name, code) for stem, name, code in stems)
    return tuple((stem, code) for stem, code in whole if len(stem) >= _SHORTEST)


def _others(language: str) -> Mapping[str, str]:
    tables = _table()
    return tables.get(language) or tables.get(language.partition("-")[0], {})


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    source = resources.files("publish.incoming").joinpath("demonyms.toml")
    tables: dict[str, dict[str, str]] = tomllib.loads(source.read_text(encoding="utf-8"))
    return tables
