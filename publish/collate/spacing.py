"""Scripts in which a word does not begin where a space ends."""

from __future__ import annotations

from typing import Final

from publish.language.profile import Profile
from publish.language.scripts import family_of

_UNSPACED: Final = frozenset(
    ("Hani", "Hira", "Kana", "Jpan", "Bopo", "Thai", "Laoo", "Khmr", "Mymr", "Tibt")
)
"""Written without spaces between words (UAX #14, classes ID, CJ and SA)."""
_PREFIXED: Final = frozenset(("Hebr",))
"""Written with prepositions and articles before the word and little after it."""


def is_unspaced(profile: Profile) -> bool:
    """Whether words stand next to each other without a space."""
    return not _UNSPACED.isdisjoint(family_of(profile.script))


def hides_words(profile: Profile) -> bool:
    """Whether a name may stand anywhere between two spaces, and is to be looked for everywhere."""
    return is_unspaced(profile) or not _PREFIXED.isdisjoint(family_of(profile.script))
