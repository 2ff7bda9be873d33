"""How much room the marks of a list's items want on a page, before their column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_SHORT: Final = re.compile(r"\d{1,2}\.")
"""Marks that stand in the indent of any list."""

_SPACE_EM: Final = 0.4
_POINT_EM: Final = 0.35
_LETTER_EM: Final = 0.6
_JOINED_EM: Final = 0.9
"""So wide is an Arabic letter by itself, and so wide may a letter of other scripts be."""
_FULL_EM: Final = 1.0


def room_em(marks: Iterable[str]) -> float | None:
    """How wide the widest of the marks is with the space after it, in the size of the type.

    None where all stand in the indent that every list has. It is a rough figure, and on the safe
    side: the faces are not known here.
    """
    wide = [mark for mark in marks if mark and not _SHORT.fullmatch(mark)]
    if not wide:
        return None
    return round(max(sum(map(_width_em, mark)) for mark in wide) + _SPACE_EM, 2)


def _width_em(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WF":
        return _FULL_EM
    if unicodedata.category(char)[0] in "MC":
        return 0.0
    if not char.isalnum():
        return _POINT_EM
    plain = char.isdigit() or ord(char) < 0x590  # Latin, Greek, Cyrillic, Armenian
    return _LETTER_EM if plain else _JOINED_EM
