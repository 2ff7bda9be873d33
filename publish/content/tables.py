"""Pipe tables as they are written: their cells, their columns, and what is wrong with a row."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from markdown_it.tree import SyntaxTreeNode

from publish.faults import Fault

MAX_COLUMNS: Final = 40
"""The most columns: no page has room for as many, and to find out takes long."""


_AROUND: Final = re.compile(r"(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*")
"""The marks of quotations and items that a row stands in."""


def cells(line: str) -> list[tuple[int, int]]:
    """Where in a row its cells begin and end, without the space around them.

    What quotations and lists have before a row is none of it. A bar behind a backslash is none
    (GFM, 4.10); one at either end is a border.
    """
    around = _AROUND.match(line)
    begin = around.end() if around else 0
    bars = [i for i, char in enumerate(line) if char == "|" and not _is_escaped(line, i)]
    edges = [begin - 1, *bars, len(line)]
    spans = [(start + 1, end) for start, end in pairwise(edges)]
    if bars and not line[begin : bars[0]].strip():
        del spans[0]
    if bars and not line[bars[-1] + 1 :].strip():
        del spans[-1]
    return [_without_space(line, *span) for span in spans]


def row_fault(line: str, columns: int) -> Fault | None:
    """What is wrong with a row of a table that has so many columns; the parser would not tell."""
    found = cells(line)
    if "|" not in line:
        message = "a line below a table has no bar, and would become a row of it."
        return Fault(message, "Put an empty line before it.")
    if len(found) > columns:
        message = f"the row has {len(found)} cells, the head of the table {columns}."
        return Fault(message, r"Take some out, or widen the head; write \| for the sign itself.")
    return None


def alignment(cell: SyntaxTreeNode) -> str:
    """How a column is aligned, by a cell of its head: "left", "center", "right", or nothing."""
    return str(cell.attrs.get("style", "")).removeprefix("text-align:")


def _is_escaped(line: str, index: int) -> bool:
    before = line[:index]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _without_space(line: str, start: int, end: int) -> tuple[int, int]:
    whole = line[start:end]
    start += len(whole) - len(whole.lstrip())
    return start, max(start, end - (len(whole) - len(whole.rstrip())))
