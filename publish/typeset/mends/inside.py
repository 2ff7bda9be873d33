"""Reaching into WeasyPrint: only into the version and the code that is known.

``table.toml`` says of each module here what it mends, why, and which parts of WeasyPrint it
replaces or leans on. Every part is pinned by a fingerprint of its own, so that another inside is
told about, and not patched blindly.
"""

from __future__ import annotations

import hashlib
import inspect
import linecache
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from itertools import takewhile
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from publish.errors import Problem, TypesetError

TABLE: Final = Path(__file__).with_name("table.toml")


@dataclass(frozen=True, slots=True)
class Mend:
    """A row of the table: what a module mends, in the plural, why, and what it reaches into.

    ``upstream`` are WeasyPrint's own issues about it. ``parts`` are modules, classes and
    functions of WeasyPrint by their whole names.
    """

    what: str
    why: str
    upstream: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """All mends by module, the version that they are for, and the fingerprints of its parts."""

    version: str
    mends: Mapping[str, Mend]
    fingerprints: Mapping[str, str]


@cache
def table() -> Table:
    """The table as it is written."""
    data = tomllib.loads(TABLE.read_text("utf-8"))
    mends = {
        name: Mend(row["what"], row["why"], row["upstream"], tuple(row["parts"]))
        for name, row in data["mends"].items()
    }
    return Table(data["version"], mends, data["fingerprints"])


@cache
def check(name: str) -> None:
    """Raise TypesetError unless the mend's parts of WeasyPrint are what it was written for."""
    version = import_module("weasyprint").__version__
    others = [part for part in table().mends[name].parts if is_other(part)]
    if version == table().version and not others:
        return
    here = f"this is {version}" if version != table().version else "this one was changed"
    where = f" in {', '.join(others)}" if others else ""
    raise TypesetError(
        Problem(
            f"{table().mends[name].what} are mended (typeset.mends.{name}) in WeasyPrint "
            f"{table().version} as it was released; {here}{where}.",
            remedy="Install the pinned version: pip install -r requirements.lock",
        )
    )


def is_other(part: str) -> bool:
    """Whether a part of WeasyPrint is not the one that is known."""
    return fingerprint(part) != table().fingerprints.get(part)


@cache
def fingerprint(part: str) -> str:
    """SHA-256 of the source of a module, class or function; empty where there is none."""
    try:
        return hashlib.sha256(source(part).encode()).hexdigest()
    except (ImportError, LookupError):
        return ""


@contextmanager
def replaced(*replacements: tuple[Any, str, Callable[..., Any]]) -> Iterator[None]:
    """Let attributes, given by owner and name, be others for a while."""
    with ExitStack() as stack:
        for owner, name, replacement in replacements:
            stack.callback(setattr, owner, name, getattr(owner, name))
            setattr(owner, name, replacement)
        yield


# --- Sources --------------------------------------------------------------------------


def source(part: str) -> str:
    """The source of a module, or of a class or function in it, by its whole name.

    It is found by indentation in the file, where ``inspect.getsource`` takes all of that to
    tokens: some ten thousand lines are looked at when a process first lays pages out. And what
    has been replaced for a while is found as it was released.

    Raises ImportError or LookupError where there is none.
    """
    module, names = _module_of(part)
    lines = linecache.getlines(inspect.getfile(module))
    start, end = 0, len(lines)
    for name in names:
        start = _definition(name, lines, start, end)
        end = _end(lines, start)
    return "".join(lines[_decorated(lines, start) : end]) if names else "".join(lines)


def _module_of(part: str) -> tuple[ModuleType, list[str]]:
    """The module that a name begins with, and the names inside it."""
    path, names = part, list[str]()
    while path:
        try:
            return sys.modules.get(path) or import_module(path), names
        except ModuleNotFoundError:
            path, _, last = path.rpartition(".")
            names.insert(0, last)
    raise LookupError(part)


def _definition(name: str, lines: list[str], start: int, end: int) -> int:
    """The line, counted from 0, where a class or function is defined in a part of a file."""
    head = re.compile(rf"\s*(?:class|def) {re.escape(name)}\b")
    for number in range(start, end):
        if head.match(lines[number]):
            return number
    raise LookupError(name)


def _end(lines: list[str], start: int) -> int:
    """The line after the last one of what is defined at ``start``."""
    rest = takewhile(partial(_goes_on, _indent(lines[start])), lines[start + 1 :])
    end = start + 1 + sum(1 for _ in rest)
    while not lines[end - 1].strip():
        end -= 1
    return end


def _decorated(lines: list[str], start: int) -> int:
    """The line of the first decorator above a definition, or its own."""
    while start and lines[start - 1].lstrip().startswith("@"):
        start -= 1
    return start


def _goes_on(indent: int, line: str) -> bool:
    """Whether a line belongs to what began with ``indent``: it is blank, deeper, or closes."""
    return not line.strip() or _indent(line) > indent or line.lstrip().startswith(")")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
