"""Where words may be divided: by the patterns of the language's profile.

WeasyPrint chooses patterns by the language tag alone, so that English always breaks the
American way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pyphen

Key = tuple[str, int, int, int]
"""WeasyPrint's: language, letters before and after a break, letters of a whole word."""


@dataclass(frozen=True, slots=True)
class Divider:
    """Divides by ``patterns``, or nothing where there are none; words are remembered."""

    patterns: Any
    capitals: bool
    known: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def divisions(self, word: str) -> tuple[int, ...]:
        """Before which letters a word may be divided, counted from 0.

        Divisions that would spell it differently are not among them.
        """
        if self.patterns is None:
            return ()
        found = self.known.get(word)
        if found is None:
            places = (int(at) for at in self.patterns.positions(word) if not at.data)
            found = self.known[word] = tuple(places)
        return found

    def iterate(self, word: str) -> Iterator[tuple[str, str]]:
        """The divisions of a word, the last one first, as WeasyPrint asks for them.

        Words with a capital letter, which may begin a name, have none unless ``capitals``.
        """
        if self.capitals or word == word.lower():
            for at in reversed(self.divisions(word)):
                yield word[:at], word[at:]


class Patterns(dict[Key, Divider]):
    """The patterns by language, as WeasyPrint looks them up.

    ``patterns`` (a name of pyphen's) are those for texts in ``language``, whose words are not
    divided if there are none, whatever pyphen has: Thai and Telugu have no hyphens. ``capitals``
    says that its words with capital letters are divided like others, as German nouns have to be.
    Those with the same ``key`` divide words in the same way.
    """

    def __init__(self, language: str, patterns: str | None, *, capitals: bool) -> None:
        super().__init__()
        self.key = (language, patterns, capitals)
        self._own = pyphen.language_fallback(language)
        self._patterns = patterns
        self.divides_capitals = capitals

    def get(self, key: Key, default: Any = None) -> Divider:
        """The divider for WeasyPrint's key; made when it is first asked for."""
        if key not in self:
            self[key] = self._make(key)
        return self[key]

    def _make(self, key: Key) -> Divider:
        language, left, right, _ = key
        own = language == self._own
        name = self._patterns if own else language
        patterns = pyphen.Pyphen(lang=name, left=left, right=right) if name else None
        return Divider(patterns, own and self.divides_capitals)
