"""Phrases that messages of several checks are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Sized
from math import floor
from typing import Final

SHOWN: Final = 5
"""So many examples make a message clear; more make it long."""


def examples(texts: Iterable[str], shown: int = SHOWN) -> str:
    """The first few of ``texts``, each once, in quotation marks."""
    different: Sequence[str] = list(dict.fromkeys(texts))
    quoted = ", ".join(f"“{text}”" for text in different[:shown])
    return f"{quoted} and {len(different) - shown} others" if len(different) > shown else quoted


def percent(share: float) -> str:
    """A share from 0 to 1, never rounded up to all."""
    return f"{floor(share * 1000) / 10:g} %"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """A number and what it counts."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def verb(things: Sized, one: str = "is", several: str = "are") -> str:
    """The form of a verb that agrees with how many ``things`` there are."""
    return one if len(things) == 1 else several
