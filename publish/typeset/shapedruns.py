"""What is to be drawn of a line: its runs, their clusters and glyphs, where they stand.

Most words come again: what a run holds is worked out once for each font, from the bytes in which
Pango has its glyphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from weasyprint.text.ffi import FROM_UNITS, pango

from publish.typeset.boxes import spoken
from publish.typeset.codes import CodeTable
from publish.typeset.direction import join_numbers
from publish.typeset.elongation import joined_to_letters
from publish.typeset.glyphs import Cluster, Glyph
from publish.typeset.lines import Run, join_runs
from publish.typeset.paragraph.settext import Given, Placed, SetText
from publish.typeset.paragraph.shaping import GLYPH, PLACE, Item, items_of

MOST_RUNS = 4096
"""How many runs are remembered of a font: some megabytes."""


def shaped_runs(stream: Any, textbox: Any) -> list[Run] | None:
    """The runs of a text box's line from left to right; None if only WeasyPrint can draw it.

    That is where it has coloured or bitmap glyphs, or the sign for a missing glyph.
    """
    layout = textbox.pango_layout
    is_set = isinstance(layout, SetText)
    placed = layout.placed if is_set else tuple(_placed(layout))
    said = spoken(textbox).encode()
    runs: list[Run] = []
    for each in placed:
        font, size = _font(stream, textbox, each.item.font)
        clusters = _clusters(stream, font, size, each, said) if font.codes else None
        if clusters is None:
            return None
        start, level = each.item.start, each.level
        left = each.left if is_set else runs[-1].right if runs else 0.0
        runs.append(Run(font, size, start, level, list(clusters), left, each.scale))
    return join_runs(runs)


def _placed(layout: Any) -> Iterator[Placed]:
    """What is in the line of a layout of Pango's own."""
    line, _ = layout.get_first_line()
    for item, level in items_of(line, layout.layout):
        yield Placed(item, level, 0.0)


def _font(stream: Any, textbox: Any, pango_font: Any) -> tuple[Any, float]:
    """The font and its size, with the font's table of codes where it can have one."""
    font, size = stream.add_font(pango_font)
    if pango.pango_version() < 14802:  # issue 530 of Pango
        size = textbox.style["font_size"]
    if not hasattr(font, "codes"):
        font.codes, font.known = None, {}
        # Pango's, where a family's name ends with a number; no part of a PostScript name.
        font.name = font.name.replace(b",", b"")
        if not (font.bitmap or font.png or font.svg or font.colr):
            _share_table(stream, font)
    return font, size


def _share_table(stream: Any, font: Any) -> None:
    """Give a table of codes to a font: one for all that are written as one font."""
    for other in stream._fonts.values():
        if other.hash == font.hash and getattr(other, "codes", None):
            font.codes, font.missing = other.codes, other.missing
            font.to_unicode, font.widths = other.to_unicode, other.widths
            return
    font.codes = CodeTable(font.glyph_count, font.to_unicode, font.widths)


def _clusters(
    stream: Any, font: Any, size: float, placed: Placed, text: bytes
) -> Sequence[Cluster] | None:
    """The clusters of an item from left to right; None if a glyph is missing."""
    item = placed.item
    said = text[item.start : item.end]
    key = (said, item.right_to_left, size, item.glyphs, item.places)
    if key not in font.known:
        if len(font.known) >= MOST_RUNS:
            font.known.clear()
        width_of = _Widths(stream, font, size, item.font)
        drawn = [_glyph(width_of, size, info) for info in GLYPH.iter_unpack(item.glyphs)]
        font.known[key] = None if None in drawn else _of_bytes(said, drawn, item)
    known: Sequence[tuple[int, Cluster]] | None = font.known[key]
    if known is None:
        return None
    given = _given(known, placed, size)
    right_to_left = item.right_to_left
    return joined_to_letters(given) if right_to_left else join_numbers(given)


def _of_bytes(said: bytes, drawn: Sequence[Any], item: Item) -> Sequence[tuple[int, Cluster]]:
    """Clusters by the byte that each begins with, in what is ``said``."""
    starts = [place for (place,) in PLACE.iter_unpack(item.places)]
    found: list[tuple[int, Cluster]] = []
    glyphs: list[Glyph] = []
    end = len(said)
    for glyph, start, following in zip(drawn, starts, [*starts[1:], None], strict=True):
        glyphs.append(glyph)
        if following != start:
            if not item.right_to_left:
                end = len(said) if following is None else following
            found.append((start, Cluster(said[start:end].decode(), tuple(glyphs))))
            glyphs = []
            end = start
    return found


def _given(known: Iterable[tuple[int, Cluster]], placed: Placed, size: float) -> list[Cluster]:
    """Clusters with what the line gives them."""
    if not placed.given:
        return [cluster for _, cluster in known]
    unit = 1000 / size / placed.scale
    start = placed.item.start
    clusters = []
    for at, cluster in known:
        extra = placed.given.get(start + at)
        clusters.append(cluster if extra is None else _wider(cluster, extra, unit))
    return clusters


def _wider(cluster: Cluster, extra: Given, unit: float) -> Cluster:
    *others, last = cluster.glyphs
    wider = last._replace(advance=last.advance + extra.width * unit)
    glyphs = tuple(
        glyph._replace(shift=glyph.shift + extra.shift * unit) if extra.shift else glyph
        for glyph in (*others, wider)
    )
    return cluster._replace(glyphs=glyphs)


class _Widths:
    """What a font says that its glyphs' widths are, in thousandths of its size."""

    def __init__(self, stream: Any, font: Any, size: float, pango_font: Any) -> None:
        self._stream, self._size, self._pango_font = stream, size, pango_font
        self._known = font.codes.own_widths

    def __getitem__(self, index: int) -> int:
        width: int | None = self._known.get(index)
        if width is None:
            place = self._stream.logical_rect
            pango.pango_font_get_glyph_extents(
                self._pango_font, index, self._stream.ink_rect, place
            )
            width = self._known[index] = round(place.width * 1000 * FROM_UNITS / self._size)
        return width


def _glyph(width_of: _Widths, size: float, info: tuple[int, int, int, int]) -> Glyph | None:
    """A glyph's place as the original computes it, to the last bit: pictures must not change.

    None where it is the sign for a missing glyph.
    """
    index, advance, right, down = info
    if index & pango.PANGO_GLYPH_UNKNOWN_FLAG:
        return None
    if index == pango.PANGO_GLYPH_EMPTY:
        return Glyph(None, 0, 0, 0, advance / size)
    width = width_of[index]
    shift = right / size
    kerning = int(width + shift - advance * 1000 * FROM_UNITS / size)
    return Glyph(index, shift, -down / size, width, shift + width - kerning)
