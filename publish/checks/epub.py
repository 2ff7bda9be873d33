"""Whether an EPUB is one: the verdict of EPUBCheck, the reference validator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from publish.checks.finding import Finding, Severity, warning
from publish.errors import Place, Problem
from publish.tools import epubcheck
from publish.tools.java import JAVA

CODE = "epubcheck"
UNCHECKED = "epub-unchecked"

_SEVERITIES: dict[epubcheck.Severity, Severity] = {
    "FATAL": "error",
    "ERROR": "error",
    "WARNING": "warning",
    "INFO": "note",
    "USAGE": "note",
}


def check(books: Sequence[Path]) -> Iterator[Finding]:
    """Every message of EPUBCheck (EPUB 3.3), or one warning that there is nobody to ask."""
    if not epubcheck.available():
        for book in books:
            yield warning(
                UNCHECKED,
                "EPUBCheck has not been asked: it needs Java.",
                Place(book),
                f"Install it: apt install {JAVA.package}",
            )
        return
    for found in epubcheck.check(books):
        where = f" (in {found.member}{f':{found.line}' if found.line else ''})"
        message = f"{found.message}{where if found.member else ''} [{found.code}]"
        yield Finding(CODE, _SEVERITIES[found.severity], Problem(message, Place(found.book)))
