"""Text as Pango shapes it: its glyphs, and how wide every character is.

A text is shaped once, in one direction, and cut afterwards: where it is cut at a space, a cut
changes nothing that a reader could see. What is cut elsewhere is shaped again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from operator import neg
from struct import Struct, pack, unpack
from typing import Any, NamedTuple

from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, pango

from publish.typeset.paragraph.faces import Face
from publish.typeset.paragraph.glue import script

MOST_TEXTS = 2048
"""How many texts are remembered: some hundred pages, in some megabytes."""

GLYPH = Struct("=Iiii4x")
"""Pango's ``PangoGlyphInfo``: glyph, width, offset to the right and downwards, attributes."""

PLACE = Struct("=i")


class Item(NamedTuple):
    """Glyphs of one font for a part of a text, from left to right.

    ``start`` and ``end`` are the part's bytes in UTF-8; ``glyphs`` and ``places`` are Pango's
    own records of the glyphs, and of the byte that each one's cluster begins with, counted from
    ``start``.
    """

    font: Any
    start: int
    end: int
    right_to_left: bool
    glyphs: bytes
    places: bytes

    @property
    def width(self) -> float:
        """How far the pen moves, in CSS pixels."""
        return float(sum(glyph[1] for glyph in GLYPH.iter_unpack(self.glyphs)) * FROM_UNITS)

    def cut(self, start: int, end: int) -> Item:
        """The glyphs of the clusters that begin between two bytes of the text."""
        if start <= self.start and end >= self.end:
            return self
        first, last = max(start, self.start) - self.start, min(end, self.end) - self.start
        places = _places(self.places)
        low, high = _between(places, first, last, descending=self.right_to_left)
        return self._replace(
            start=self.start + first,
            end=self.start + last,
            glyphs=self.glyphs[low * GLYPH.size : high * GLYPH.size],
            places=pack(f"={high - low}i", *(place - first for place in places[low:high])),
        )


@lru_cache(MOST_TEXTS)
def _places(places: bytes) -> tuple[int, ...]:
    return unpack(f"={len(places) // PLACE.size}i", places)


def _between(
    places: tuple[int, ...], first: int, last: int, *, descending: bool
) -> tuple[int, int]:
    """From which to before which of the places, which are in order, lie between two bytes."""
    if not descending:
        return bisect_left(places, first), bisect_left(places, last)
    low = bisect_left(places, 1 - last, key=neg)
    return low, bisect_left(places, 1 - first, key=neg)


@dataclass(frozen=True, slots=True, eq=False)
class Shaped:
    """A text that is shaped: its items from left to right.

    ``advances`` is how wide each character is, in CSS pixels: a cluster's first character has
    all of its width, the others of it none, and None for their width.
    """

    text: str
    items: tuple[Item, ...]
    advances: tuple[float | None, ...]


@lru_cache(MOST_TEXTS)
def shaped(text: str, face: Face, right_to_left: bool) -> Shaped:
    """A text that runs one way, in a face for that direction."""
    # Faces of Arabic script draw a tall letter's arm over the space before it: where that space
    # shrinks, nothing is left of it.
    is_arabic = right_to_left and any(script(char) == "ARABIC" for char in set(text))
    layout = face.layout(text, parted=is_arabic)
    pango.pango_layout_set_single_paragraph_mode(layout, True)
    line = pango.pango_layout_get_line_readonly(layout, 0)
    items = tuple(item._replace(right_to_left=right_to_left) for item, _ in items_of(line, layout))
    return Shaped(text, items, _advances(text, items))


def spaced(content: Shaped, added: Mapping[int, tuple[float, float]]) -> Shaped:
    """A shaped text with room added on the left and on the right of some of its characters.

    ``added`` is in CSS pixels, and less than nothing where room is taken away.
    """
    if not added:
        return content
    by_byte = {len(content.text[:at].encode()): sides for at, sides in added.items()}
    items = tuple(_spaced(item, by_byte) for item in content.items)
    return Shaped(content.text, items, _advances(content.text, items))


def _spaced(item: Item, added: Mapping[int, tuple[float, float]]) -> Item:
    places = [item.start + place for (place,) in PLACE.iter_unpack(item.places)]
    if added.keys().isdisjoint(places):
        return item
    glyphs = []
    for number, (glyph, width, right, down) in enumerate(GLYPH.iter_unpack(item.glyphs)):
        at = places[number]
        before, after = added.get(at, (0.0, 0.0))
        is_last = number + 1 == len(places) or places[number + 1] != at
        wider = round((before + after) * TO_UNITS) if is_last else 0
        glyphs.append(GLYPH.pack(glyph, width + wider, right + round(before * TO_UNITS), down))
    return item._replace(glyphs=b"".join(glyphs))


@cache
def _held() -> set[Any]:
    """The fonts that a layout holds for as long as the process lives."""
    return set()


def _hold(font: Any, layout: Any) -> None:
    """Let a font be there for as long as its glyphs are of use.

    The first layout with it is never given back: at the end of a process that would happen after
    the fonts themselves are gone.
    """
    if font not in _held():
        _held().add(font)
        ffi.gc(layout, None)


def items_of(line: Any, layout: Any) -> Iterator[tuple[Item, int]]:
    """What is in a line of a layout of Pango's, from left to right, each with its level."""
    link = line.runs[0]
    while link != ffi.NULL:
        glyph_item = link.data
        link = link.next
        item, string = glyph_item.item, glyph_item.glyphs
        count, level = string.num_glyphs, item.analysis.level & 0xFF
        _hold(item.analysis.font, layout)
        found = Item(
            item.analysis.font,
            item.offset,
            item.offset + item.length,
            bool(level % 2),
            ffi.buffer(string.glyphs, count * GLYPH.size)[:],
            ffi.buffer(string.log_clusters, count * PLACE.size)[:],
        )
        yield found, level


def _advances(text: str, items: tuple[Item, ...]) -> tuple[float | None, ...]:
    widths: dict[int, int] = {}
    for item in items:
        start = item.start
        count = len(item.places) // PLACE.size
        advances = unpack("=" + "4xi12x" * count, item.glyphs)
        for place, width in zip(_places(item.places), advances, strict=True):
            at = start + place
            widths[at] = widths.get(at, 0) + width
    found = {at: width * FROM_UNITS for at, width in widths.items()}
    if text.isascii():
        return tuple(map(found.get, range(len(text))))
    starts = accumulate((len(char.encode()) for char in text[:-1]), initial=0)
    return tuple(map(found.get, starts))
