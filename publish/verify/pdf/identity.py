"""Whether a PDF says what it is: title, language, direction, structure."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from publish.findings.finding import Code, Finding, error, warning
from publish.language import tags
from publish.language.profiles import profile
from publish.pdf.file import PdfFile
from publish.pdf.items import Mark
from publish.pdf.roles import in_metadata

TITLE = Code("pdf-title", "ISO 14289-1:2014, 7.1")
LANGUAGE = Code("pdf-language", "ISO 14289-1:2014, 7.2")
DIRECTION = Code("pdf-direction", "ISO 32000-1:2008, 12.2")
TAGS = Code("pdf-untagged", "ISO 14289-1:2014, 7.1")


def check(file: PdfFile) -> Iterator[Finding]:
    """What the document says of itself as a whole."""
    root, place = file.pdf.Root, file.place
    preferences = root.get("/ViewerPreferences", pikepdf.Dictionary())
    if not _titled(file.pdf):
        yield error(TITLE, "the document has no title.", place, "Set one before it goes out.")
    elif not preferences.get("/DisplayDocTitle"):
        yield warning(
            TITLE,
            "viewers show the file's name in place of its title.",
            place,
            "Set DisplayDocTitle in the viewer preferences.",
        )
    if not file.language and not _languages_told(file):
        yield error(
            LANGUAGE,
            "the document names no language: it cannot be read aloud.",
            place,
            "Set the document's language to a BCP 47 tag such as ar.",
        )
    yield from check_direction(file)
    if file.tree is None:
        yield warning(
            TAGS,
            "the document is not tagged: it has no order of reading.",
            place,
            "Make the file anew as tagged PDF.",
        )


def _titled(pdf: pikepdf.Pdf) -> bool:
    """Whether there is a title: in the metadata, where the standard asks for it, or in Info."""
    return bool(in_metadata(pdf, "dc:title") or str(pdf.docinfo.get("/Title", "")).strip())


def _languages_told(file: PdfFile) -> bool:
    """Whether every element that owns content has a language, where the document has none."""
    owners = [
        element
        for element in (file.tree.elements() if file.tree else ())
        if any(isinstance(kid, Mark) for kid in element.kids)
    ]
    return bool(owners) and all(
        element.language and tags.is_well_formed(element.language) for element in owners
    )


def check_direction(file: PdfFile) -> Iterator[Finding]:
    """Whether pages turn as the language runs, where the document names one."""
    preferences = file.pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    if not file.language or _direction(file.language) != "rtl":
        return
    if preferences.get("/Direction") != "/R2L":
        yield error(
            DIRECTION,
            f"pages in {file.language} turn from left to right.",
            file.place,
            "Set Direction to R2L in the viewer preferences.",
        )


def _direction(language: str) -> str:
    return profile(language, language).direction
