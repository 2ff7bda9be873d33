"""Names that any memory stick and any system can hold: FAT32, exFAT, Windows, Android."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from publish.errors import Problem

_FORBIDDEN: Final = re.compile(r'[\x00-\x1f\x7f"*:<>?\\|]')
"""What exFAT (7.7.3.1) and FAT's long names have no letter for; ``/`` parts a path."""

_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices, with any suffix."""

_LONGEST_NAME: Final = 255
"""UTF-16 units of a name, on FAT and exFAT alike."""

_LONGEST_PATH: Final = 200
"""UTF-16 units: Windows has 260 for a path, with the drive and whatever folder it is put in."""


def faults(paths: Iterable[str]) -> Iterator[Problem]:
    """What is wrong with the names of a kit's files; nothing where all is well."""
    known: dict[str, str] = {}
    for path in paths:
        if reason := _fault(path):
            yield _problem(path, reason)
        folded = unicodedata.normalize("NFC", path).casefold()
        if folded in known:
            yield _problem(path, f"which a stick does not tell from {known[folded]}")
        known.setdefault(folded, path)


def _problem(path: str, reason: str) -> Problem:
    return Problem(f"the kit would have the file {path}, {reason}.", remedy="Rename it.")


def _fault(path: str) -> str | None:
    names = path.split("/")
    if any(_FORBIDDEN.search(name) for name in names):
        return "whose name has a character that sticks have no place for"
    if any(not name or name.startswith(" ") or name.endswith((" ", ".")) for name in names):
        return "of which a name begins or ends with a space, ends with a dot or is empty"
    if any(_DEVICES.fullmatch(name) for name in names):
        return "of which a name is one that Windows keeps for a device"
    if _units(path) > _LONGEST_PATH or any(_units(name) > _LONGEST_NAME for name in names):
        return f"whose path is longer than {_LONGEST_PATH} characters"
    return None


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
