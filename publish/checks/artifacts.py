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
    epub_ace,
    epub_language,
    epub_text,
    imposed_order,
    imposed_sheets,
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
    press_binding,
    press_boxes,
    press_colours,
    press_detail,
    press_identity,
    press_inks,
    press_intent,
    press_transparency,
)
from publish.checks.epub_book import Book, BookError, read_book
from publish.checks.finding import Code, Finding, error
from publish.checks.origin import Origin
from publish.checks.pdf_file import PdfFile
from publish.checks.press_roles import Role, claims_press, role_of
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
"""Every check of a PDF for readers, in the order in which its findings are shown."""

PRESS_CHECKS: Final[tuple[Callable[[PdfFile], Findings], ...]] = (
    press_identity.check,
    press_intent.check,
    press_boxes.check,
    press_colours.check,
    press_detail.check,
    press_transparency.check,
    press_inks.check,
    press_binding.check,
    pdf_fonts.check,
    pdf_mappings.check,
    pdf_words.check,
)
"""Every check of a PDF for a press. Nobody listens to it, so it needs no tags."""

IMPOSED_CHECKS: Final[tuple[Callable[[PdfFile], Findings], ...]] = (
    imposed_order.check,
    imposed_sheets.check,
    pdf_fonts.check,
)
"""Every check of imposed sheets, whatever was imposed."""

IMPOSED_PRESS_CHECKS: Final[tuple[Callable[[PdfFile], Findings], ...]] = (
    press_identity.check,
    press_intent.check,
    press_colours.check,
    press_detail.check,
    press_transparency.check,
    press_inks.check,
    *IMPOSED_CHECKS,
)
"""Every check of imposed sheets that claim to be PDF/X: trim and bleed were those of the pages."""

ROLE_CHECKS: Final[Mapping[Role, tuple[Callable[[PdfFile], Findings], ...]]] = MappingProxyType(
    {"screen": PDF_CHECKS, "press": PRESS_CHECKS, "imposed": IMPOSED_CHECKS}
)
"""The checks of a PDF, by what it is for."""

EPUB_CHECKS: Final[tuple[Callable[[Book], Findings], ...]] = (
    epub_language.check,
    epub_text.check,
)
"""Every check of an EPUB but those of EPUBCheck and Ace, in the order of their findings."""

UNREADABLE = Code("file-unreadable")
DAMAGED = Code("file-damaged")

_NONE: Final[Mapping[Path, Origin]] = MappingProxyType({})


def verify_files(
    paths: Sequence[Path], origins: Mapping[Path, Origin] = _NONE, role: Role | None = None
) -> tuple[Finding, ...]:
    """All findings in PDFs and EPUBs, whoever made them.

    ``origins`` is what is known of where some of them come from. ``role`` is what all the
    PDFs are for; without it each is taken for what it says that it is.
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
            findings += KINDS[suffix].look(path, known.source if known else None, role)
        except (pikepdf.PdfError, BookError, OSError) as problem:
            message = f"this cannot be opened as {KINDS[suffix].name}: {problem}."
            findings.append(error(UNREADABLE, message, Place(path), "Make or fetch it anew."))
        else:
            if suffix != ".pdf" or _is_for_readers(path, role):
                readable[suffix].append(path)
    for suffix, kind in KINDS.items():
        findings += kind.judge(readable[suffix])
    return tuple(findings)


def _look_at_pdf(path: Path, text: Text | None, wanted: Role | None) -> Findings:
    with pikepdf.open(path) as pdf:
        file = PdfFile(path, pdf, text)
        role = role_of(pdf, path, wanted)
        for_press = role == "imposed" and claims_press(pdf)
        for check in IMPOSED_PRESS_CHECKS if for_press else ROLE_CHECKS[role]:
            yield from _finished(check, file, path)


def _is_for_readers(path: Path, wanted: Role | None) -> bool:
    """Whether a PDF is to be held against the standards of files for readers."""
    with pikepdf.open(path) as pdf:
        return role_of(pdf, path, wanted) == "screen"


def _look_at_epub(path: Path, text: Text | None, _: Role | None) -> Findings:
    book = read_book(path, text)
    for check in EPUB_CHECKS:
        yield from _finished(check, book, path)


def _judge_epubs(books: Sequence[Path]) -> Findings:
    yield from epub.check(books)
    yield from epub_ace.check(books)


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
    look: Callable[[Path, Text | None, Role | None], Findings]
    judge: Callable[[Sequence[Path]], Findings]


KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        ".pdf": Kind("a PDF", _look_at_pdf, pdf_standards.check),
        ".epub": Kind("an EPUB", _look_at_epub, _judge_epubs),
    }
)
