"""Letters put together to lines, and the spaces in them."""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from bench.lines.glyphs import Glyph

_SMALL = 0.8
"""Letters below this share of their paragraph's size stand off its lines, as calls of notes do."""
_SAME_LINE = 0.35
_UNDRAWN = 0.45
"""Where spaces are not drawn, a gap of this share of the natural one is a space."""
_NEAR = 0.3
"""How far a space may be drawn from a gap that is no wider than that, in widths of it."""


@dataclass(frozen=True, slots=True)
class Line:
    """Letters on one baseline, from left to right; lengths in pt.

    ``gaps`` are the spaces between its words, each with the natural one.
    """

    page: int
    baseline: float
    left: float
    right: float
    size: float
    words: tuple[tuple[Glyph, ...], ...]
    gaps: tuple[tuple[float, float], ...]

    @property
    def text(self) -> str:
        """What it says, in the order in which it is seen."""
        return " ".join("".join(glyph.text for glyph in word) for word in self.words)

    @property
    def ratio(self) -> float | None:
        """The spaces in units of the natural one; nothing where there are none."""
        natural = sum(width for _, width in self.gaps)
        return sum(gap for gap, _ in self.gaps) / natural if natural else None


def lines_of(glyphs: Iterable[Glyph], spaced: bool) -> list[Line]:
    """The lines of one paragraph, or of a column, from first to last."""
    by_page: defaultdict[int, list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        by_page[glyph.page].append(glyph)
    return [
        line
        for _, own in sorted(by_page.items())
        for together in _by_baseline(own)
        for line in _line(together, spaced)
    ]


def _by_baseline(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    """Letters of a page by line, from the top; small ones go to the line next to them."""
    seen = [glyph for glyph in glyphs if glyph.visible]
    if not seen:
        return
    size = Counter(round(glyph.size, 1) for glyph in seen).most_common(1)[0][0]
    heights: list[float] = []
    for height in sorted({g.baseline for g in seen if g.size >= _SMALL * size}, reverse=True):
        if not heights or heights[-1] - height > _SAME_LINE * size:
            heights.append(height)
    lines: dict[float, list[Glyph]] = {height: [] for height in heights}
    for glyph in glyphs:
        nearest = min(heights, key=lambda height: abs(height - glyph.baseline))
        lines[nearest].append(glyph)
    yield from lines.values()


def _line(glyphs: Sequence[Glyph], spaced: bool) -> Iterator[Line]:
    seen = sorted((glyph for glyph in glyphs if glyph.visible), key=lambda glyph: glyph.left)
    if not seen:
        return
    edges = list(accumulate((glyph.right for glyph in seen), max))
    gaps = [glyph.left - edge for glyph, edge in zip(seen[1:], edges, strict=False)]
    naturals = _drawn_spaces(glyphs, seen, edges) if spaced else _undrawn_spaces(seen, gaps)
    cuts = [0, *(at + 1 for at, natural in enumerate(naturals) if natural), len(seen)]
    yield Line(
        seen[0].page,
        Counter(round(glyph.baseline, 3) for glyph in seen).most_common(1)[0][0],
        seen[0].left,
        edges[-1],
        Counter(round(glyph.size, 2) for glyph in seen).most_common(1)[0][0],
        tuple(tuple(seen[start:end]) for start, end in pairwise(cuts)),
        tuple((gap, natural) for gap, natural in zip(gaps, naturals, strict=True) if natural),
    )


def _drawn_spaces(
    glyphs: Sequence[Glyph], seen: Sequence[Glyph], edges: Sequence[float]
) -> list[float]:
    """How wide the spaces in each gap between letters are by nature; 0 where there are none.

    Mostly a space is drawn after the letter before it and before the one after. Else it is
    looked for in the gap where it stands: at its beginning, or at the end of it. What is drawn
    elsewhere is a space at the end of the line, which nobody sees.
    """
    naturals = [0.0] * (len(seen) - 1)
    turns = {id(glyph): turn for turn, glyph in enumerate(seen)}
    drawn = [(turns.get(id(glyph)), glyph) for glyph in glyphs if glyph.visible or glyph.space]
    for at, (turn, glyph) in enumerate(drawn):
        if turn is None:
            before = next((own for own, _ in reversed(drawn[:at]) if own is not None), None)
            after = next((own for own, _ in drawn[at + 1 :] if own is not None), None)
            gap = _between(before, after)
            gap = _gap_at(glyph, seen, edges) if gap is None else gap
            if gap is not None:
                naturals[gap] = glyph.natural  # there is one between two words, however drawn
    return naturals


def _between(before: int | None, after: int | None) -> int | None:
    """The gap between two letters by their turns in the line, if they are neighbours in it."""
    if before is None or after is None or abs(before - after) != 1:
        return None
    return min(before, after)


def _gap_at(space: Glyph, seen: Sequence[Glyph], edges: Sequence[float]) -> int | None:
    """The widest of the gaps that a space is drawn in or near to."""
    ends = [glyph.left for glyph in seen[1:]]
    last = bisect(ends, space.left + space.natural)
    near = range(max(0, last - 3), min(last + 1, len(ends)))
    own = [at for at in near if _is_in(space, edges[at], ends[at])]
    return max(own, key=lambda at: ends[at] - edges[at], default=None)


def _is_in(space: Glyph, start: float, end: float) -> bool:
    """Whether a space is drawn in a gap, or as far from it as letters are kerned with spaces."""
    near = space.natural * (_NEAR if end - start < _NEAR * space.natural else 1)
    return min(start, end) - near <= space.left <= max(start, end) + near


def _undrawn_spaces(seen: Sequence[Glyph], gaps: Sequence[float]) -> list[float]:
    """The same where spaces are not drawn: gaps that are wide enough for one."""
    pairs = zip(seen, gaps, strict=False)
    return [glyph.natural if gap > _UNDRAWN * glyph.natural else 0.0 for glyph, gap in pairs]
