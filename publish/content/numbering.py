"""The numbers of list items: their kinds by level, and what is wrong with those given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from publish.content.statement import Role
from publish.faults import Fault, quoted
from publish.language.counters import DECIMAL, inner_kind

_MARK: Final = re.compile(r"\d{1,9}[.)] *")
"""The mark of an item, with the space up to its words."""


@dataclass(frozen=True, slots=True)
class Levels:
    """Where a list stands: within ``{.operative}``, and in which other numbered list, if any."""

    operative: bool = False
    outer: str | None = None
    depth: int = 0

    def kind(self) -> str:
        """The kind of numbers that a list has there without saying so."""
        if self.operative and self.outer:
            return inner_kind(self.outer, self.depth)
        return DECIMAL

    def within(self, role: Role | None, kind: str | None) -> Levels:
        """What holds within a block of a role there, and of a kind of numbers."""
        operative = self.operative or role is Role.OPERATIVE
        if kind is None:
            return Levels(operative, self.outer, self.depth)
        return Levels(operative, kind, self.depth + 1)


def misnumbered(numbers: Sequence[int], lines: Sequence[str]) -> tuple[int, Fault] | None:
    """The fault of a list whose items have these ``numbers``, and which of them has it.

    CommonMark counts an ordered list through from its first number, whatever follows.
    ``lines`` are those on which the items begin.
    """
    repeated = all(number == numbers[0] for number in numbers)
    if repeated or all(number == numbers[0] + index for index, number in enumerate(numbers)):
        return None
    message = f"the numbers of the list do not follow on: {', '.join(map(str, numbers))}."
    fault = Fault(message, "Number it through, or give every item the same number.")
    return _too_far_left(lines) or (0, fault)


def _too_far_left(lines: Sequence[str]) -> tuple[int, Fault] | None:
    """The item that was meant to stand within the one before it, if there is one.

    It does where it begins below the words of that one (CommonMark 0.31, 5.2); with fewer
    spaces it is an item of the same list.
    """
    marks = [_MARK.search(line) for line in lines]
    for index, (outer, inner) in enumerate(pairwise(marks), start=1):
        if outer and inner and outer.start() < inner.start() < outer.end():
            missing = outer.end() - inner.start()
            message = (
                f"item {quoted(inner[0].strip())} is meant to stand within item "
                f"{quoted(outer[0].strip())}, and lacks {missing} "
                f"{'space' if missing == 1 else 'spaces'} before it."
            )
            return index, Fault(message, "Let it begin below the first letter of that item.")
    return None
