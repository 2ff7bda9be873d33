"""Sheets as imposition plans them: which page stands in which cell, and which way up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

Binding = Literal["left", "right"]
"""Where the spine is, seen from the front cover: right for scripts that run leftwards."""

BINDINGS: Final[Mapping[str, Binding]] = MappingProxyType({"ltr": "left", "rtl": "right"})
"""The side of the spine, by the direction in which a text reads."""

OTHER: Final[Mapping[Binding, Binding]] = MappingProxyType({"left": "right", "right": "left"})

Duplex = Literal["long-edge", "short-edge"]
"""About which edge of the sheet the printer turns it to print the back."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A place on one side of a sheet, counted from the top left, from 0.

    ``page`` is the page's number from 1, or None where the cell stays blank. ``turned`` cells
    stand upside down. ``depth`` is how many leaves lie around this one once all is folded: what
    creep is counted from. ``spine`` is the side of the cell where its leaf is bound or folded
    to its partner, as one sees the sheet, or None where it is cut all round.
    """

    column: int
    row: int
    page: int | None
    turned: bool = False
    depth: int = 0
    spine: Binding | None = None


Side = tuple[Cell, ...]
"""The cells of one side, row by row, as one looks at it after turning the sheet like a leaf."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper; ``back`` is empty where only the front is printed.

    ``signature`` numbers the fold sheets of a bound book from 1, for collating marks; it is 0
    where sheets are nested or cut.
    """

    front: Side
    back: Side
    signature: int = 0
