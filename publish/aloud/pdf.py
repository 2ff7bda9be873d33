"""A PDF as a screen reader speaks it: from its tags alone, in their order."""

from __future__ import annotations

from typing import Final

from publish.aloud.speaking import Reading, begin
from publish.aloud.targets import targets
from publish.aloud.transcript import Line, Voice
from publish.faults import Fault
from publish.pdf.file import PdfFile
from publish.pdf.roles import metadata

_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"
UNTAGGED: Final = "it has no tags: a screen reader has nothing to go by."


def read(file: PdfFile) -> tuple[str | None, list[Line]]:
    """The language that a PDF says it is in, and what is heard of it.

    Raises Fault where it is not tagged, or its tags have no end; anything where it is damaged.
    """
    if file.tree is None:
        raise Fault(UNTAGGED, "Make it anew with a program that tags what it writes.")
    voice, language = Voice(), file.tree.language
    begin(voice, _title(file), language)
    Reading(file.speaker, voice, targets(file.pdf)).children(file.tree)
    voice.end_block()
    return language, voice.lines


def _title(file: PdfFile) -> str:
    """The title, as the metadata say it, else as the information dictionary does."""
    try:
        title = str(metadata(file.pdf).get(_TITLE) or "").strip()
    except MemoryError:
        raise
    except Exception:  # others write anything there
        title = ""
    return title or str(file.pdf.docinfo.get("/Title", "")).strip()
