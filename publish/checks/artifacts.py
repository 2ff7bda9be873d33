"""Checks of finished files: a table of what is looked at in each kind of file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

import pikepdf

from publish.checks import (
    epub,
    epub_language,
    epub_text,
    origin,
    pdf_fonts,
    pdf_identity,
    pdf_letters,
    pdf_mappings,
    pdf_order,
    pdf_pages,
    pdf_standards,
    pdf_tags,
    pdf_words,
)
from publish.checks.epub_book import Book, BookError, read_book
from publish.checks.finding import Code, Finding, error
from publish.checks.origin import Origin
from publish.checks.pdf_file import PdfFile
from publish.errors import Place, PublishError
from publish.text.model import Text

Findings = Iterator[Finding]
_File = TypeVar("_File", PdfFile, Book)

PDF_CHECKS: Final[tuple[Callable[[PdfFile], Findings], ...]] = (
    pdf_identity.check,
    pdf_pages.check,
    pdf_fonts.check,
    pdf_mappings.check,
    pdf_words.check,
    pdf_letters.check,
    pdf_tags.check,
    pdf_order.check,
)
"""Every check of a PDF, in the order in which its findings are shown."""

EPUB_CHECKS: Final[tuple[Callable[[Book], Findings], ...]] = (
    epub_language.check,
    epub_text.check,
)
"""Every check of an EPUB but EPUBCheck's own, in the order in which its findings are shown."""

UNREADABLE = Code("file-unreadable")
DAMAGED = Code("file-damaged")

_NONE: Final[Mapping[Path, Origin]] = MappingProxyType({})


def verify_files(
    paths: Sequence[Path], origins: Mapping[Path, Origin] = _NONE
) -> tuple[Finding, ...]:
    """All findings in PDFs and EPUBs, whoever made them.

    ``origins`` is what is known of where some of them come from.
    """
    findings: list[Finding] = []
    readable: dict[str, list[Path]] = {suffix: [] for suffix in KINDS}
    for path in paths:
        suffix = path.suffix.lower()
        if suffix not in KINDS:
            message = "this is neither a PDF nor an EPUB."
            remedy = "Name files that end in .pdf or .epub."
            findings.append(error(UNREADABLE, message, Place(path), remedy))
            continue
        known = origins.get(path)
        findings += origin.check(path, known)
        try:
            findings += KINDS[suffix].look(path, known.source if known else None)
        except (pikepdf.PdfError, BookError, OSError) as problem:
            message = f"this cannot be opened as {KINDS[suffix].name}: {problem}."
            findings.append(error(UNREADABLE, message, Place(path), "Make or fetch it anew."))
        else:
            readable[suffix].append(path)
    for suffix, kind in KINDS.items():
        findings += kind.judge(readable[suffix])
    return tuple(findings)


def _look_at_pdf(path: Path, text: Text | None) -> Findings:
    with pikepdf.open(path) as pdf:
        file = PdfFile(path, pdf, text)
        for check in PDF_CHECKS:
            yield from _finished(check, file, path)


def _look_at_epub(path: Path, text: Text | None) -> Findings:
    book = read_book(path, text)
    for check in EPUB_CHECKS:
        yield from _finished(check, book, path)


def _finished(check: Callable[[_File], Findings], file: _File, path: Path) -> Findings:
    """The findings of a check; one that trips is itself a finding.

    A file from elsewhere can be wrong in any place, in ways that no check foresees.
    """
    try:
        yield from check(file)
    except Exception as problem:
        name = check.__module__.rpartition(".")[2].replace("_", " ")
        kind = "" if isinstance(problem, PublishError) else f"{type(problem).__name__}: "
        yield error(
            DAMAGED,
            f"the check of {name} could not go on: {kind}{str(problem).rstrip('.')}.",
            Place(path),
            "The file is damaged, or stranger than Publish knows: make it anew.",
        )


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: how it is looked at one by one, and who judges all of them at once."""

    name: str
    look: Callable[[Path, Text | None], Findings]
    judge: Callable[[Sequence[Path]], Findings]


KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        ".pdf": Kind("a PDF", _look_at_pdf, pdf_standards.check),
        ".epub": Kind("an EPUB", _look_at_epub, epub.check),
    }
)
