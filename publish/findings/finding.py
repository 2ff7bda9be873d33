"""A finding: what a check has seen, under a code that stays the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, Literal

from publish.errors import Place, Problem

Severity = Literal["error", "warning", "note"]

Box = tuple[float, float, float, float]
"""Left, bottom, right and top of a part of a page, in points of the page's own coordinates
(ISO 32000-1, 8.3.2.3): upwards, from the origin that its MediaBox is given in."""


@dataclass(frozen=True, slots=True)
class Code:
    """What a kind of finding is called for good, and the clause of a standard behind it."""

    name: str
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where on the pages of a PDF: a page, counted from 1, and the part of it, if known."""

    page: int
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """``error``: must not go out; ``warning``: look at it; ``note``: good to know.

    ``clause`` is the clause of a standard, or a validator's name for its rule; ``picture``
    the file in which ``spot`` is marked on its page, once it has been drawn. ``language`` is
    the translation that differs from the source, and ``beside`` the source's place.
    """

    code: str
    severity: Severity
    problem: Problem
    clause: str | None = None
    spot: Spot | None = None
    picture: Path | None = None
    language: str | None = None
    beside: Place | None = None


def finding(
    severity: Severity,
    code: Code,
    message: str,
    place: Place | None,
    remedy: str | None = None,
    spot: Spot | None = None,
) -> Finding:
    """A finding of any severity."""
    return Finding(code.name, severity, Problem(message, place, remedy), code.clause, spot)


error: Final = partial(finding, "error")
"""A finding that must not go out."""

warning: Final = partial(finding, "warning")
"""A finding that somebody should look at."""

note: Final = partial(finding, "note")
"""A finding that is good to know."""
