"""The last line of a paragraph: never a short word alone."""

from __future__ import annotations

from typing import Final

from publish.language.profile import Rule
from publish.language.rules.edits import GAP, NBSP, substitution
from publish.language.rules.habits import Habits

_ENOUGH: Final = 60
"""A text shorter than this, in characters, is a line at most, such as a name."""

_SHORT: Final = 5
"""The longest word, in characters, that would look lost: hardly longer than an indent."""


def last_line(_: Habits) -> Rule:
    """A short last word is kept with the one before it, so that it takes company along."""
    return substitution(rf"(?<=\S)(?<=[\s\S]{{{_ENOUGH}}}){GAP}(?=\S{{1,{_SHORT}}}\s*\Z)", NBSP)
