"""How books are given to a validator: its messages, or a warning for each that it did not judge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from publish.errors import Place, ToolError
from publish.findings.finding import Code, Finding, warning

Message = TypeVar("Message")


def told(
    verdicts: Iterable[tuple[Path, tuple[Message, ...] | ToolError]],
    tell: Callable[[Message], Finding],
    unchecked: Code,
) -> Iterator[Finding]:
    """What ``tell`` makes of every message, and an ``unchecked`` for whatever kept one away."""
    for book, found in verdicts:
        if isinstance(found, ToolError):
            for problem in found.problems:
                yield warning(unchecked, problem.message, Place(book), problem.remedy)
        else:
            yield from map(tell, found)


def unasked(books: Iterable[Path], why: str, remedy: str, unchecked: Code) -> Iterator[Finding]:
    """A warning for each book: the validator is not here."""
    return (warning(unchecked, why, Place(book), f"Install it: {remedy}") for book in books)
