"""Which block of a translation answers to which block of its source.

A sequence alignment by dynamic programming, after Needleman and Wunsch (1970), with the idea of
Gale and Church (1993) that what is long in one language is long in another, and names that are
alike in both. It survives paragraphs that are missing or added, and never pairs blocks of
different kinds.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Final, TypeVar

from publish.content.cognates import kinship
from publish.content.model import Block, Heading, Item, ListBlock, ThematicBreak
from publish.content.passages import block_text

T = TypeVar("T")
Pair = tuple[T | None, T | None]
"""What answers to what; None where one side has nothing."""

_GAP: Final = -0.6
"""What it costs to leave a block alone: two poor partners are worse than two alone."""
_NAMED: Final = 6.0
"""How much the same identifier says, and different ones against it."""
_VARIANCE: Final = 12.0
"""How much the length of a translation varies, per character of the source: more than the 6.8 of
Gale and Church, whose texts were closer."""
_KINSHIP: Final = 6.0
"""How much it says for two blocks that all of their words are alike."""
_FARTHEST: Final = 3.0
"""As bad as two lengths can be for each other."""
_IMPOSSIBLE: Final = -math.inf
_MOST: Final = 4_000_000
"""The largest table that is filled; longer texts are paired in order."""


def align_blocks(ours: Sequence[Block], theirs: Sequence[Block]) -> list[Pair[Block]]:
    """Pairs of blocks in order; every block of both is in exactly one pair."""
    return _settled(ours, theirs, lambda block: block_text([block]), _likeness)


def align_items(ours: Sequence[Item], theirs: Sequence[Item]) -> list[Pair[Item]]:
    """Pairs of the items of two lists that answer to each other."""
    return _settled(ours, theirs, lambda item: block_text(item.blocks), lambda one, other: 1.0)


def _settled(
    ours: Sequence[T],
    theirs: Sequence[T],
    text: Callable[[T], str],
    likeness: Callable[[T, T], float],
) -> list[Pair[T]]:
    """Aligned twice, for a long block without partner spoils the first idea of the lengths."""
    texts = {id(one): text(one) for one in (*ours, *theirs)}
    whole = ("\n".join(texts[id(one)] for one in side) for side in (ours, theirs))
    ratio = _ratio(*whole)
    pairs: list[Pair[T]] = []
    for _ in range(2):
        pairs = align(ours, theirs, _weighing(texts, ratio, likeness))
        found = [
            _ratio(texts[id(one)], texts[id(other)])
            for one, other in pairs
            if one is not None and other is not None
        ]
        ratio = median(found) if found else ratio
    return pairs


def _weighing(
    texts: Mapping[int, str], ratio: float, likeness: Callable[[T, T], float]
) -> Callable[[T, T], float]:
    """A likeness that takes the texts into account."""
    return lambda one, other: (
        likeness(one, other) + _text_likeness(texts[id(one)], texts[id(other)], ratio)
    )


def align(
    ours: Sequence[T], theirs: Sequence[T], likeness: Callable[[T, T], float]
) -> list[Pair[T]]:
    """The pairs in order whose likenesses, with gaps at their cost, add up to the most."""
    if len(ours) * len(theirs) > _MOST:
        longest = max(len(ours), len(theirs))
        padded = ([*side, *[None] * (longest - len(side))] for side in (ours, theirs))
        return list(zip(*padded, strict=True))
    scores = _table(ours, theirs, likeness)
    pairs: list[Pair[T]] = []
    row, column = len(ours), len(theirs)
    while row or column:
        score = scores[row][column]
        if row and column:
            alike = likeness(ours[row - 1], theirs[column - 1])
            if score == scores[row - 1][column - 1] + alike:
                row, column = row - 1, column - 1
                pairs.append((ours[row], theirs[column]))
                continue
        if row and (not column or score == scores[row - 1][column] + _GAP):
            row -= 1
            pairs.append((ours[row], None))
        else:
            column -= 1
            pairs.append((None, theirs[column]))
    return pairs[::-1]


def _table(
    ours: Sequence[T], theirs: Sequence[T], likeness: Callable[[T, T], float]
) -> list[list[float]]:
    """The best score for every two beginnings."""
    scores = [[_GAP * column for column in range(len(theirs) + 1)]]
    for row, one in enumerate(ours, 1):
        line = [_GAP * row]
        above = scores[-1]
        for column, other in enumerate(theirs, 1):
            line.append(
                max(
                    above[column - 1] + likeness(one, other),
                    above[column] + _GAP,
                    line[column - 1] + _GAP,
                )
            )
        scores.append(line)
    return scores


def _likeness(one: Block, other: Block) -> float:
    """How well a block answers to another: some 1 to 3 where it does, less where not."""
    if type(one) is not type(other):
        return _IMPOSSIBLE
    if isinstance(one, ThematicBreak) or isinstance(other, ThematicBreak):
        return 1.0
    score = 1.0
    if one.ident and other.ident:
        score += _NAMED if one.ident == other.ident else -_NAMED
    score += 0.5 if one.role == other.role else -0.5
    if isinstance(one, Heading) and isinstance(other, Heading):
        score -= abs(one.level - other.level)
    if isinstance(one, ListBlock) and isinstance(other, ListBlock):
        score += 0.5 - abs(math.log((len(one.items) or 1) / (len(other.items) or 1)))
        score -= one.ordered != other.ordered
    return score


def _text_likeness(one: str, other: str, ratio: float) -> float:
    """For lengths that answer to each other, and for names and figures in both."""
    length = max(len(one), 1)
    spread = (len(other) - length * ratio) / math.sqrt(length * _VARIANCE)
    return _KINSHIP * kinship(one, other) - min(spread * spread / 2, _FARTHEST)


def _ratio(one: str, other: str) -> float:
    """How long the other language is against ours, over the whole texts."""
    return (len(other) + 1) / (len(one) + 1)
