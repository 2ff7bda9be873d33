"""Lines that announce an event: its days, then its place and its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from publish.incoming.countries import country_at_start
from publish.incoming.dates import spans

_BETWEEN: Final = re.compile(r"[\s,;:|–—-]+")
_APART: Final = re.compile(r"\s+[–—|-]\s+|:\s+")


@dataclass(frozen=True, slots=True)
class Announced:
    """An event in one language, and the line that announced it; ``days`` as they stood there."""

    name: str
    place: str | None
    first: date
    last: date
    line: int
    days: str


def announced(text: str, language: str, line: int) -> Announced | None:
    """The event that a line announces, if it begins with its days.

    The place ends with the first country that is named after the days; without one, with a dash
    or a colon. What follows is the name.
    """
    span = next(iter(spans(text, [language])), None)
    if span is None or span.start:
        return None
    rest = text[span.end :]
    gap = _BETWEEN.match(rest)
    rest = rest[gap.end() :].strip() if gap else ""
    if not rest:
        return None
    place, name = _parted(rest, language)
    return Announced(name, place, span.first, span.last, line, text[: span.end])


def _parted(text: str, language: str) -> tuple[str | None, str]:
    """The place and the name, in a text that has them in this order."""
    end = country_at_start(text, language)
    rest = text[end:].lstrip(" ,;:|–—-") if end else ""
    if end and rest:
        return text[:end].strip(), rest.strip()
    parts = _APART.split(text, maxsplit=1)
    return (parts[0].strip(), parts[1].strip()) if len(parts) == 2 else (None, text)


def all_announced(lines: Sequence[str], language: str, line: int) -> list[Announced] | None:
    """The events that lines announce, or None unless each of them does."""
    found = [announced(text, language, line + number) for number, text in enumerate(lines)]
    known = [each for each in found if each is not None]
    return known if known and len(known) == len(found) else None
