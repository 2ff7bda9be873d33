"""Printing conditions by the names that the trade's registry has for them, and what ink they bear.

The names are those of the ICC's registry of characterisation data.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

CONDITIONS: Final = frozenset(
    {
        *(f"FOGRA{number}" for number in (27, 28, 29, 30, *range(39, 49), *range(51, 61))),
        *(f"FOGRA{number}L" for number in (27, 28, 29, 30, *range(39, 49))),
        *(f"CGATS TR 00{number}" for number in (1, 2, 3, 5, 6)),
        *(f"CGATS21-2-CRPC{number}" for number in range(1, 8)),
        "JC200103",
        "JC200104",
        "JCN2002",
        "JCW2003",
        "IFRA26",
        "IFRA30",
    }
)
"""The names by which print shops know a condition."""

INK_LIMIT_PERCENT: Final = 320
"""The most ink on sheetfed paper where the condition tells nothing else (GWG 2022)."""

INK_LIMITS_PERCENT: Final[Mapping[str, int]] = MappingProxyType(
    {
        "FOGRA39": 330,
        "FOGRA39L": 330,
        "FOGRA45": 300,
        "FOGRA45L": 300,
        "FOGRA46": 300,
        "FOGRA46L": 300,
        "FOGRA47": 300,
        "FOGRA47L": 300,
        "FOGRA51": 300,
        "FOGRA52": 300,
        "CGATS TR 001": 300,
        "IFRA26": 240,
    }
)
"""The most ink of conditions whose published profiles (ECI, SWOP, IFRA) hold to another limit."""


def ink_limit_percent(condition: str | None) -> int:
    """The most ink that a printing condition bears, all inks together."""
    return INK_LIMITS_PERCENT.get(condition or "", INK_LIMIT_PERCENT)
