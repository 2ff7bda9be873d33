"""Language tags (BCP 47): their parts, their parents, and the locale of CLDR nearest to each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from babel import Locale, localedata
from babel.core import get_global

from publish.errors import ContentError, Problem

ROOT: Final = "root"
"""CLDR's name for the locale of no language."""

STYLES: Final = {
    "Aran": "Arab",
    "Cyrs": "Cyrl",
    "Latf": "Latn",
    "Latg": "Latn",
    "Syre": "Syrc",
    "Syrj": "Syrc",
    "Syrn": "Syrc",
}
"""Codes for a style of a script, such as Nastaliq of Arabic, and that script (ISO 15924)."""

LONGEST: Final = 100
"""The longest tag, in characters; RFC 5646, 4.4.1 asks for 35. All of a tag's parents are sought,
which takes a time that is quadratic in its parts."""

_WELL_FORMED: Final = re.compile(
    r"""
    (?P<language> [a-z]{2,3} (?:-[a-z]{3}){0,3} | [a-z]{4,8} )
    (?: - (?P<script> [a-z]{4} ) )?
    (?: - (?P<region> [a-z]{2} | [0-9]{3} ) )?
    (?: - (?: [a-z0-9]{5,8} | [0-9][a-z0-9]{3} ) )*     # variants
    (?: - [0-9a-wy-z] (?: - [a-z0-9]{2,8} )+ )*         # extensions
    (?: - x (?: - [a-z0-9]{1,8} )+ )?                   # private use
    | x (?: - [a-z0-9]{1,8} )+
    | i - [a-z]{3,8} | en-GB-oed | sgn - (?: BE-FR | BE-NL | CH-DE )   # irregular
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Subtags:
    """The parts of a tag that choose a locale, in canonical case (RFC 5646, 2.1.1)."""

    language: str
    script: str | None = None
    region: str | None = None

    def __str__(self) -> str:
        return "_".join(part for part in (self.language, self.script, self.region) if part)


def is_well_formed(tag: str) -> bool:
    """Whether ``tag`` has the form that RFC 5646, 2.1 asks for, known or not."""
    return _matched(tag) is not None


def _matched(tag: str) -> re.Match[str] | None:
    return _WELL_FORMED.fullmatch(tag) if len(tag) <= LONGEST else None


@cache
def subtags(tag: str) -> Subtags:
    """The language, script and region of ``tag``, with outdated codes replaced (CLDR aliases).

    Raises ``ContentError`` if ``tag`` is not well-formed.
    """
    match = _matched(tag)
    if match is None:
        raise ContentError(
            Problem(
                f"“{tag}” is not a language tag.",
                remedy="Use a BCP 47 tag such as en, pt-BR or sr-Cyrl.",
            )
        )
    language = (match["language"] or "und").lower()
    alias, *rest = get_global("language_aliases").get(language, language).split("_")
    implied = next((part for part in rest if len(part) == 4), None)
    script = match["script"].title() if match["script"] else implied
    return Subtags(alias, script, match["region"].upper() if match["region"] else None)


@cache
def likely(tag: str) -> Subtags:
    """``tag`` with the script and region it most likely means (UTS #35, Likely Subtags).

    A language that CLDR does not know, without a script of its own, is taken as Latin.
    """
    own = subtags(tag)
    known = get_global("likely_subtags")
    tries = (
        own,
        Subtags(own.language, own.script),
        Subtags(own.language, None, own.region),
        Subtags(own.language),
    )
    found = next((known[str(key)] for key in tries if str(key) in known), "und_Latn")
    _, script, *region = found.split("_")
    return Subtags(own.language, own.script or script, own.region or next(iter(region), None))


@cache
def chain(tag: str) -> tuple[str, ...]:
    """``tag`` and its parents, nearest first: ``sr-Latn-RS`` gives also ``sr-Latn``.

    A parent is the tag without its last subtag (RFC 4647, 3.4). One that is written in
    another script is left out, as in CLDR (UTS #35, Parent Locales): ``sr`` is Cyrillic, and
    the parent of ``zh-TW``, which means traditional characters, is ``zh-Hant``.
    """
    script = _script(tag)
    parents = [parent for parent in _shorter(tag) if _script(parent) == script]
    own = subtags(tag)
    if own.region and not own.script and _script(own.language) != script:
        parents.append(f"{own.language}-{script}")
    return (tag, *parents)


def _script(tag: str) -> str | None:
    """The script that a tag means, whatever its style."""
    script = likely(tag).script
    return STYLES.get(script, script) if script else None


def _shorter(tag: str) -> Iterator[str]:
    parts = tag.split("-")
    while len(parts) > 1:
        parts.pop()
        if len(parts[-1]) == 1:  # a singleton that introduced an extension
            parts.pop()
        if parts:
            yield "-".join(parts)


@cache
def locale(tag: str) -> Locale | None:
    """The locale that CLDR has for exactly this tag, or None."""
    own, full = subtags(tag), likely(tag)
    tries = [str(own)]
    if own.region:  # zh-TW is filed as zh_Hant_TW
        tries.append(str(full))
    found = next((name for name in tries if localedata.exists(name)), None)
    return _parsed(found) if found else None


@cache
def _parsed(name: str) -> Locale:
    return Locale.parse(name, resolve_likely_subtags=False)


def root() -> Locale:
    """CLDR's root locale: the one for languages that CLDR does not know."""
    return _parsed(ROOT)
