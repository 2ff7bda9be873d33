"""Conditional requests: whether a reader's copy is still the same (RFC 9110, 13)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import formatdate, parsedate_to_datetime
from typing import Final, Literal

Verdict = Literal["send", "unchanged", "failed"]
"""What becomes of a request: it is answered, with 304, or with 412."""

_TAG: Final = re.compile(r'(W/)?("[\x21\x23-\x7e\x80-\xff]*")')


@dataclass(frozen=True, slots=True)
class Validators:
    """What tells one state of a file from another.

    ``etag`` is strong and in its quotation marks, ``modified_s`` is in seconds since 1970.
    """

    etag: str
    modified_s: int

    @property
    def last_modified(self) -> str:
        """The date as HTTP writes it."""
        return formatdate(self.modified_s, usegmt=True)


def verdict(headers: Mapping[str, str], now: Validators) -> Verdict:
    """What the conditions of a GET or HEAD request come to, in the order of 13.2.2.

    A date that is none is as good as absent (13.1.3, 13.1.4).
    """
    if (wanted := headers.get("if-match")) is not None:
        if not _matches(wanted, now.etag, strong=True):
            return "failed"
    elif (date := _date(headers.get("if-unmodified-since"))) is not None and now.modified_s > date:
        return "failed"
    if (known := headers.get("if-none-match")) is not None:
        return "unchanged" if _matches(known, now.etag, strong=False) else "send"
    date = _date(headers.get("if-modified-since"))
    return "unchanged" if date is not None and now.modified_s <= date else "send"


def range_holds(headers: Mapping[str, str], now: Validators) -> bool:
    """Whether the part that a reader has is of the file as it is now (If-Range, 13.1.5)."""
    condition = headers.get("if-range")
    if condition is None:
        return True
    if condition.strip().startswith(('"', "W/")):
        return condition.strip() == now.etag
    return _date(condition) == now.modified_s


def _matches(header: str, etag: str, *, strong: bool) -> bool:
    if header.strip() == "*":
        return True
    return any(match[2] == etag and not (strong and match[1]) for match in _TAG.finditer(header))


def _date(header: str | None) -> int | None:
    if header is None:
        return None
    try:
        return int(parsedate_to_datetime(header).timestamp())
    except (ValueError, OverflowError):
        return None
