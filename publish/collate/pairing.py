"""Which passages of a translation answer to which of the source: in order, out of it, in parts.

The alignment of ``publish.content.align`` keeps the order and pairs one with one. What it leaves
alone is looked at again: what completes its neighbour has been divided or merged, and what is left
on both sides and answers to each other has been moved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, combinations, product
from statistics import median
from types import MappingProxyType
from typing import Final

from publish.collate.collation import Unit
from publish.collate.parts import Known, Numbers, wholes
from publish.content.align import GAP, IMPOSSIBLE, NAMED, Likeness, settled, text_likeness
from publish.content.cognates import kinship

_WITNESS: Final = 4.0
"""How much it says that a third language's passage has the same names."""
_MOVED_SHARE: Final = 0.15
"""How well a passage that was moved answers at least, against the usual of those in order."""
_MOVED_LEAST: Final = 1.0
_EXCHANGED: Final = 2.6
"""How much better two passages must answer to each other's partners than to their own."""
_MOST_ALONE: Final = 100
"""Passages without partners on one side, times those on the other: where more is missing, the
texts are so different that nothing is gained by looking for exchanges among them."""

_OTHER_LEVEL: Final = -1.5
"""What it says of two items that one stands in a list within a list, and the other does not."""

Witnesses = Mapping[int, Sequence[str]]
"""By number in the source, what stands there in other translations."""


@dataclass(frozen=True, slots=True)
class Pairing:
    """What answers to what, by numbers.

    ``known`` are the pairs that stand in the order of both.

    ``partners`` are those of the source's passages; ``merged`` its passages that stand in the
    translation together with an earlier one, whose number it gives; ``moved`` those whose
    partner stands elsewhere; ``extra`` the translation's passages that answer to nothing.
    """

    known: Known
    partners: Mapping[int, Numbers]
    merged: Mapping[int, int]
    moved: frozenset[int]
    extra: Numbers


def pair(
    source: Sequence[Unit],
    other: Sequence[Unit],
    witnesses: Witnesses = MappingProxyType({}),
    guess: Known = (),
) -> Pairing:
    """How the passages of a translation answer to those of the source.

    Names that other translations have in common with this one help to tell passages apart.
    ``guess`` is what an earlier pairing has found in order.
    """
    likeness = _Likeness(source, other, witnesses)
    ordered = likeness.in_order(guess)
    known = ordered
    exchanged = _exchanged(source, other, known, likeness.with_words(known))
    known = [(one, two) for one, two in known if one not in exchanged] + list(exchanged.items())
    divided = wholes(source, other, known)
    merged = wholes(other, source, [(two, one) for one, two in known])
    merged = {two: group for two, group in merged.items() if not divided.keys() & set(group)}
    partners: dict[int, Numbers] = {one: (two,) for one, two in known} | divided
    partners |= {one: (two,) for two, group in merged.items() for one in group}
    missing = [one for one in range(len(source)) if one not in partners]
    found = {two for group in partners.values() for two in group}
    lone = [two for two in range(len(other)) if two not in found]
    moved = _moved(missing, lone, likeness.with_words(known), known)
    partners |= {one: (two,) for one, two in moved.items()}
    return Pairing(
        known=ordered,
        partners=partners,
        merged={one: group[0] for group in merged.values() for one in group[1:]},
        moved=frozenset((*moved, *exchanged)),
        extra=tuple(two for two in lone if two not in moved.values()),
    )


def _exchanged(
    source: Sequence[Unit], other: Sequence[Unit], known: Known, alike: Likeness
) -> dict[int, int]:
    """The partners of passages that have taken each other's places, the surest first.

    An alignment in order would rather pair the two as they stand than leave both alone; or it
    leaves one of them alone and pairs the other.
    """
    alone = _alone(len(source), len(other), known)
    held = {both: alike(*both) for both in known}
    held |= {both: max(2 * GAP, alike(*both)) for both in alone}
    gains = sorted(
        (
            (
                alike(one, there) + alike(two, here) - held[one, here] - held[two, there],
                (one, there),
                (two, here),
            )
            for (one, here), (two, there) in chain(combinations(known, 2), product(known, alone))
            if one != two and here != there and source[one].form == source[two].form
        ),
        reverse=True,
    )
    exchanged: dict[int, int] = {}
    for gain, *pairs in gains:
        ones, others = set(dict(pairs)), set(dict(pairs).values())
        taken = ones & exchanged.keys() or others.intersection(exchanged.values())
        if gain > _EXCHANGED and not taken:
            exchanged |= dict(pairs)
    return exchanged


def _alone(ours: int, theirs: int, known: Known) -> list[tuple[int, int]]:
    """All that has no partner on one side, with all that has none on the other."""
    taken = [set(side) for side in zip(*known, strict=True)] or [set(), set()]
    left = [number for number in range(ours) if number not in taken[0]]
    right = [number for number in range(theirs) if number not in taken[1]]
    return list(product(left, right)) if len(left) * len(right) <= _MOST_ALONE else []


def _moved(
    missing: Sequence[int], lone: Sequence[int], alike: Likeness, known: Known
) -> dict[int, int]:
    """What is missing at one place and there at another, the surest first."""
    usual = median([alike(one, two) for one, two in known] or [_MOVED_LEAST])
    least = max(_MOVED_LEAST, _MOVED_SHARE * usual)
    scored = sorted(((alike(one, two), one, two) for one in missing for two in lone), reverse=True)
    moved: dict[int, int] = {}
    for score, one, two in scored:
        if score >= least and one not in moved and two not in moved.values():
            moved[one] = two
    return moved


# --- Likeness -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Likeness:
    """How well the passages of two texts answer to each other."""

    source: Sequence[Unit]
    other: Sequence[Unit]
    witnesses: Witnesses
    numbers: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        sides = (self.source, self.other)
        numbers = {id(unit): number for side in sides for number, unit in enumerate(side)}
        object.__setattr__(self, "numbers", numbers)

    def in_order(self, guess: Known) -> list[tuple[int, int]]:
        """The numbers of passages that answer to each other, in the order of both texts."""
        pairs = settled(self.source, self.other, lambda unit: unit.text, self._by_form, guess)
        return [(self.numbers[id(one)], self.numbers[id(two)]) for one, two in pairs if one and two]

    def with_words(self, known: Known) -> Likeness:
        """How well passages answer to each other by all that is known, by their numbers."""
        ours, theirs = ([unit.text for unit in side] for side in (self.source, self.other))
        words = text_likeness(ours, theirs, known)
        return cache(
            lambda one, two: self._by_form(self.source[one], self.other[two]) + words(one, two)
        )

    def _by_form(self, one: Unit, two: Unit) -> float:
        """By what the two are, and by what third languages say in the place of the first."""
        score = _form_likeness(one, two)
        if score == IMPOSSIBLE:
            return score
        told = self.witnesses.get(self.numbers[id(one)], ())
        return score + _WITNESS * max((kinship(text, two.text) for text in told), default=0.0)


def _form_likeness(one: Unit, two: Unit) -> float:
    """Some 1.5 for two passages of a kind, less than nothing for different ones."""
    if "break" in (one.form, two.form):
        return 1.0 if one.form == two.form else IMPOSSIBLE
    score = 1.0 if one.form == two.form else -1.5
    if one.ident and two.ident:
        score += NAMED if one.ident == two.ident else -NAMED
    if one.is_item and two.is_item and _level(one) != _level(two):
        score += _OTHER_LEVEL
    return score + (0.5 if one.role == two.role else -0.5)


def _level(item: Unit) -> int:
    """How many lists and other blocks an item stands in."""
    return item.name.count(".")
