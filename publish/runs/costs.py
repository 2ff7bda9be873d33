"""What a copy costs in sheets, as its text comes and fitted to its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from typing import Final

from publish.design.design import Design
from publish.findings.saying import counted
from publish.fonts.library import Library
from publish.impose import Scheme
from publish.making.fits import outcomes
from publish.runs.order import Order
from publish.typeset.fitting import Outcome

FITTED: Final = "Pages are fitted with --fit {multiple}."


@dataclass(frozen=True, slots=True)
class Cost:
    """What a copy in one language costs, printed by ``scheme``."""

    language: str
    scheme: Scheme
    outcome: Outcome

    @property
    def saves(self) -> bool:
        """Whether a fitted copy takes fewer sheets."""
        return sheets(self.scheme, self.outcome.pages) < sheets(self.scheme, self.outcome.natural)

    def __str__(self) -> str:
        """The cost in a line: ``ar: 5 pages, 2 sheets; fitted 4 pages, 1 sheet``."""
        found = self.outcome
        said = f"{self.language}: {self._of(found.natural)}"
        if self.saves:
            said += f"; fitted {self._of(found.pages)}"
        if found.lines_too_many:
            lines = counted(found.lines_too_many, "line")
            said += f"; {lines} too many for {counted(found.goal, 'page')}"
        return said

    def _of(self, pages: int) -> str:
        needed = sheets(self.scheme, pages)
        return f"{counted(pages, 'page')}, {_amount(needed)}"


def sheets(scheme: Scheme, pages: int) -> Fraction:
    """How many sheets so many pages take in one copy; a fraction where copies share a sheet."""
    whole = -(-pages // scheme.group)
    shared = scheme.columns * scheme.rows if scheme.gathering == "repeated" else 1
    return Fraction(whole, shared)


def costs(
    order: Order, fonts: Library, design: Design, modified: datetime | None = None
) -> Mapping[str, Cost]:
    """The cost of each language of a run.

    One that is not to be fitted is looked at in multiples of what goes on a sheet.
    """
    asked = order.house.multiple > 1
    house = order.house if asked else replace(order.house, fit=order.scheme.group)
    languages = None if asked else tuple(order.copies)
    found = outcomes(order.statement, house, fonts, design, modified, languages)
    return {tag: Cost(tag, order.scheme, found[tag]) for tag in order.copies if tag in found}


def _amount(number: Fraction) -> str:
    if number.denominator == 1:
        return counted(int(number), "sheet")
    return f"{number} of a sheet"
