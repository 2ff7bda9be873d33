"""Checks of content: a table of what is looked at in a statement."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from publish.checks import (
    alignment,
    cleaned,
    faces,
    facts,
    fallbacks,
    interface,
    numerals,
    placeholders,
    resolution,
)
from publish.checks import slips as typography
from publish.content.statement import Statement
from publish.findings.finding import Finding

CHECKS: tuple[Callable[[Statement], Iterator[Finding]], ...] = (
    placeholders.check,
    facts.check,
    faces.check,
    alignment.check,
    fallbacks.check,
    interface.check,
    numerals.check,
    typography.check,
    cleaned.check,
    resolution.check,
)
"""Every check of content, in the order in which its findings are shown."""


def check_statement(statement: Statement) -> tuple[Finding, ...]:
    """All findings in a statement that has loaded."""
    return tuple(finding for check in CHECKS for finding in check(statement))
