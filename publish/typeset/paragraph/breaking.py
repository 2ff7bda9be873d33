"""The whole paragraph at once: of all ways to break it into lines, the one that looks best.

Every line that could be is held against the measure: what its spaces have to give or to take, in
proportion to what they can, says how bad it looks. What is divided, and what is unlike the line
above it, costs more. The way with the least sum is found as Knuth and Plass have told ("Breaking
paragraphs into lines", 1981): from each place where a line may end, only the best way to it is
followed on. It is arithmetic alone: lengths are in any unit, as long as it is one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import NamedTuple


class Candidate(NamedTuple):
    """A place where a line may end, and all that is known of it.

    A line that ends here ends at ``end``, and the next begins at ``start``: lengths from the
    paragraph's beginning, with what hangs into the margins taken off. ``end_stretch`` and the
    like are sums up to there of what can be added and taken away. ``penalty`` is what it costs
    to end a line here; ``divides`` says that it is within a word, whether a hyphen was there or
    is added; ``is_forced`` that a line ends here in any case. ``strokes`` counts the words so far
    that can be lengthened.
    """

    end: float
    start: float
    end_stretch: float = 0.0
    start_stretch: float = 0.0
    end_shrink: float = 0.0
    start_shrink: float = 0.0
    penalty: float = 0.0
    divides: bool = False
    is_forced: bool = False
    strokes: int = 0
    fragment: float = 400_000.0


RAG = 0.12
"""How much shorter than the measure a ragged line is at a ratio of 1 (in measures)."""


@dataclass(frozen=True, slots=True)
class Taste:
    """What looks bad, and how bad: demerits, but for ``line`` and ``loose`` (penalties).

    Any line costs ``line``, and one that has to give more than it should ``loose`` for each ratio
    of 1 above that. ``ladder`` is for two divided lines one below the other, ``third`` for each
    that follows; ``unlike`` for neighbours of different tightness; ``last_divided`` where the line
    before the last is divided; ``fragment`` where nothing but the rest of a word is on the last
    line; ``turned`` where a page ends within a word; ``short`` for a last line shorter than
    ``shortest``. ``stroke`` is how much longer a word can get, in up to ``most_strokes`` words of
    a line. ``rag`` is what a line may be short of a measure at a ratio of 1 where lines are ragged.
    """

    line: float = 10.0
    loose: float = 400.0
    ladder: float = 15_000.0
    third: float = 400_000.0
    unlike: float = 5_000.0
    last_divided: float = 20_000.0
    fragment: float = 400_000.0
    turned: float = 1e9
    short: float = 15_000.0
    shortest: float = 0.0
    stroke: float = 0.0
    most_strokes: int = 0
    is_ragged: bool = False
    is_balanced: bool = False
    rag: float = RAG


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of a paragraph besides: by how many lines it should be longer (``looseness``).

    ``undivided`` are lines, counted from 1, that must not end within a word: pages end there.
    """

    looseness: int = 0
    undivided: frozenset[int] = frozenset()

    @property
    def counted(self) -> float:
        """Up to which line of a paragraph it matters how many lines there have been."""
        return inf if self.looseness else max(self.undivided, default=0)


NO_WISH = Wish()

TOLERANCES = (2.4, 5.0, inf)
"""How loose lines may be, in ratios, at the first attempt and at those that follow."""


@dataclass(slots=True, eq=False)
class _Node:
    """A way to a place: how it got there, and at what cost."""

    at: int
    line: int
    fitness: int
    demerits: float
    before: _Node | None
    ladder: int = 0


def best_breaks(
    candidates: Sequence[Candidate],
    first_width: float,
    width: float,
    taste: Taste,
    wish: Wish = NO_WISH,
) -> list[int]:
    """The numbers of the candidates at which lines end, the last of all among them.

    The first candidate is where the paragraph begins, and the last is where it ends. The first
    line is ``first_width`` wide. A line that nothing can make fit stands out.
    """
    is_loose = taste.is_ragged or taste.is_balanced
    for tolerance in TOLERANCES[-1:] if is_loose else TOLERANCES:
        search = _Search(candidates, first_width, width, taste, wish, tolerance)
        found = search.run()
        if found:
            return found
    raise AssertionError("the last attempt takes any line")


