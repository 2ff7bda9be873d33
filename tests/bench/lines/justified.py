"""Which paragraphs are justified, told by where their lines end."""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bench.lines.line import Line
from bench.lines.paragraphs import Paragraph

_HANG_EM, _SHORT_PT = 0.7, 1.5
"""How far the end of a full line may stand out of its measure, and stay short of it."""
_MOST_FULL = 0.75
"""The share of a paragraph's lines that are full, if it is justified."""
_JUSTIFIED = 0.35
"""The share of all lines that end at one place, if any paragraph is justified."""
_FLUSH = 0.5
"""The share of last lines that end there as well, if text is set flush on that side."""
_ENOUGH = 8
_UNTOUCHED, _NEARLY_ALL = 0.004, 0.9
_AGREEING_PT = 0.5
_STRAIGHT_PT = 1.0
"""How far a letter may hang in the margin, or be short of it, and the margin look straight."""

Side = tuple[bool, bool]
"""Whether a page is a right-hand one by its number, and whether lines are read rightward."""

Pair = tuple[Paragraph, Line]


@dataclass(frozen=True, slots=True)
class Justified:
    """A justified paragraph; ``strays`` of its lines miss the measure with their last letter."""

    paragraph: Paragraph
    strays: int

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its lines but for the last."""
        return self.paragraph.lines[:-1]


def justified(found: Sequence[Paragraph]) -> list[Justified]:
    """Those of two lines and more whose lines end where their measure does, but for the last.

    A line may stand out by what hangs in the margin, and be a little short of it.
    """
    places = edges(found)
    every = (_justified(paragraph, places) for paragraph in found)
    return [own for own in every if own is not None]


def _justified(paragraph: Paragraph, places: Mapping[Side, float]) -> Justified | None:
    lines = paragraph.lines[:-1]
    sides = [_side(paragraph, line) for line in lines]
    if not lines or any(side not in places for side in sides):
        return None
    ends = [paragraph.end(line) - places[side] for line, side in zip(lines, sides, strict=True)]
    letters = [
        end for end, line in zip(ends, lines, strict=True) if _ends_in_letter(paragraph, line)
    ]
    measure = 0.0
    if _full(ends, lines) < _MOST_FULL * len(lines):
        if len(letters) < 2 or max(letters) - min(letters) >= _AGREEING_PT:
            return None
        measure = median(letters)  # of its own, as quotations have it
    strays = sum(abs(end - measure) > _STRAIGHT_PT for end in letters)
    if strays and strays == len(letters) and _natural(lines):
        return None  # names in a list may end near the margin by chance
    return Justified(paragraph, strays)


def _full(ends: Iterable[float], lines: Iterable[Line]) -> int:
    """How many lines are full, by how far each stands out of the measure."""
    pairs = zip(ends, lines, strict=True)
    return sum(-_SHORT_PT <= end <= _HANG_EM * line.size for end, line in pairs)


def edges(found: Sequence[Paragraph]) -> Mapping[Side, float]:
    """Where lines end, of left-hand and right-hand pages, where enough of them end alike.

    It is told by lines that end in a letter, since marks and hyphens may hang. Where the last
    lines of paragraphs end there as well, or where spaces are left as they are, text is flush on
    that side, and not justified.
    """
    long = _by_side([paragraph for paragraph in found if len(paragraph.lines) > 2])
    sides = _by_side(found)
    places = {}
    for side, every in sides.items():
        # Lists of names have many lines, but few to a name: where others are enough, these tell.
        own = long[side] if len(long[side]) >= _ENOUGH else every
        place = _edge(own)
        if place is not None:
            places[side] = place
    return places | dict(_mirrored(places, sides))


def _edge(pairs: Sequence[Pair]) -> float | None:
    """Where the lines of one side end; nothing where they are not justified."""
    inner = [pair for pair in pairs if pair[1] is not pair[0].lines[-1]]
    last = [pair for pair in pairs if pair[1] is pair[0].lines[-1]]
    letters = sorted(own.end(line) for own, line in inner if _ends_in_letter(own, line))
    if not letters:
        return None
    place = median(_densest(letters))
    flush = _share(place, last) > _FLUSH or _natural([line for _, line in inner])
    return place if _share(place, inner) >= _JUSTIFIED and not flush else None


def _mirrored(
    places: Mapping[Side, float], sides: Mapping[Side, Sequence[Pair]]
) -> Iterator[tuple[Side, float]]:
    """The edges of sides with too few lines to tell, which are as wide as those that face them."""
    for (recto, rightward), place in places.items():
        facing = not recto, rightward
        if facing not in places and sides.get(facing):
            yield facing, place + _start(sides[facing]) - _start(sides[recto, rightward])


def _start(pairs: Iterable[Pair]) -> float:
    """Where most lines of a side begin."""
    starts = Counter(round(own.start(line), 1) for own, line in pairs)
    return starts.most_common(1)[0][0]


def _by_side(found: Iterable[Paragraph]) -> defaultdict[Side, list[Pair]]:
    """The lines of paragraphs of more than one, each with its paragraph."""
    sides: defaultdict[Side, list[Pair]] = defaultdict(list)
    for paragraph in found:
        if len(paragraph.lines) > 1:
            for line in paragraph.lines:
                sides[_side(paragraph, line)].append((paragraph, line))
    return sides


def _share(place: float, pairs: Sequence[Pair]) -> float:
    """The share of lines that are full, if the measure ends at ``place``."""
    ends = [own.end(line) - place for own, line in pairs]
    return _full(ends, [line for _, line in pairs]) / max(1, len(pairs))


def _natural(lines: Sequence[Line]) -> bool:
    """Whether nearly all lines have the very spaces of their face."""
    ratios = [ratio for line in lines if (ratio := line.ratio) is not None]
    return sum(abs(ratio - 1) < _UNTOUCHED for ratio in ratios) > _NEARLY_ALL * len(ratios)


def _densest(ordered: Sequence[float]) -> Sequence[float]:
    """The most numbers that lie within ``_AGREEING_PT`` of the first of them."""
    groups = (
        ordered[at : bisect(ordered, ordered[at] + _AGREEING_PT)] for at in range(len(ordered))
    )
    return max(groups, key=len)


def _ends_in_letter(paragraph: Paragraph, line: Line) -> bool:
    glyph = line.words[-1][-1] if paragraph.rightward else line.words[0][0]
    return glyph.text[-1:].isalnum()


def _side(paragraph: Paragraph, line: Line) -> Side:
    return line.page % 2 == 1, paragraph.rightward
