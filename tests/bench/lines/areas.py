"""The area of a page that text may fill, told from the pages themselves, and what is out of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from bench.lines.glyphs import Drawn, Glyph, Page
from bench.lines.justified import edges
from bench.lines.paragraphs import Paragraph

from publish.findings.finding import Box

_MARGIN_PT = 14.0
"""Nothing is printed nearer to the edge of the paper: five millimetres."""
_HANG_EM = 0.75
"""How far punctuation may hang in the margin, in sizes of most letters."""
_FEW = 3
"""Fewer lines do not tell where lines begin."""
_NEAR, _WIDE = 0.3, 0.5
"""In widths of the page: what is so near to one side, and so far from there, marks the edges."""

Side = tuple[float, float]


def outside(drawn: Drawn, found: Sequence[Paragraph]) -> int:
    """How many letters and pictures stand out of the area of their page.

    It is as wide as the lines of the text and, where these do not end alike, as the running head
    and the folio; as high as these leave it. Where there are none, it ends near the paper's edge.
    """
    size = Counter(round(glyph.size, 1) for glyph in drawn.glyphs).most_common(1)
    hang = _HANG_EM * size[0][0] if size else 0.0
    sides = _sides(drawn, found)
    heights = _heights(drawn)
    areas = {
        page.number: _area(page, sides.get(page.number % 2), heights.get(page.number), hang)
        for page in drawn.pages
    }
    seen = (glyph for glyph in drawn.glyphs if glyph.visible)
    letters = sum(_is_out(_box(glyph), areas[glyph.page]) for glyph in seen)
    pictures = sum(
        _is_out(picture, areas[page.number]) for page in drawn.pages for picture in page.pictures
    )
    return letters + pictures


def _area(page: Page, sides: Side | None, heights: Side | None, hang: float) -> Box:
    left, bottom, right, top = page.box
    if sides:
        left, right = sides[0] - hang, sides[1] + hang
    else:
        left, right = left + _MARGIN_PT, right - _MARGIN_PT
    low, high = heights or (bottom + _MARGIN_PT, top - _MARGIN_PT)
    return left, low, right, high


def _is_out(box: Box, area: Box) -> bool:
    """Whether any side is out of the area; heights are those of baselines."""
    return box[0] < area[0] or box[1] < area[1] or box[2] > area[2] or box[3] > area[3]


def _box(glyph: Glyph) -> Box:
    return glyph.left, glyph.baseline, glyph.right, glyph.baseline


def _heights(drawn: Drawn) -> Mapping[int, Side]:
    """Between which baselines of page number and running head each page's text is."""
    furniture: defaultdict[int, list[float]] = defaultdict(list)
    for glyph in drawn.furniture:
        if glyph.visible:
            furniture[glyph.page].append(glyph.baseline)
    found = {}
    for page in drawn.pages:
        middle = (page.box[1] + page.box[3]) / 2
        own = furniture[page.number]
        foot = max((height for height in own if height < middle), default=page.box[1] + _MARGIN_PT)
        head = min((height for height in own if height > middle), default=page.box[3] - _MARGIN_PT)
        found[page.number] = (foot, head)
    return found


# --- How wide it is ---------------------------------------------------------------------


def _sides(drawn: Drawn, found: Sequence[Paragraph]) -> Mapping[int, Side]:
    """Where lines begin and end on left-hand and right-hand pages, by page numbers modulo 2.

    Both sides of a leaf have one measure; where it cannot be told there is none.
    """
    rightward = drawn.rightward
    width = max(page.box[2] - page.box[0] for page in drawn.pages)
    outer = {side: _outer(drawn, side, rightward) for side in (0, 1)}
    first = {side: _start(found, side, outer[side], rightward, width) for side in (0, 1)}
    starts = {side: start for side, start in first.items() if start is not None}
    ends = _ends(found, starts, outer, rightward, width)
    if not ends:
        return {}
    measure = max(ends[side] - starts[side] for side in ends)
    spans = {side: (start, start + measure) for side, start in starts.items()}
    return {
        side: (start, end) if rightward else (-end, -start) for side, (start, end) in spans.items()
    }


def _outer(drawn: Drawn, side: int, rightward: bool) -> Side | None:
    """From where to where running heads and folios reach, in the direction of reading."""
    own = [glyph for glyph in drawn.furniture if glyph.visible and glyph.page % 2 == side]
    if not own:
        return None
    left, right = min(glyph.left for glyph in own), max(glyph.right for glyph in own)
    return (left, right) if rightward else (-right, -left)


def _start(
    found: Iterable[Paragraph], side: int, outer: Side | None, rightward: bool, width: float
) -> float | None:
    """Where the foremost lines of these pages begin, in the direction of reading."""
    starts = Counter(
        round(own.start(line), 1)
        for own in found
        for line in own.lines
        if own.rightward == rightward and line.page % 2 == side and line.page > 1
    )
    places = [place for place, lines in starts.items() if lines >= _FEW]
    if outer and outer[0] - (0 if rightward else -width) < _NEAR * width:
        places.append(outer[0])
    return min(places, default=None)


def _ends(
    found: Sequence[Paragraph],
    starts: Mapping[int, float],
    outer: Mapping[int, Side | None],
    rightward: bool,
    width: float,
) -> Mapping[int, float]:
    """Where lines end: told by what stands at the outer edge of pages, else by justified lines."""
    reached = {
        side: outside[1]
        for side, start in starts.items()
        if (outside := outer[side]) is not None and outside[1] - start > _WIDE * width
    }
    places = {side == 1: place for (side, way), place in edges(found).items() if way == rightward}
    return reached or {side: places[side == 1] for side in starts if (side == 1) in places}
