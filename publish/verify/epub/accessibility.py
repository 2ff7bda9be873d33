"""Whether an EPUB keeps nobody out: the verdict of Ace by DAISY (EPUB Accessibility 1.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from publish.errors import Place, ToolError
from publish.findings.finding import Code, Finding, Severity, finding, warning
from publish.tools import ace

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
    missing = ace.missing()
    for book in books if missing else ():
        message = "Ace by DAISY has not been asked whether the book is accessible: it is not here."
        yield warning(UNCHECKED, message, Place(book), f"Install it: {missing}")
    for book, found in () if missing else ace.judge(books):
        if isinstance(found, ToolError):
            for problem in found.problems:
                yield warning(UNCHECKED, problem.message, Place(book), problem.remedy)
        else:
            yield from map(_told, found)


def _told(found: ace.Violation) -> Finding:
    where = f" (in {found.member})" if found.member else ""
    markup = f" {found.markup}" if found.markup else ""
    told = finding(
        _SEVERITIES[found.impact],
        CODE,
        f"Ace: {found.message}{where}{markup} [{found.rule}]",
        Place(found.book),
        found.remedy or None,
    )
    return replace(told, clause=f"Ace {found.rule}")
