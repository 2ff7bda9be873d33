"""What each language needs on a page: direction, script, numerals, quotes, words, rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

from babel import Locale

from publish.language.phrase import Phrase

Direction = Literal["ltr", "rtl"]

BOUNDARY: Final = "\ue000"
"""Stands for an element boundary in the flat string that a rule receives; private-use
characters never occur in content, and a rule keeps every boundary, in order."""

Rule = Callable[[str], str]
"""A typographic rule: the flat text of one block in, the same words dressed out."""


@dataclass(frozen=True, slots=True)
class Quotes:
    """Quotation marks: the outer pair and the pair nested in it (CLDR delimiters)."""

    open: str
    close: str
    inner_open: str
    inner_close: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A language as the typesetter sees it.

    ``script`` is an ISO 15924 code; ``numerals`` a CLDR numbering system; ``locale`` the
    nearest locale that CLDR has (for dates and names of countries; its root where it has
    none); ``hyphenation`` the name of pyphen's patterns, or None; ``divides_capitals`` whether
    words with capital letters are hyphenated too; ``justified`` whether long text is set so;
    ``elongation`` whether words may be lengthened to fill its lines (kashida);
    ``words`` the interface words, each in the language it is really in; ``first_day`` how the
    first day of a month is written in a date, where not as a number; ``territories`` names of
    countries that stand in for CLDR's.
    """

    tag: str
    locale: Locale
    script: str
    direction: Direction
    numerals: str
    quotes: Quotes
    hyphenation: str | None
    justified: bool
    rules: tuple[Rule, ...]
    words: Mapping[str, Phrase]
    divides_capitals: bool = False
    elongation: bool = False
    first_day: str | None = None
    territories: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def word(self, key: str) -> Phrase:
        """The interface word for ``key``; it may be in another language (see Phrase)."""
        return self.words[key]

    def edition(self, name: str) -> Phrase:
        """What an edition is called: by its interface word, else in English by its own name."""
        return self.words.get(f"edition_{name}") or Phrase(f"{name.capitalize()} edition", "en")

    def dress(self, text: str) -> str:
        """The flat text of one block after all of the language's typographic rules."""
        for rule in self.rules:
            text = rule(text)
        return text
