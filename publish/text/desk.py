"""The desk where one language of a statement is edited: what its parts have in common."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from publish.content.facts import Localised
from publish.content.statement import Statement
from publish.language import dates
from publish.language.phrase import Phrase
from publish.language.profile import Profile
from publish.text.dressing import Dresser


@dataclass(frozen=True, slots=True)
class Desk:
    """A statement, the profile of the language it is edited in, and who dresses its text."""

    statement: Statement
    profile: Profile
    dresser: Dresser

    def pick(self, value: Localised, *key: str | int, language: str | None = None) -> Phrase:
        """The value at a key of ``statement.toml``, in the nearest language, dressed.

        Nearest to ``language``, or else to the text's own.
        """
        source_language = self.statement.facts.source_language
        phrase = value.pick(language or self.profile.tag, source_language)
        return self.dresser.phrase(phrase, self.statement.where(*key))

    def word(self, key: str) -> Phrase | None:
        """The interface word for ``key``, or None where nobody has written one."""
        return self.profile.words.get(key)


def days(start: date, end: date | None, profile: Profile) -> Phrase:
    """A day, or the days from the first to the last, as the language writes them."""
    return Phrase(dates.interval(start, end or start, profile), profile.tag)
