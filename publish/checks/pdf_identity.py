"""Whether a PDF says what it is: title, language, direction, structure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pikepdf

from publish.checks.finding import Finding, error, warning
from publish.errors import Place
from publish.language.profiles import profile

TITLE = "pdf-title"
LANGUAGE = "pdf-language"
DIRECTION = "pdf-direction"
TAGS = "pdf-untagged"


def check(pdf: pikepdf.Pdf, path: Path) -> Iterator[Finding]:
    """Title (ISO 14289-1, 7.1), language (7.2), reading direction (ISO 32000-1, 12.2), tags."""
    place = Place(path)
    root = pdf.Root
    preferences = root.get("/ViewerPreferences", pikepdf.Dictionary())
    if not str(pdf.docinfo.get("/Title", "")).strip():
        yield error(TITLE, "the document has no title.", place, "Set one before it goes out.")
    elif not preferences.get("/DisplayDocTitle"):
        yield warning(TITLE, "viewers show the file's name in place of its title.", place)
    language = str(root.get("/Lang", "")).strip()
    if not language:
        yield error(LANGUAGE, "the document names no language: it cannot be read aloud.", place)
    elif _direction(language) == "rtl" and preferences.get("/Direction") != "/R2L":
        yield error(DIRECTION, f"pages in {language} turn from left to right.", place)
    if "/StructTreeRoot" not in root:
        yield warning(TAGS, "the document is not tagged: it has no order of reading.", place)


def _direction(language: str) -> str:
    return profile(language, language).direction
