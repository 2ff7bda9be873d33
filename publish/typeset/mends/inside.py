"""Ground rules for reaching into WeasyPrint: only into the version and the code that is known.

`linebreaks`, `pageturns`, `justification`, `filling`, `structure` and `textlayer` each mend one
thing there; `columns`, `shaping`, `usedsizes`, `palette` and `rewording` spare it work. What they
replace or rely on is pinned by a fingerprint, so that another inside is told about and not patched
blindly.
"""

from __future__ import annotations

import hashlib
import inspect
import linecache
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import takewhile
from types import CodeType
from typing import Any

import weasyprint

from publish.errors import Problem, TypesetError

VERSION = "70.0"


def fingerprint(parts: Iterable[Any]) -> str:
    """SHA-256 over the source of functions, classes and modules."""
    return hashlib.sha256("".join(map(source, parts)).encode()).hexdigest()


def source(part: Any) -> str:
    """What ``inspect.getsource`` gives, found by indentation: that takes all of it to tokens.

    A fingerprint is taken of some ten thousand lines when a process first lays pages out.
    """
    if inspect.ismodule(part):
        return "".join(_lines(part.__name__))
    lines = _lines(part.__module__)
    first = _first_line(part, lines)
    rest = takewhile(partial(_goes_on, _indent(lines[first])), lines[_head(lines, first) :])
    end = _head(lines, first) + sum(1 for _ in rest)
    while not lines[end - 1].strip():
        end -= 1
    return "".join(lines[first:end])


def _lines(module: str) -> list[str]:
    return linecache.getlines(inspect.getfile(sys.modules[module]))


def _first_line(part: Any, lines: list[str]) -> int:
    """Where a class or function begins, be it with a decorator, counted from 0."""
    if inspect.isclass(part):
        head = re.compile(rf"class {part.__name__}\b")
        return next(number for number, line in enumerate(lines) if head.match(line))
    code: CodeType = inspect.unwrap(part).__code__
    return code.co_firstlineno - 1


def _head(lines: list[str], first: int) -> int:
    """The line after that with ``class`` or ``def``."""
    words = ("class ", "def ")
    return next(n for n in range(first, len(lines)) if lines[n].lstrip().startswith(words)) + 1


def _goes_on(indent: int, line: str) -> bool:
    """Whether a line belongs to what began with ``indent``: it is blank, deeper, or closes."""
    return not line.strip() or _indent(line) > indent or line.lstrip().startswith(")")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def require(parts: Iterable[Any], known: str, what: str) -> None:
    """Raise TypesetError unless ``parts`` of WeasyPrint have the fingerprint ``known``.

    ``what`` is mended there, in the plural: "line breaks".
    """
    if weasyprint.__version__ == VERSION and fingerprint(parts) == known:
        return
    raise TypesetError(
        Problem(
            f"{what} are mended in WeasyPrint {VERSION} as it was released; this is another "
            f"({weasyprint.__version__}).",
            remedy="Install the pinned version: pip install -r requirements.lock",
        )
    )


@contextmanager
def replaced(*replacements: tuple[Any, str, Callable[..., Any]]) -> Iterator[None]:
    """Let attributes, given by owner and name, be others for a while."""
    with ExitStack() as stack:
        for owner, name, replacement in replacements:
            stack.callback(setattr, owner, name, getattr(owner, name))
            setattr(owner, name, replacement)
        yield
