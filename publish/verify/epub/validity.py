"""Whether an EPUB is one: the verdict of EPUBCheck, the reference validator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from publish.errors import Place, ToolError
from publish.findings.explanations import explain
from publish.findings.finding import Code, Finding, Severity, finding, warning
from publish.tools import epubcheck
from publish.tools.java import JAVA

CODE = Code("epubcheck", "EPUB 3.3")
UNCHECKED = Code("epub-unchecked")

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
    for book, found in epubcheck.judge(books):
        if isinstance(found, ToolError):
            for problem in found.problems:
                yield warning(UNCHECKED, problem.message, Place(book), problem.remedy)
        else:
            yield from map(_told, found)


def _told(found: epubcheck.Finding) -> Finding:
    """A message with its meaning in plain words before it, where there are some."""
    plain = explain(found.code)
    meaning = f"{plain.message} EPUBCheck: " if plain else ""
    line = f":{found.line}" if found.line else ""
    where = f" (in {found.member}{line})" if found.member else ""
    told = finding(
        _SEVERITIES[found.severity],
        CODE,
        f"{meaning}{found.message}{where} [{found.code}]",
        Place(found.book),
        plain.remedy if plain else None,
    )
    return replace(told, clause=f"EPUBCheck {found.code}")
