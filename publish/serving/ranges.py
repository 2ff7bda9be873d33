"""Byte ranges: which parts of a file a request asks for (RFC 9110, 14)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

MOST_SPANS: Final = 16
"""More parts than this are no reader's wish; such a request gets the whole file."""

_HEADER: Final = re.compile(r"bytes=([0-9,\- \t]+)", re.IGNORECASE)
_SPAN: Final = re.compile(r"([0-9]{0,18})-([0-9]{0,18})")


@dataclass(frozen=True, slots=True)
class Span:
    """The bytes from ``first`` to ``last``, both included, counted from 0."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many bytes these are."""
        return self.last - self.first + 1


def spans(header: str, size: int) -> tuple[Span, ...] | None:
    """The parts that a ``Range`` header asks for, of a file of ``size`` bytes.

    None where the header is to be ignored, as one in another unit, of another form or with
    too many parts is; an empty tuple where the file has none of the bytes asked for. Parts
    that overlap or touch become one, and then all are in ascending order.
    """
    form = _HEADER.fullmatch(header.strip())
    if form is None:
        return None
    parts = [part for each in form[1].split(",") if (part := each.strip())]
    if not 0 < len(parts) <= MOST_SPANS:
        return None
    found: list[Span] = []
    for part in parts:
        match = _SPAN.fullmatch(part)
        if match is None or part == "-" or (all(match.groups()) and int(match[1]) > int(match[2])):
            return None
        if span := _within(match[1], match[2], size):
            found.append(span)
    return _apart(found)


def _within(first: str, last: str, size: int) -> Span | None:
    """A part as far as the file has it: ``first-last``, ``first-`` or, from the end, ``-last``."""
    start = int(first) if first else max(size - int(last), 0)
    end = min(int(last), size - 1) if first and last else size - 1
    return Span(start, end) if start <= end else None


def _apart(found: list[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in sorted(found, key=lambda span: (span.first, span.last)):
        if joined and span.first <= joined[-1].last + 1:
            joined[-1] = Span(joined[-1].first, max(joined[-1].last, span.last))
        else:
            joined.append(span)
    return tuple(found if len(joined) == len(found) else joined)
