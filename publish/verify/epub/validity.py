"""Whether an EPUB is one: the verdict of EPUBCheck, the reference validator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from publish.errors import Place
from publish.findings.explanations import explain
from publish.findings.finding import Code, Finding, Severity, finding
from publish.tools import epubcheck
from publish.tools.java import JAVA
from publish.verify.epub.asking import told, unasked

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
        message = "EPUBCheck has not been asked: it needs Java."
        return unasked(books, message, f"apt install {JAVA.package}", UNCHECKED)
    return told(epubcheck.judge(books), _told, UNCHECKED)


def _told(found: epubcheck.Finding) -> Finding:
    """A message with its meaning in plain words before it, where there are some."""
    plain = explain(found.code)
    meaning = f"{plain.message} EPUBCheck: " if plain else ""
    line = f":{found.line}" if found.line else ""
    where = f" (in {found.member}{line})" if found.member else ""
    seen = finding(
        _SEVERITIES[found.severity],
        CODE,
        f"{meaning}{found.message}{where} [{found.code}]",
        Place(found.book),
        plain.remedy if plain else None,
    )
    return replace(seen, clause=f"EPUBCheck {found.code}")
