"""Passages much longer or shorter than the language's own passages are, against the source's."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from statistics import median
from typing import Final

from publish.collate.collation import Difference, Kind, Unit
from publish.collate.comparison import Comparison

_FEWEST: Final = 5
"""Passages of which a usual ratio can be told."""
_SHORTEST: Final = 25
"""Characters of the shorter passage's expected length: below, a word more is half as long again."""
_TO_DEVIATION: Final = 1.4826
"""From the median absolute deviation to the standard one of a normal distribution."""
_LEAST_DEVIATION: Final = 0.1
_MANY: Final = 4.0
"""Deviations from which a length is not the translator's freedom any more."""
_SHORT_TEXT: Final = 60.0
"""Characters at which a passage varies as much again as a long one."""


def usual(pairs: Sequence[tuple[Unit, Unit]]) -> Callable[[Comparison], Difference | None]:
    """A judge of lengths, which knows how long translations of this text usually are.

    The ratio and its spread are the median and the median absolute deviation of the logarithms
    of all passages' ratios, so that a few bad ones do not count.
    """
    ratios = [
        math.log(len(two.text) / len(one.text))
        for one, two in pairs
        if min(len(one.text), len(two.text)) >= _SHORTEST
    ]
    if len(ratios) < _FEWEST:
        return lambda pair: None
    centre = median(ratios)
    spread = median(abs(ratio - centre) for ratio in ratios) * _TO_DEVIATION
    deviation = max(spread, _LEAST_DEVIATION)

    def judge(pair: Comparison) -> Difference | None:
        expected = len(pair.source.text) * math.exp(centre)
        if expected < _SHORTEST or not pair.other.text:
            return None
        far = math.log(len(pair.other.text) / expected)
        allowed = _MANY * deviation * (1 + math.sqrt(_SHORT_TEXT / expected)) / 2
        if abs(far) <= max(allowed, _LEAST_DEVIATION * _MANY):
            return None
        word = "shorter" if far < 0 else "longer"
        return pair.difference(
            Kind.LENGTH,
            f"{len(pair.other.text)} characters, where some {round(expected)} are usual for "
            f"{len(pair.source.text)} in {pair.source_language}: much {word} than the rest.",
            "See whether something is missing in one of the two.",
        )

    return judge
