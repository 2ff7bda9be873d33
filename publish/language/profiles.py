"""The profile of a language, put together from its file, its parents' files and CLDR."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, Literal, TypeVar

import pyphen
from babel import Locale

from publish.language import dates, tags
from publish.language.files import LanguageFile, available, language_file
from publish.language.phrase import Phrase
from publish.language.profile import Profile, Quotes, Rule
from publish.language.rules.habits import Habits, Keep
from publish.language.rules.registry import made
from publish.language.scripts import direction_of, family_of, script_of_tag

_COMPLETE: Final = "en"
"""The language whose file has every interface word."""

_KIND: Final = "kind_"
"""What the name of a kind's word begins with."""

_PLAIN: Final = Quotes("“", "”", "‘", "’")
_Value = TypeVar("_Value")


@cache
def profile(tag: str, source_language: str) -> Profile:
    """The profile of any well-formed BCP 47 tag.

    Typography comes from the files of the tag, its parents and its script (``und-Arab``), in
    that order, so that a language without a file looks as its script asks, not as the source
    language does. Interface words come from the tag, its parents, the source language and
    English, and say which. Raises ``ContentError`` if either tag is not well-formed.
    """
    script = script_of_tag(tag)
    locale, numerals = _locale(tag)
    hyphenation = _hyphenation(tag)
    justified = _nearest(tag, lambda file: file.profile.justified)
    return Profile(
        tag=tag,
        locale=locale,
        script=script,
        direction=direction_of(script),
        numerals=numerals,
        quotes=_quotes(tag),
        hyphenation=hyphenation,
        justified=hyphenation is not None if justified is None else justified,
        rules=_rules(tag),
        words=MappingProxyType({**_words(_COMPLETE), **_words(source_language), **_words(tag)}),
        divides_capitals=bool(_nearest(tag, lambda file: file.profile.divides_capitals)),
        elongation=bool(_nearest(tag, lambda file: file.profile.elongation)),
        first_day=_nearest(tag, lambda file: file.profile.first_day),
        territories=MappingProxyType(_nearest(tag, lambda file: file.territories) or {}),
    )


@cache
def kinds() -> frozenset[str]:
    """The kinds of statement that some language has a word for."""
    written = (file.words for tag in available() if (file := language_file(tag)))
    return frozenset(
        key.removeprefix(_KIND) for words in written for key in words if key.startswith(_KIND)
    )


@cache
def words_of(tag: str) -> Literal["own", "unread", "none"]:
    """Whether a language has interface words, and a native speaker has read them."""
    spoken = (file for name in tags.chain(tag) if (file := language_file(name)) and file.words)
    nearest = next(spoken, None)
    if nearest is None:
        return "none"
    return "unread" if nearest.tag.unread else "own"


# --- Files --------------------------------------------------------------------------


def _files(tag: str) -> Iterator[LanguageFile]:
    """The files that speak of a language, nearest first."""
    scripts = (f"und-{script}" for script in family_of(script_of_tag(tag)))
    for name in (*tags.chain(tag), *scripts, "und"):
        file = language_file(name)
        if file:
            yield file


def _nearest(tag: str, value: Callable[[LanguageFile], _Value | None]) -> _Value | None:
    """What the nearest file that says anything of it says."""
    return next((found for file in _files(tag) if (found := value(file)) is not None), None)


@cache
def _words(tag: str) -> Mapping[str, Phrase]:
    """The words of a language and its parents, dressed by its own rules."""
    spoken = [file for name in tags.chain(tag) if (file := language_file(name))]
    words = {key: text for file in reversed(spoken) for key, text in file.words.items()}
    return {key: Phrase(_dressed(text, tag), tag) for key, text in words.items()}


def _dressed(text: str, tag: str) -> str:
    for rule in _rules(tag):
        text = rule(text)
    return text


# --- Settings -----------------------------------------------------------------------


def _locale(tag: str) -> tuple[Locale, str]:
    """The locale of the nearest of the tag and its parents that has one, and its numerals."""
    for name in tags.chain(tag):
        file = language_file(name) or LanguageFile()
        locale = tags.locale(file.tag.locale or name)
        if locale:
            return locale, file.tag.numerals or locale.default_numbering_system
    return tags.root(), "latn"


def _hyphenation(tag: str) -> str | None:
    """The patterns of the tag's own region, else those its file names, else the nearest."""
    wish = _nearest(tag, lambda file: file.profile.hyphenation)
    own = tags.subtags(tag)
    if wish is False:
        return None
    if own.region and str(own) in pyphen.LANGUAGES:
        return str(own)
    nearest = wish or pyphen.language_fallback(tag)
    return str(nearest) if nearest else None


def _quotes(tag: str) -> Quotes:
    return _nearest(tag, lambda file: file.profile.quotes) or _PLAIN


@cache
def _rules(tag: str) -> tuple[Rule, ...]:
    habits = Habits(
        quotes=_quotes(tag),
        dash=_nearest(tag, lambda file: file.profile.dash) or "–",
        keep=_nearest(tag, lambda file: file.keep) or Keep(),
        months=dates.months(_locale(tag)[0]),
    )
    return made(_nearest(tag, lambda file: file.profile.rules) or (), habits)
