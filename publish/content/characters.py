"""Which characters may stand in content."""

from __future__ import annotations

import re
import unicodedata

from publish.content.constructs import check_plain
from publish.faults import Fault

_ALLOWED_CONTROLS = frozenset("\n\t")

# General categories of the Unicode Standard, chapter 4.5, that no page can show.
_REFUSED = {
    "Cc": "a control character",
    "Cn": f"not assigned in Unicode {unicodedata.unidata_version}",
    "Co": "a private-use character",
    "Cs": "half of a surrogate pair",
}
_REPLACEMENT = "\ufffd"

MOST_MARKS = 30
"""So many marks may follow a letter: what is more is in no language (UAX #15, 13, Stream-Safe)."""


def find_refused(text: str) -> tuple[int, Fault] | None:
    """The position of the first character that cannot be published, and why not.

    Refused are controls other than newline and tab, unassigned and private-use
    characters, U+FFFD, which marks text that was lost in an earlier conversion, and more
    marks on one letter than any language has.
    """
    refused = {char: why for char in set(text) if (why := _why_refused(char))}
    if not refused:
        return _piled(text)
    position, char = next((i, char) for i, char in enumerate(text) if char in refused)
    message = f"U+{ord(char):04X} is {refused[char]} and cannot be published."
    return position, Fault(message, "Replace or delete it.")


def _piled(text: str) -> tuple[int, Fault] | None:
    """The position where more than MOST_MARKS marks stand on one letter."""
    marks = "".join(char for char in set(text) if unicodedata.category(char)[0] == "M")
    piled = marks and re.search(f"[{re.escape(marks)}]{{{MOST_MARKS + 1}}}", text)
    if not piled:
        return None
    message = f"more than {MOST_MARKS} marks stand on one letter."
    return piled.start(), Fault(message, "Take them out.")


def check_characters(text: str) -> str:
    """The text itself; raises Fault for the first character that cannot be published."""
    found = find_refused(text)
    if found:
        raise found[1]
    return text


def check_words(text: str) -> str:
    """The text itself; raises Fault unless it is one line with something to read on it."""
    check_plain(check_characters(text))
    if not text.strip():
        raise Fault("the text is empty.", "Write it, or remove the key.")
    if "\n" in text.strip():
        raise Fault("the text must be a single line.", "Join its lines.")
    return text


def _why_refused(char: str) -> str | None:
    if char in _ALLOWED_CONTROLS:
        return None
    if char == _REPLACEMENT:
        return "the mark of a character lost in an earlier conversion"
    return _REFUSED.get(unicodedata.category(char))
