"""Which block of a translation answers to which block of its source.

A sequence alignment by dynamic programming, after Needleman and Wunsch (1970), with the idea of
Gale and Church (1993) that what is long in one language is long in another, with names that are
alike in both, and with words that go together all over the two texts. It survives paragraphs that
are missing or added, and never pairs blocks of different kinds.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from statistics import median
from typing import Final, TypeVar

from publish.content.associations import associations
from publish.content.cognates import kinship
from publish.content.passages import block_text
from publish.content.statement import Block, Heading, Item, ListBlock, Table, ThematicBreak

T = TypeVar("T")
Pair = tuple[T | None, T | None]
"""What answers to what; None where one side has nothing."""

Likeness = Callable[[int, int], float]
"""How well the passages with two numbers answer to each other: above 0 where they may well do."""

GAP: Final = -0.6
"""What it costs to leave a block alone: two poor partners are worse than two alone."""
NAMED: Final = 6.0
"""How much the same identifier says, and different ones against it."""
IMPOSSIBLE: Final = -math.inf

_VARIANCE: Final = 6.8
"""How much the length of a translation varies, per character of the source (Gale and Church)."""
_KINSHIP: Final = 8.0
"""How much it says for two blocks that all of their words are alike."""
_ASSOCIATION: Final = 8.0
"""How much it says for two blocks that all of their words go together elsewhere too."""
_CADENCE: Final = 0.5
"""How much it says that both are questions, calls or announcements, or that one of them is."""
_FARTHEST: Final = 3.0
"""As bad as two lengths can be for each other."""
_MOST: Final = 4_000_000
"""The largest table that is filled; longer texts are paired in order."""
_ROUNDS: Final = 3
"""How often the texts are aligned, each time with what was learnt from the time before."""
_CADENCES: Final = {"?": "?", "؟": "?", "？": "?", "!": "!", "！": "!", ":": ":", "：": ":"}
"""The marks that end a passage and tell what it is, in any script."""
_CLOSING: Final = "\"'»“”’)]*_ \u00a0"


def align_blocks(ours: Sequence[Block], theirs: Sequence[Block]) -> list[Pair[Block]]:
    """Pairs of blocks in order; every block of both is in exactly one pair."""
    return settled(ours, theirs, lambda block: block_text([block]), _likeness)


def align_items(ours: Sequence[Item], theirs: Sequence[Item]) -> list[Pair[Item]]:
    """Pairs of the items of two lists that answer to each other."""
    return settled(ours, theirs, lambda item: block_text(item.blocks), lambda one, other: 1.0)


def settled(
    ours: Sequence[T],
    theirs: Sequence[T],
    text: Callable[[T], str],
    likeness: Callable[[T, T], float],
    guess: Sequence[tuple[int, int]] = (),
) -> list[Pair[T]]:
    """Aligned a few times, each time with what the time before has taught of the two texts.

    ``likeness`` is what is known of two passages besides what ``text`` gives; ``guess`` the
    numbers of those that are taken to answer to each other at first.
    """
    texts, others = [text(one) for one in ours], [text(one) for one in theirs]
    known = list(guess)
    pairs: list[Pair[int]] = []
    for _ in range(_ROUNDS):
        alike = text_likeness(texts, others, known)

        def both(one: int, other: int, alike: Likeness = alike) -> float:
            kinds = likeness(ours[one], theirs[other])
            return kinds if kinds == IMPOSSIBLE else kinds + alike(one, other)

        pairs = align(range(len(ours)), range(len(theirs)), both)
        found = [(one, other) for one, other in pairs if one is not None and other is not None]
        if found == known:
            break
        known = found
    return [
        (None if one is None else ours[one], None if other is None else theirs[other])
        for one, other in pairs
    ]


def text_likeness(
    ours: Sequence[str], theirs: Sequence[str], known: Sequence[tuple[int, int]]
) -> Likeness:
    """What the words of two passages say: their lengths, their names, and how they end.

    ``known`` are the numbers of passages that answer to each other, as far as is known.
    """
    ratio = length_ratio(ours, theirs, known)
    together = associations(ours, theirs, known)

    def alike(one: int, other: int) -> float:
        here, there = ours[one], theirs[other]
        length = max(len(here), 1)
        spread = (len(there) - length * ratio) / math.sqrt(length * _VARIANCE)
        return (
            _KINSHIP * kinship(here, there)
            + _ASSOCIATION * together(one, other)
            + _cadence(here, there)
            - min(spread * spread / 2, _FARTHEST)
        )

    return alike


def length_ratio(
    ours: Sequence[str], theirs: Sequence[str], known: Sequence[tuple[int, int]]
) -> float:
    """How long the other language is against ours: of the pairs known, or over the whole."""
    if known:
        return median((len(theirs[other]) + 1) / (len(ours[one]) + 1) for one, other in known)
    return (sum(map(len, theirs)) + 1) / (sum(map(len, ours)) + 1)


def _cadence(one: str, other: str) -> float:
    ours, theirs = (_CADENCES.get(text.rstrip(_CLOSING)[-1:]) for text in (one, other))
    if ours is theirs is None:
        return 0.0
    return _CADENCE if ours == theirs else -_CADENCE


def align(
    ours: Sequence[T], theirs: Sequence[T], likeness: Callable[[T, T], float]
) -> list[Pair[T]]:
    """The pairs in order whose likenesses, with gaps at their cost, add up to the most."""
    if len(ours) * len(theirs) > _MOST:
        longest = max(len(ours), len(theirs))
        padded = ([*side, *[None] * (longest - len(side))] for side in (ours, theirs))
        return list(zip(*padded, strict=True))
    alike = [[likeness(one, other) for other in theirs] for one in ours]
    scores = _table(alike, len(theirs))
    pairs: list[Pair[T]] = []
    row, column = len(ours), len(theirs)
    while row or column:
        score = scores[row][column]
        if row and column and score == scores[row - 1][column - 1] + alike[row - 1][column - 1]:
            row, column = row - 1, column - 1
            pairs.append((ours[row], theirs[column]))
        elif row and (not column or score == scores[row - 1][column] + GAP):
            row -= 1
            pairs.append((ours[row], None))
        else:
            column -= 1
            pairs.append((None, theirs[column]))
    return pairs[::-1]


def _table(alike: Sequence[Sequence[float]], width: int) -> list[list[float]]:
    """The best score for every two beginnings."""
    scores = [[GAP * column for column in range(width + 1)]]
    for row, likenesses in enumerate(alike, 1):
        line = [GAP * row]
        above = scores[-1]
        for column, likeness in enumerate(likenesses, 1):
            line.append(
                max(
                    above[column - 1] + likeness,
                    above[column] + GAP,
                    line[column - 1] + GAP,
                )
            )
        scores.append(line)
    return scores


def _likeness(one: Block, other: Block) -> float:
    """How well a block answers to another: some 1 to 3 where it does, less where not."""
    if type(one) is not type(other):
        return IMPOSSIBLE
    if isinstance(one, ThematicBreak) or isinstance(other, ThematicBreak):
        return 1.0
    score = 1.0
    if one.ident and other.ident:
        score += NAMED if one.ident == other.ident else -NAMED
    score += 0.5 if one.role == other.role else -0.5
    if isinstance(one, Heading) and isinstance(other, Heading):
        score -= abs(one.level - other.level)
    if isinstance(one, ListBlock) and isinstance(other, ListBlock):
        score += 0.5 - abs(math.log((len(one.items) or 1) / (len(other.items) or 1)))
        score -= one.ordered != other.ordered
    if isinstance(one, Table) and isinstance(other, Table):
        score += 0.5 - abs(math.log((len(one.rows) + 1) / (len(other.rows) + 1)))
        score -= len(one.head.cells) != len(other.head.cells)
    return score
