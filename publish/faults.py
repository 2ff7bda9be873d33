"""A fault in one value, before anybody knows which file and line it came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from unicodedata import category

from publish.errors import CommandError, ContentError, Place, Problem, PublishError

_LONGEST_QUOTE = 60
_MOST_PROBLEMS = 20
_UNSAFE = frozenset({"Cc", "Cs", "Cn", "Zl", "Zp"})


class Fault(ValueError):
    """What is wrong with a value and what to do; raised by checks that know no place.

    A ``ValueError``, so that a pydantic validator may raise it.
    """

    def __init__(self, message: str, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def problem(self, place: Place | None = None) -> Problem:
        """The same, for whoever knows the place."""
        return Problem(self.message, place, self.remedy)


def fail(path: Path, line: int | None, message: str, remedy: str | None = None) -> ContentError:
    """An error with one problem, ready to raise."""
    return ContentError(Problem(message, Place(path, line), remedy))


@contextmanager
def said_of(
    path: Path | None, line: int | None = None, kind: type[PublishError] = ContentError
) -> Iterator[None]:
    """Let a fault be told with its place, if it has one, as an error of a ``kind``."""
    try:
        yield
    except Fault as fault:
        raise kind(fault.problem(Place(path, line) if path else None)) from None


def content_error(path: Path, faults: Iterable[tuple[int, Fault]]) -> ContentError:
    """An error with the faults of a file, each with its line, sorted, and not too many."""
    by_line = sorted(faults, key=lambda fault: fault[0])
    problems = [fault.problem(Place(path, line)) for line, fault in by_line[:_MOST_PROBLEMS]]
    if more := len(by_line) - len(problems):
        problems.append(Problem(f"there are {more} more problems in this file.", Place(path)))
    return ContentError(*problems)


def quoted(text: str) -> str:
    """A stranger's text as it may stand in a message: short, and safe for a terminal."""
    short = text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in short) + '"'


def printable(text: str, longest: int = 200) -> str:
    """What others have written, as it may stand in a message: one line, not too long.

    Controls, halves of characters and what is no character are taken out; signs that shape
    or order letters are left, for words are read with them.
    """
    line = " ".join("".join(c if category(c) not in _UNSAFE else " " for c in text).split())
    return line if len(line) <= longest else f"{line[:longest]}…"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The remedy for a misspelt word: the nearest known one, else all of them."""
    words = list(known)
    near = get_close_matches(word, words, n=1)
    return f"Did you mean {quoted(near[0])}?" if near else f"Known are: {', '.join(words)}."


def known(what: str, name: str, names: Iterable[str]) -> str:
    """The ``name`` itself; raises CommandError, with the nearest, if it is none of ``names``."""
    all_names = list(names)
    if name in all_names:
        return name
    problem = Problem(f"there is no {what} {quoted(name)}.", None, did_you_mean(name, all_names))
    raise CommandError(problem)
