"""TOML with the line of every key: values by tomllib, lines by tree-sitter."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from publish.content.constructs import check_merged
from publish.content.source import read_source
from publish.content.statement import KeyPath, nearest_line
from publish.errors import ContentError
from publish.faults import fail, quoted

if TYPE_CHECKING:
    from tree_sitter import Node

MAX_LINE = 4_000
"""The longest line, in characters: Python reads no integer of more than 4,300 digits."""

DEEPEST = 16
"""How many keys and places in lists may lead to a value; no schema here needs half as many.
Python's own limit would be met somewhere between 100 and 1,000, and tomllib's time is quadratic
in the parts of a dotted key."""

MAX_KEY = 200
"""The longest key, in characters."""

_PART = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_TOO_DEEP = re.compile(
    rf"(?:^|[\[{{,])[ \t]*{_PART}(?:[ \t]*\.[ \t]*{_PART}){{{DEEPEST}}}", re.MULTILINE
)
"""A dotted key of more parts than there may be."""

_INTEGERS = range(-(2**63), 2**63)
"""What TOML 1.0 has integers be; larger ones cannot even be said in a message."""


@dataclass(frozen=True, slots=True)
class Document:
    """Parsed TOML; ``lines`` has the line in the file of every key and list element.

    ``first_line`` is where the TOML begins in the file.
    """

    path: Path
    values: Mapping[str, Any]
    lines: Mapping[KeyPath, int]
    first_line: int = 1

    def line(self, key: KeyPath) -> int:
        """The line of a key, or of its nearest known parent."""
        return nearest_line(self.lines, key) or self.first_line


def parse(text: str, path: Path, first_line: int = 1) -> Document:
    """Parse TOML that stands in the file ``path`` from ``first_line`` on.

    Raises ContentError, with the line, for text that is not TOML, or out of the bounds here.
    """
    values = _values(text, path, first_line)
    lines = key_lines(text, first_line)
    if found := _out_of_bounds(values):
        key, message, remedy = found
        raise fail(path, nearest_line(lines, key) or first_line, message, remedy)
    return Document(path, values, lines, first_line)


def read(path: Path, folder: Path) -> Mapping[str, Any]:
    """What a file of TOML in ``folder`` says, without the lines, which take longer to find.

    The bounds are those of ``read_source`` and ``parse``. Raises ContentError.
    """
    values = _values(read_source(path, folder), path, 1)
    if found := _out_of_bounds(values):
        raise fail(path, None, *found[1:])
    return values


def _values(text: str, path: Path, first_line: int) -> dict[str, Any]:
    for line, content in enumerate(text.split("\n"), first_line):
        if len(content) > MAX_LINE:
            message = f"the line has {len(content):,} characters; the limit is {MAX_LINE:,}."
            raise fail(path, line, message, "Break it, with one value on each line.")
    check_merged(text, path, first_line)
    if deep := _TOO_DEEP.search(text):
        line = text.count("\n", 0, deep.start()) + first_line
        raise fail(path, line, _DEEP, _FLATTEN)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _explained(error, text, path, first_line) from None
    except RecursionError:
        raise fail(path, None, _DEEP, _FLATTEN) from None
    except ValueError as error:  # what Python cannot hold, such as an integer of 4,301 digits
        raise fail(path, None, f"a value cannot be read: {error}.", "Check it.") from None


_DEEP = "the lists and tables are nested too deeply."
_FLATTEN = f"More than {DEEPEST} levels are never needed here."


def _out_of_bounds(values: Mapping[str, Any]) -> tuple[KeyPath, str, str] | None:
    """Where a value is that is out of bounds, what is wrong with it and what to do; or None."""
    waiting: list[tuple[KeyPath, Any]] = [((), values)]
    while waiting:
        path, value = waiting.pop()
        inner: Iterable[tuple[str | int, Any]] = ()
        if isinstance(value, dict):
            inner = value.items()
        elif isinstance(value, list):
            inner = enumerate(value)
        elif isinstance(value, int) and value not in _INTEGERS:
            return path, "the number is out of all bounds.", "Write one that can be meant."
        for key, each in inner:
            if isinstance(key, str) and not (len(key) <= MAX_KEY and key.isprintable()):
                remedy = f"A key has at most {MAX_KEY} letters, all of them visible."
                return (*path, key), f"{quoted(key)} cannot be a key.", remedy
            if len(path) == DEEPEST:
                return path, _DEEP, _FLATTEN
            waiting.append(((*path, key), each))
    return None


# --- Broken TOML --------------------------------------------------------------------

_WHERE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")

# The start of what tomllib says; then what to tell an editor, and what he can do.
_EXPLANATIONS = (
    (
        "Invalid date or datetime",
        "this date or time does not exist.",
        "Write a real one, such as 2023-10-22.",
    ),
    ("Cannot overwrite", "this key is given twice.", "Keep one of the two."),
    ("Cannot declare", "this table is given twice.", "Keep one of the two, or use [[...]]."),
    ("Cannot mutate", "this key belongs to a table that is already complete.", "Move it there."),
    (
        "Expected newline or end of document",
        "something stands behind the value that does not belong to it.",
        "Put text in quotation marks; write a date as 2023-10-22.",
    ),
    ("Invalid value", "this value is not understood.", "Put text in quotation marks."),
    (
        "Illegal character '\\n'",
        "a quotation mark is missing at the end of this line.",
        "Close the text with the mark that opened it.",
    ),
    (
        "Unterminated string",
        "a quotation mark is missing.",
        "Close the text with the mark that opened it.",
    ),
    (
        "Unescaped '\\'",
        "a backslash in the text is not understood.",
        "Write it twice, or put the text in single quotation marks.",
    ),
    ("Unclosed array", "a list is not closed.", "Add the missing ]."),
    ("Unclosed inline table", "a table is not closed.", "Add the missing }."),
    ("Expected '='", 'a key is not followed by "=".', "Write key = value."),
)


def _explained(
    error: tomllib.TOMLDecodeError, text: str, path: Path, first_line: int
) -> ContentError:
    said = str(error)
    where = _WHERE.search(said)
    last = text.rstrip("\n").count("\n") + 1
    line = int(where[1]) if where and where[1] else last
    place = min(line, last) + first_line - 1
    for start, message, remedy in _EXPLANATIONS:
        if said.startswith(start):
            return fail(path, place, message, remedy)
    return fail(path, place, f"this is not TOML: {_WHERE.sub('', said)}.")


# --- Lines --------------------------------------------------------------------------


def key_lines(text: str, first_line: int = 1) -> dict[KeyPath, int]:
    """The line of every key and list element of valid TOML, down to DEEPEST."""
    # Late, for the sake of commands that read no content.
    import tree_sitter
    import tree_sitter_toml

    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_toml.language()))
    root = parser.parse(text.encode()).root_node
    return _Lines(first_line).read(root)


class _Lines:
    """Walks the syntax tree and notes each key where it first occurs."""

    def __init__(self, first_line: int) -> None:
        self._first_line = first_line
        self._lines: dict[KeyPath, int] = {}
        self._counts: dict[KeyPath, int] = {}
        """How many elements each array of tables has had so far."""

    def read(self, root: Node) -> dict[KeyPath, int]:
        for node in _parts(root):
            if node.type == "pair":
                self._value((), node)
            elif node.type in ("table", "table_array_element"):
                self._table(node)
        return self._lines

    def _table(self, node: Node) -> None:
        key, *pairs = _parts(node)
        *parents, name = _names(key)
        path = (*self._path((), parents, key), name)
        self._note(path, key)
        if node.type == "table_array_element":
            self._counts[path] = self._counts.get(path, 0) + 1
            path = self._element(path)
            self._note(path, key)
        for pair in pairs:
            self._value(path, pair)

    def _value(self, path: KeyPath, node: Node) -> None:
        """Note what is inside a pair, an inline table or an array."""
        if len(path) > DEEPEST:
            return
        if node.type == "pair":
            key, value = _parts(node)
            self._value(self._path(path, _names(key), key), value)
        elif node.type == "inline_table":
            for pair in _parts(node):
                self._value(path, pair)
        elif node.type == "array":
            for index, element in enumerate(_parts(node)):
                self._note((*path, index), element)
                self._value((*path, index), element)

    def _path(self, base: KeyPath, names: list[str], node: Node) -> KeyPath:
        """Go down by names, in arrays of tables to the element begun last."""
        for name in names:
            base = (*base, name)
            self._note(base, node)
            base = self._element(base)
        return base

    def _element(self, path: KeyPath) -> KeyPath:
        return (*path, self._counts[path] - 1) if path in self._counts else path

    def _note(self, path: KeyPath, node: Node) -> None:
        self._lines.setdefault(path, node.start_point.row + self._first_line)


def _parts(node: Node) -> list[Node]:
    return [child for child in node.named_children if child.type != "comment"]


def _names(key: Node) -> list[str]:
    """The first parts of a key; ``a."b c"`` gives ``a`` and ``b c``."""
    names: list[str] = []
    while key.type == "dotted_key":
        key, last = key.named_children
        names.append(_name(last))
    names.append(_name(key))
    return names[: -DEEPEST - 1 : -1]


def _name(key: Node) -> str:
    text = (key.text or b"").decode()
    return text if key.type == "bare_key" else next(iter(tomllib.loads(f"{text} = 0")))