class _Search:
    """One attempt, with lines that are no looser than ``tolerance`` says."""

    def __init__(
        self,
        candidates: Sequence[Candidate],
        first_width: float,
        width: float,
        taste: Taste,
        wish: Wish,
        tolerance: float,
    ) -> None:
        self._candidates = candidates
        self._first_width, self._width = first_width, width
        self._taste, self._wish = taste, wish
        self._tolerance = tolerance
        self._last = len(candidates) - 1

    def run(self) -> list[int]:
        """The breaks; none where no way is good enough."""
        active = [_Node(0, 0, 1, 0.0, None)]
        for number in range(1, len(self._candidates)):
            found, active = self._reach(number, active)
            if self._candidates[number].is_forced or number == self._last:
                active = list(found.values())
            else:
                active.extend(found.values())
            if not active:
                return []
        return self._way(self._chosen(active))

    def _chosen(self, ends: list[_Node]) -> _Node:
        best = min(ends, key=lambda node: node.demerits)
        if self._wish.looseness:
            wanted = best.line + self._wish.looseness
            best = min(ends, key=lambda node: (abs(node.line - wanted), node.demerits))
        return best

    @staticmethod
    def _way(node: _Node | None) -> list[int]:
        numbers = []
        while node is not None and node.before is not None:
            numbers.append(node.at)
            node = node.before
        return numbers[::-1]

    def _reach(
        self, number: int, active: list[_Node]
    ) -> tuple[dict[tuple[float, int], _Node], list[_Node]]:
        """The best ways to a candidate, and the nodes that lines can begin at after it."""
        here = self._candidates[number]
        is_end = here.is_forced or number == self._last
        takes_any = self._tolerance == inf
        found: dict[tuple[float, int], _Node] = {}
        dropped = 0
        count = len(active)
        counted = self._wish.counted
        ratio_of = self._ratio_of(here, is_end)
        undivided = self._wish.undivided if here.divides and not takes_any else ()
        at, ratio = -1, 0.0
        for place, node in enumerate(active):
            if node.at != at:  # lines from one place are alike, however it was reached
                at, ratio = node.at, ratio_of(node)
            if ratio < -1.0:
                dropped = place + 1
                if not (takes_any and place == count - 1 and not found):
                    continue
            elif ratio > self._tolerance and not is_end:
                break  # lines that begin later are looser still
            if node.line + 1 in undivided:
                continue
            reached = self._line(node, number, here, ratio, is_end)
            key = (min(reached.line, counted), reached.fitness)
            known = found.get(key)
            if known is None or reached.demerits < known.demerits:
                found[key] = reached
        return found, active[dropped:] if dropped else active

    def _ratio_of(self, here: Candidate, is_end: bool) -> Callable[[_Node], float]:
        """How much a line to here has to give, to how much it can; below -1 it is too long."""
        candidates, taste = self._candidates, self._taste
        width, first_width = self._width, self._first_width
        end, end_shrink, end_stretch = here.end, here.end_shrink, here.end_stretch
        is_rag = taste.is_ragged or taste.is_balanced
        is_slack = is_end and not taste.is_balanced
        rag = self._width * taste.rag

        def ratio(node: _Node) -> float:
            there = candidates[node.at]
            lack = (width if node.line else first_width) - (end - there.start)
            if lack < 0:
                shrink = end_shrink - there.start_shrink
                return lack / shrink if shrink > 0 and lack >= -shrink else -inf
            if is_slack:
                return 0.0
            if is_rag:
                return lack / rag
            stretch = end_stretch - there.start_stretch
            if taste.most_strokes:
                words = min(taste.most_strokes, here.strokes - there.strokes)
                stretch += words * taste.stroke
            return lack / stretch if stretch > 0 else (0.0 if lack < 1e-6 else inf)

        return ratio

    def _line(self, node: _Node, number: int, here: Candidate, ratio: float, is_end: bool) -> _Node:
        """The way that ends with the line from a node to a candidate."""
        taste = self._taste
        if ratio == -inf:
            there = self._candidates[node.at]
            demerits, fitness = 1e9 * (1.0 + (here.end - there.start) / self._width), 0
        else:
            size = min(abs(ratio), 1e4)
            fitness = 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1.0 else 3
            badness = 100.0 * size**3 if size <= 1.0 else 100.0 + taste.loose * (size - 1.0)
            demerits = (taste.line + badness + here.penalty) ** 2
        ladder = node.ladder + 1 if here.divides else 0
        if ladder == 2:
            demerits += taste.ladder
        elif ladder > 2:
            demerits += taste.third
        if here.divides and node.line + 1 in self._wish.undivided:
            demerits += taste.turned
        if abs(fitness - node.fitness) > 1:
            demerits += taste.unlike
        if is_end and number == self._last:
            demerits += self._end(node, here)
        return _Node(number, node.line + 1, fitness, node.demerits + demerits, node, ladder)

    def _end(self, node: _Node, here: Candidate) -> float:
        """What a last line costs besides."""
        there = self._candidates[node.at]
        taste, demerits = self._taste, 0.0
        if node.ladder:
            demerits += taste.last_divided
            if there.fragment >= here.end - 1e-6:
                demerits += taste.fragment
        if node.line and here.end - there.start < taste.shortest:
            demerits += taste.short
        return demerits
