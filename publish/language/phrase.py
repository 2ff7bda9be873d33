"""Words that know which language they are in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """Text that knows its own language (a BCP 47 tag), whatever surrounds it."""

    text: str
    language: str
