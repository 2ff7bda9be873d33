"""French spaces: no-break ones before high punctuation and inside guillemets.

After the Lexique des règles typographiques en usage à l'Imprimerie nationale: a thin space
before ; ! ? and a word space before the colon, neither of which may break. Guillemets take
the thin one here, so that it does not grow in justified lines.
"""

from __future__ import annotations

from typing import Final

from publish.language.profile import Rule
from publish.language.rules.edits import NARROW_NBSP, NBSP, in_turn, substitution
from publish.language.rules.habits import Habits

_SPACES: Final = rf"[ \t\n\u2009{NARROW_NBSP}{NBSP}]*"
_AFTER_WORD: Final = r"(?<=[\w\u0300-\u036f)\]»”’…%°.])"


def french_spaces(_: Habits) -> Rule:
    """Set the spaces of French punctuation, put in where they are missing.

    Times (10:30), ratios, addresses of pages, and marks inside a word stay as they are.
    """
    return in_turn(
        substitution(rf"{_AFTER_WORD}{_SPACES}(?=[;!?]+(?:\W|\Z))", NARROW_NBSP),
        substitution(rf"{_AFTER_WORD}{_SPACES}(?=:(?:[\s»”\"]|\Z))", NBSP),
        substitution(rf"(?<=«){_SPACES}(?=[^\s»])", NARROW_NBSP),
        substitution(rf"(?<=[^\s«]){_SPACES}(?=»)", NARROW_NBSP),
    )
