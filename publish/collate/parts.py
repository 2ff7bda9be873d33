"""Passages that are one in one language and several in another."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from publish.collate.collation import Unit
from publish.content.align import length_ratio, text_likeness

_FARTHEST: Final = math.log(1.35)
"""How far the length of the whole may be from what is to be expected."""
_NEARER: Final = 0.2
"""How much nearer to that length a part must bring the whole."""
_GAIN: Final = 1.5
"""How much better the whole must answer than without its last part."""
_LEAST: Final = 1.0
"""How well two passages together must answer to one that has no partner at all."""

Numbers = tuple[int, ...]
Known = Sequence[tuple[int, int]]


def wholes(ones: Sequence[Unit], many: Sequence[Unit], known: Known) -> dict[int, Numbers]:
    """By number, the passages that are several of ``many``, and the numbers of these.

    ``known`` are the pairs of passages that answer to each other, one to one.
    """
    lone = set(range(len(many))) - {two for _, two in known}
    if not lone:
        return {}
    sides = _Sides(ones, many, known)
    partner = dict(known)
    found: dict[int, Numbers] = {}
    for one in range(len(ones)):
        for start in sides.starts(one, partner.get(one), lone):
            group = sides.grown(one, start, lone)
            if len(group) > 1:
                found[one] = group
                lone -= set(group)
                break
    return found


@dataclass(frozen=True, slots=True)
class _Sides:
    """The two texts, and what is known of them."""

    ones: Sequence[Unit]
    many: Sequence[Unit]
    known: Known

    def starts(self, one: int, partner: int | None, lone: set[int]) -> Iterator[Numbers]:
        """What may be the first parts: the partner, or two that have none."""
        if partner is not None:
            yield (partner,)
            return
        for pair in pairwise(range(len(self.many))):
            fits = lone.issuperset(pair) and self._fits(one, pair) < _FARTHEST
            if fits and self._alike(one, pair) > _LEAST:
                yield pair

    def grown(self, one: int, group: Numbers, lone: set[int]) -> Numbers:
        """The group with the neighbours that complete it."""
        while True:
            wider = ((group[0] - 1, *group), (*group, group[-1] + 1))
            new = (wider[0][0], wider[1][-1])
            better = [
                whole
                for whole, added in zip(wider, new, strict=True)
                if added in lone and self._completes(one, group, whole)
            ]
            if not better:
                return group
            group = max(better, key=lambda whole: self._alike(one, whole))

    def _completes(self, one: int, part: Numbers, whole: Numbers) -> bool:
        forms = {(self.many[number].part, self.many[number].form) for number in whole}
        if forms != {(self.ones[one].part, self.ones[one].form)}:
            return False
        fit = self._fits(one, whole)
        return (
            fit < _FARTHEST
            and fit < self._fits(one, part) - _NEARER
            and self._alike(one, whole) > self._alike(one, part) + _GAIN
        )

    def _fits(self, one: int, group: Numbers) -> float:
        """How far the length of a group is from that of what it answers to, as a logarithm."""
        ours, theirs = _texts(self.ones), _texts(self.many)
        expected = (len(ours[one]) + 1) * length_ratio(ours, theirs, self.known)
        return abs(math.log((len(self._joined(group)) + 1) / expected))

    def _alike(self, one: int, group: Numbers) -> float:
        theirs = [*_texts(self.many), self._joined(group)]
        return text_likeness(_texts(self.ones), theirs, self.known)(one, len(theirs) - 1)

    def _joined(self, group: Numbers) -> str:
        return " ".join(self.many[number].text for number in group)


def _texts(units: Sequence[Unit]) -> list[str]:
    return [unit.text for unit in units]
