"""How a volume of several texts is bound, as it says itself: what is read after what, and turned.

A volume's pages stand in its file as they lie between the covers. A text that begins at the
back cover is read from there, and one page in two may belong to another language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pikepdf

PIECE: Final = "/PublishVolume"


@dataclass(frozen=True, slots=True)
class Bound:
    """``turns`` is when a page is read, by its number from 1; ``turned`` ones are upside down."""

    turns: Mapping[int, int]
    turned: frozenset[int]


def read_binding(pdf: pikepdf.Pdf) -> Bound:
    """What binding left of itself in the catalog (ISO 32000-1, 14.5).

    Without that, or where it does not name each page once, pages are read as they stand.
    """
    left = pdf.Root.get("/PieceInfo", pikepdf.Dictionary())
    private = left.get(PIECE, pikepdf.Dictionary()).get("/Private", pikepdf.Dictionary())
    reading = _numbers(private.get("/Reading"))
    if sorted(reading) != list(range(1, len(pdf.pages) + 1)):
        return Bound({number: number for number in range(1, len(pdf.pages) + 1)}, frozenset())
    turns = {number: turn for turn, number in enumerate(reading)}
    return Bound(turns, frozenset(_numbers(private.get("/Turned"))))


def _numbers(found: object) -> list[int]:
    if not isinstance(found, pikepdf.Array):
        return []
    return [int(number) for number in found.as_list() if isinstance(number, int)]
