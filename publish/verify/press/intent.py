"""Whether a press file says which press it was made for, and carries that press's profile."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from publish.findings.finding import Code, Finding, error, warning
from publish.pdf.file import PdfFile
from publish.verify.press.conditions import CONDITIONS

INTENT = Code("press-intent", "ISO 15930-7:2010, output intent")
PROFILE = Code("press-profile", "ISO 15930-7:2010, output intent")
CONDITION = Code("press-condition", "ISO 15930-7:2010, output intent")

_REMEDY: Final = "Export it for the printing condition that the print shop names."
# The header and the tag table of a profile: ICC.1:2022, 7.2 and 7.3.
_HEADER: Final = 128
_ENTRY: Final = 12
_PRINTER, _CMYK, _SIGNATURE = b"prtr", b"CMYK", b"acsp"


def check(file: PdfFile) -> Iterator[Finding]:
    """The document's output intent: one, of a known condition, with a sound CMYK profile."""
    intents = press_intents(file.pdf)
    if not intents:
        message = "the file does not say which printing condition it was made for."
        yield error(INTENT, message, file.place, _REMEDY)
        return
    if len(intents) > 1:
        message = "the file names several printing conditions: nobody can tell which holds."
        yield error(INTENT, message, file.place, _REMEDY)
    (intent, *_) = intents
    condition = condition_of(intent)
    if "/DestOutputProfile" not in intent:
        message = "the profile of its printing condition is not embedded."
        yield error(PROFILE, message, file.place, _REMEDY)
    else:
        fault = profile_fault(intent["/DestOutputProfile"])
        if fault:
            message = f"the profile of its printing condition {fault}."
            yield error(PROFILE, message, file.place, _REMEDY)
    if not condition:
        message = "the output intent does not name its printing condition."
        yield error(CONDITION, message, file.place, _REMEDY)
    elif condition not in CONDITIONS:
        message = f"“{condition}” is not a printing condition that print shops know by that name."
        yield warning(CONDITION, message, file.place, "Ask the print shop whether it is right.")


def press_intents(pdf: pikepdf.Pdf) -> list[Any]:
    """The output intents that are meant for a press (ISO 32000-1, 14.11.5)."""
    intents = pdf.Root.get("/OutputIntents", pikepdf.Array())
    return [intent for intent in list(intents) if intent.get("/S") == "/GTS_PDFX"]


def condition_of(intent: pikepdf.Object) -> str:
    """The name of the printing condition, such as ``FOGRA39``."""
    return str(intent.get("/OutputConditionIdentifier", "")).strip()


def profile_fault(stream: Any) -> str | None:
    """What keeps an embedded profile from being one of a four-colour press, or None."""
    if not isinstance(stream, pikepdf.Stream):
        return "is no stream"
    data = stream.read_bytes()
    if len(data) < _HEADER + 4 or data[36:40] != _SIGNATURE:
        return "is not an ICC profile"
    if int.from_bytes(data[:4]) != len(data) or not _tags_fit(data):
        return "is cut short"
    if data[12:16] != _PRINTER:
        return "is not that of a printer"
    if data[16:20] != _CMYK or int(stream.get("/N", 0)) != len(_CMYK):
        return "does not speak of cyan, magenta, yellow and black"
    return None


def _tags_fit(data: bytes) -> bool:
    """Whether all that the tag table lists lies within the profile."""
    count = int.from_bytes(data[_HEADER : _HEADER + 4])
    first = _HEADER + 4
    if count == 0 or first + count * _ENTRY > len(data):
        return False
    entries = (data[first + index * _ENTRY :][:_ENTRY] for index in range(count))
    return all(
        int.from_bytes(entry[4:8]) + int.from_bytes(entry[8:12]) <= len(data) for entry in entries
    )
