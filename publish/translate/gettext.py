"""PO files that others have made: their entries and header, or what is wrong, with its line."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import polib

from publish.faults import fail, printable

MAX_LINES: Final = 100_000
"""The most lines that are read, five times those of the longest statement: polib's time is not
linear in those of one entry."""
_LONGER_THAN_A_PATH: Final = "\n" * 5_000
"""``polib`` takes a text for the path of a file, if there is such a file: none is so long."""
_LINE: Final = re.compile(r"\(line (\d+)\)(?:: (.*))?", re.DOTALL)


def parse_po(data: bytes, path: Path) -> polib.POFile:
    """What is in a PO file of UTF-8, whatever line ends it has and whatever its header says.

    Raises ContentError with the line where it is not one.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise fail(path, line, "the file is not UTF-8.", "Save it as UTF-8.") from None
    if max(data.count(b"\n"), data.count(b"\r")) > MAX_LINES:
        message = f"the file has more than {MAX_LINES:,} lines."
        raise fail(path, None, message, "Check what the file is.")
    try:
        return polib.pofile(text + _LONGER_THAN_A_PATH, encoding="utf-8")
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        found = _LINE.search(str(error))
        line_said, what = (int(found[1]), printable(found[2] or "")) if found else (None, None)
        message = f"this is not a PO file: {what or 'it breaks off, or was damaged'}."
        raise fail(path, line_said, message, "Export it again, and save it as PO.") from None


def line_of_header(data: bytes, key: str) -> int:
    """The line of a key of the header; 1 where there is none."""
    at = data.find(f'"{key}:'.encode())
    return data.count(b"\n", 0, at) + 1 if at >= 0 else 1
