"""The columns of a table: which hold figures, how they are aligned, what names the rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from babel.numbers import get_decimal_symbol

from publish.content.passages import text_of
from publish.content.statement import Table
from publish.language.profile import Profile

_ALIGNED: Final = {"": "start", "left": "start", "center": "center", "right": "end"}
"""What a column's colons ask for, whichever way its table runs."""

_FIGURES: Final = re.compile(
    r"[-+−±~≈<>≤≥]?[^\w\s]{0,2}[\s\u2066-\u2069]*\d[\d.,٫٬'’\s]*[\s\u2066-\u2069]*[^\w\s]{0,2}"
)
_NOTHING: Final = re.compile(r"[-–—−.…]*")
"""What stands in a cell of figures where there is none."""


@dataclass(frozen=True, slots=True)
class Column:
    """How a column is set: ``align`` is "start", "center", "end" or "figures".

    ``names_rows`` says that its cells are the headers of their rows. ``padding`` has, for each row
    of the body, the digits that it lacks behind its decimal mark against the longest.
    """

    align: str
    names_rows: bool
    padding: tuple[str, ...]


def columns(table: Table, profile: Profile) -> tuple[Column, ...]:
    """The columns of a table in order; the first names the rows, unless it holds figures."""
    return tuple(_columns(table, profile))


def _columns(table: Table, profile: Profile) -> Iterator[Column]:
    mark = str(get_decimal_symbol(profile.locale))
    several = len(table.head.cells) > 1
    for number, asked in enumerate(table.alignments):
        texts = [text_of(row.cells[number]).strip() for row in table.rows]
        has_figures = _are_figures(texts)
        align = _ALIGNED[asked]
        if has_figures and asked in ("", "right"):
            align = "figures"
        padding = _padding(texts, mark) if align == "figures" else ("",) * len(texts)
        yield Column(align, number == 0 and several and not has_figures, padding)


def _are_figures(texts: Sequence[str]) -> bool:
    """Whether a column has figures, and else nothing but dashes and empty cells."""
    told = [text for text in texts if not _NOTHING.fullmatch(text)]
    return bool(told) and all(_FIGURES.fullmatch(text) for text in told)


def _padding(texts: Sequence[str], mark: str) -> tuple[str, ...]:
    """What would stand behind each figure if all had as many decimals; nothing is said of it."""
    tails = [_tail(text, mark) for text in texts]
    longest = max(tails, key=len, default="")
    return tuple(
        longest[len(tail) :] if _FIGURES.fullmatch(text) else ""
        for text, tail in zip(texts, tails, strict=True)
    )


def _tail(text: str, mark: str) -> str:
    """The decimal mark of a figure, and a nought for each digit behind it."""
    _, found, digits = text.rpartition(mark)
    decimals = re.match(r"\d*", digits) if found else None
    return mark + "0" * len(decimals[0]) if decimals and decimals[0] else ""
