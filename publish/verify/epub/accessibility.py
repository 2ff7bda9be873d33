"""Whether an EPUB keeps nobody out: the verdict of Ace by DAISY (EPUB Accessibility 1.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from publish.errors import Place
from publish.findings.finding import Code, Finding, Severity, finding
from publish.tools import ace
from publish.verify.epub.asking import told, unasked

CODE = Code("epub-ace", "EPUB Accessibility 1.1")
UNCHECKED = Code("epub-ace-unchecked")

_SEVERITIES: Final[Mapping[ace.Impact, Severity]] = {
    "critical": "error",
    "serious": "error",
    "moderate": "warning",
    "minor": "warning",
}
"""By the impact that Ace gives a violation; all of them speak against WCAG, none is a taste."""


def check(books: Sequence[Path]) -> Iterator[Finding]:
    """Every violation that Ace finds, or a warning for each book that it could not judge."""
    if missing := ace.missing():
        message = "Ace by DAISY has not been asked whether the book is accessible: it is not here."
        return unasked(books, message, missing, UNCHECKED)
    return told(ace.judge(books), _told, UNCHECKED)


def _told(found: ace.Violation) -> Finding:
    where = f" (in {found.member})" if found.member else ""
    markup = f" {found.markup}" if found.markup else ""
    seen = finding(
        _SEVERITIES[found.impact],
        CODE,
        f"Ace: {found.message}{where}{markup} [{found.rule}]",
        Place(found.book),
        found.remedy or None,
    )
    return replace(seen, clause=f"Ace {found.rule}")
