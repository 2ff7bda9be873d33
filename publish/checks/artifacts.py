"""Checks of finished files: a table of what is looked at in each kind of file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pikepdf

from publish.checks import epub, pdf_fonts, pdf_identity, pdf_pages, pdf_standards
from publish.checks.finding import Finding, error
from publish.errors import Place

PDF_CHECKS = (pdf_identity.check, pdf_pages.check, pdf_fonts.check)
"""Every check of a PDF, in the order in which its findings are shown."""

UNREADABLE = "file-unreadable"


def verify_files(paths: Sequence[Path]) -> tuple[Finding, ...]:
    """All findings in PDFs and EPUBs, whoever made them."""
    findings: list[Finding] = []
    readable: list[Path] = []
    for path in _of_kind(paths, ".pdf"):
        try:
            findings += _verify_pdf(path)
            readable.append(path)
        except (pikepdf.PdfError, OSError) as problem:
            findings.append(
                error(UNREADABLE, f"this cannot be opened as a PDF: {problem}.", Place(path))
            )
    findings += pdf_standards.check(readable)
    findings += epub.check(_of_kind(paths, ".epub"))
    findings += (
        error(UNREADABLE, "this is neither a PDF nor an EPUB.", Place(path), "Name .pdf or .epub.")
        for path in paths
        if path.suffix.lower() not in (".pdf", ".epub")
    )
    return tuple(findings)


def _of_kind(paths: Sequence[Path], suffix: str) -> list[Path]:
    return [path for path in paths if path.suffix.lower() == suffix]


def _verify_pdf(path: Path) -> Iterator[Finding]:
    with pikepdf.open(path) as pdf:
        for check in PDF_CHECKS:
            yield from check(pdf, path)
