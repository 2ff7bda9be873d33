"""A finding: what a check has seen, under a code that stays the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from publish.errors import Place, Problem

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Finding:
    """``error``: must not go out; ``warning``: look at it; ``note``: good to know."""

    code: str
    severity: Severity
    problem: Problem


def error(code: str, message: str, place: Place | None, remedy: str | None = None) -> Finding:
    """A finding that must not go out."""
    return Finding(code, "error", Problem(message, place, remedy))


def warning(code: str, message: str, place: Place | None, remedy: str | None = None) -> Finding:
    """A finding that somebody should look at."""
    return Finding(code, "warning", Problem(message, place, remedy))


def note(code: str, message: str, place: Place | None, remedy: str | None = None) -> Finding:
    """A finding that is good to know."""
    return Finding(code, "note", Problem(message, place, remedy))
