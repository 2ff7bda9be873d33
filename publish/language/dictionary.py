"""Words of scripts without spaces, found in ICU's dictionaries: Lao, Khmer, Burmese.

Pango knows the words of Thai alone (libthai). ICU is a library of the system, as Pango is; where it
is not there, nothing is found (``make FONTS=...`` installs it).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from typing import Final

_SCRIPTS: Final = (
    range(0x0E80, 0x0F00),  # Lao
    range(0x1000, 0x10A0),  # Myanmar
    range(0x1780, 0x1800),  # Khmer
    range(0xA9E0, 0xAA00),  # Myanmar Extended-B
    range(0xAA60, 0xAA80),  # Myanmar Extended-A
)

_RELEASES: Final = range(99, 59, -1)
"""The name of the library and those of its functions end in its release, and all are tried."""

_LINE: Final = 2
"""UBRK_LINE, ubrk.h: line breaking (UAX #14) with dictionaries for characters of class SA."""


def word_starts(text: str) -> list[int]:
    """Where a word begins right after another in a text, each as an index; ascending.

    Nothing of other scripts, and nothing at all where ICU is not there.
    """
    if not any(map(_is_dense, set(text))):
        return []
    found = set(_boundaries(text))
    return [
        at
        for at in range(1, len(text))
        if at in found and _is_dense(text[at - 1]) and _is_dense(text[at])
    ]


def release() -> str:
    """The release of ICU that is here, such as ``72``; ``absent`` where it is not."""
    found = _library()
    return str(found[1]) if found else "absent"


def _is_dense(char: str) -> bool:
    return any(ord(char) in block for block in _SCRIPTS)


def _boundaries(text: str) -> Iterator[int]:
    """Where ICU lets a line begin."""
    found = _library()
    if found is None:
        return
    icu, number = found
    # ICU counts in units of UTF-16.
    units = text.encode("utf-16-le", "surrogatepass")
    starts = accumulate((1 + (char > "\uffff") for char in text), initial=0)
    index_of = {unit: index for index, unit in enumerate(starts)}
    status = ctypes.c_int32(0)
    opened = getattr(icu, f"ubrk_open_{number}")
    opened.restype = ctypes.c_void_p
    breaker = opened(_LINE, b"", units, len(units) // 2, ctypes.byref(status))
    if status.value > 0:  # above zero are errors, below are warnings (utypes.h)
        return
    handle = ctypes.c_void_p(breaker)
    following = getattr(icu, f"ubrk_next_{number}")
    following.restype = ctypes.c_int32
    try:
        while (unit := following(handle)) >= 0:  # UBRK_DONE is -1
            yield index_of[unit]
    finally:
        getattr(icu, f"ubrk_close_{number}")(handle)


@cache
def _library() -> tuple[ctypes.CDLL, int] | None:
    """The library and its release, the newest that is there."""
    for number in _RELEASES:
        try:
            return ctypes.CDLL(f"libicuuc.so.{number}"), number
        except OSError:
            continue
    return None
