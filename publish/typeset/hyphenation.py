"""Where words may be divided: by the patterns of the language's profile, and never inside names.

WeasyPrint chooses patterns by the language tag alone, so that English always breaks the
American way, and divides names like any other word.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import pyphen

Key = tuple[str, int, int, int]
"""WeasyPrint's: language, letters before and after a break, letters of a whole word."""


class Divider(Protocol):
    """What WeasyPrint asks where a word may be divided."""

    def iterate(self, word: str) -> Iterator[tuple[str, str]]:
        """The divisions of a word, the last one first."""
        ...


@dataclass(frozen=True, slots=True)
class Careful:
    """Divides by ``patterns``, but for some words.

    Those that ``within`` has as whole are kept so, and, unless ``capitals`` are divided too,
    those with a capital letter: it may begin a name. Every word is noted there as asked for.
    """

    patterns: Divider
    capitals: bool
    within: Patterns

    def iterate(self, word: str) -> Iterator[tuple[str, str]]:
        """The divisions of a word, the last one first."""
        self.within.asked.add(word)
        kept = word in self.within.whole or not (self.capitals or word == word.lower())
        return iter(()) if kept else self.patterns.iterate(word)


class Patterns(dict[Key, Divider]):
    """The patterns by language, as WeasyPrint looks them up.

    ``patterns`` (a name of pyphen's) are those for texts in ``language``; with ``capitals``
    its words with capital letters are divided too, as German nouns have to be; words in
    ``whole`` are never divided. ``asked`` are the words that were asked for.
    """

    def __init__(
        self,
        language: str,
        patterns: str | None,
        *,
        capitals: bool,
        whole: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__()
        self._own = pyphen.language_fallback(language)
        self._patterns = patterns
        self._capitals = capitals
        self.whole = whole
        self.asked: set[str] = set()

    @property
    def how(self) -> tuple[str, str | None, bool]:
        """What decides where words are divided, besides those that are never."""
        return self._own, self._patterns, self._capitals

    @contextmanager
    def keeping(self, words: Set[str]) -> Iterator[None]:
        """Divide ``words`` neither, for a while."""
        before = self.whole
        self.whole = before | words
        try:
            yield
        finally:
            self.whole = before

    def get(self, key: Key, default: Any = None) -> Divider:
        """The divider for WeasyPrint's key; made when it is first asked for."""
        if key not in self:
            self[key] = self._make(key)
        return self[key]

    def _make(self, key: Key) -> Divider:
        language, left, right, _ = key
        own = language == self._own
        name = self._patterns if own and self._patterns else language
        patterns = pyphen.Pyphen(lang=name, left=left, right=right)
        return Careful(patterns, own and self._capitals, self)
