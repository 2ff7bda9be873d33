"""Which words of two languages go together, learnt from two texts that say the same.

No dictionary: words that stand again and again in passages that answer to each other are taken
for each other's translations, by Dice's coefficient of the passages that they stand in. What a
pair of passages says itself is left out when that very pair is weighed, lest two that were
brought together by mistake should vouch for each other.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+")
_PREFIX: Final = re.compile("^(?:[وفبكل]?ال|لل|[وف](?=..))")
"""And, so, in, as, to, the: what Arabic writes as one word with the next."""
_LONGEST: Final = 4
"""Of a word the beginning, since endings change from sentence to sentence."""
_FEWEST: Final = 2
"""How many passages must have two words in common."""
_LOOSEST: Final = 0.4
"""The least coefficient of words that are taken for each other's translations."""
_DAMPING: Final = 3.0
"""Information, in nats, that a passage is short of: a few words prove little."""
_MOST: Final = 40_000
"""Pairs of passages; of longer texts nothing is learnt, which would take too long."""


def associations(
    ours: Sequence[str], theirs: Sequence[str], pairs: Sequence[tuple[int, int]]
) -> Callable[[int, int], float]:
    """How much two passages have in common, from 0 to 1, by their numbers in the two texts.

    ``pairs`` are the passages that are taken to answer to each other for now.
    """
    if not pairs or len(ours) * len(theirs) > _MOST:
        return lambda one, other: 0.0
    row_of = [{pair[side]: 1 << row for row, pair in enumerate(pairs)} for side in (0, 1)]
    # Sorted, since sums of floats depend on their order, and the order of sets on the process.
    words, others = [sorted(stems(text)) for text in ours], [stems(text) for text in theirs]
    rows = _rows(words, row_of[0])
    lexicon = _lexicon(rows, _rows(others, row_of[1]))

    def share(one: int, other: int) -> float:
        seen = ~(row_of[0].get(one, 0) | row_of[1].get(other, 0))
        found = everything = 0.0
        for word in words[one]:
            where = rows.get(word, 0) & seen
            if (count := where.bit_count()) < _FEWEST:
                continue
            weight = math.log(max(len(pairs), count + 1) / (count + 0.5))
            everything += weight
            meanings = lexicon[word]
            there = meanings.keys() & others[other]
            if there:
                found += weight * max(_dice(where, meanings[stem] & seen) for stem in there)
        return found / (everything + _DAMPING)

    return share


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """The beginnings of the words of a text."""
    return frozenset(_PREFIX.sub("", word)[:_LONGEST] for word in _WORD.findall(text.casefold()))


def _rows(words: Sequence[Iterable[str]], row_of: Mapping[int, int]) -> dict[str, int]:
    """By word, the rows in which it stands, a bit for each."""
    rows: dict[str, int] = {}
    for number, here in enumerate(words):
        for word in here if number in row_of else ():
            rows[word] = rows.get(word, 0) | row_of[number]
    return {word: where for word, where in rows.items() if where.bit_count() >= _FEWEST}


def _lexicon(ours: Mapping[str, int], theirs: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """By word of ours, the words of theirs that may translate it, and where those stand."""
    return {
        word: {other: there for other, there in theirs.items() if _dice(where, there)}
        for word, where in ours.items()
    }


def _dice(one: int, other: int) -> float:
    """Dice's coefficient of two sets of rows, or 0 where it is too little to say anything."""
    common = (one & other).bit_count()
    if common < _FEWEST:
        return 0.0
    coefficient = 2 * common / (one.bit_count() + other.bit_count())
    return coefficient if coefficient >= _LOOSEST else 0.0
