"""What Pango has shaped of a line: its runs, their clusters and glyphs, as they are to be drawn.

A run is most often a word, and most words come again: what a run holds is worked out once for
each font, from the bytes in which Pango has its glyphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from struct import Struct
from typing import Any

from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from publish.typeset.boxes import spoken
from publish.typeset.codes import CodeTable
from publish.typeset.direction import join_numbers
from publish.typeset.elongation import joined_to_letters
from publish.typeset.glyphs import Cluster, Glyph
from publish.typeset.lines import Run, join_runs

MOST_RUNS = 4096
"""How many runs are remembered of a font: some megabytes."""

_GLYPH = Struct("=Iiii4x")
"""Pango's ``PangoGlyphInfo``: glyph, width, offset to the right and downwards, attributes."""

_PLACE = Struct("=i")


def shaped_runs(stream: Any, textbox: Any) -> list[Run] | None:
    """The runs of a text box's line from left to right; None if only WeasyPrint can draw it.

    That is where it has coloured or bitmap glyphs, or the sign for a missing glyph.
    """
    line, _ = textbox.pango_layout.get_first_line()
    text = spoken(textbox).encode()
    runs: list[Run] = []
    left = 0.0
    pango_font = None
    link = line.runs[0]
    while link != ffi.NULL:
        glyph_item = link.data
        link = link.next
        item = glyph_item.item
        analysis = item.analysis
        if analysis.font != pango_font:
            pango_font = analysis.font
            font, size = _font(stream, textbox, pango_font)
        clusters = _clusters(stream, font, size, glyph_item, text) if font.codes else None
        if clusters is None:
            return None
        runs.append(Run(font, size, item.offset, analysis.level, list(clusters), left))
        left = runs[-1].right
    return join_runs(runs)


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
    stream: Any, font: Any, size: float, glyph_item: Any, text: bytes
) -> Sequence[Cluster] | None:
    """The clusters of a run from left to right; None if a glyph is missing."""
    item, string = glyph_item.item, glyph_item.glyphs
    count = string.num_glyphs
    said = text[item.offset : item.offset + item.length]
    right_to_left = bool(item.analysis.level % 2)
    glyphs = ffi.buffer(string.glyphs, count * _GLYPH.size)[:]
    places = ffi.buffer(string.log_clusters, count * _PLACE.size)[:]
    key = (said, right_to_left, size, glyphs, places)
    if key not in font.known:
        if len(font.known) >= MOST_RUNS:
            font.known.clear()
        width_of = _Widths(stream, font, size, item.analysis.font)
        drawn = [_glyph(width_of, size, info) for info in _GLYPH.iter_unpack(glyphs)]
        starts = [place for (place,) in _PLACE.iter_unpack(places)]
        font.known[key] = _dealt(said, drawn, starts, right_to_left)
    known: Sequence[Cluster] | None = font.known[key]
    return known


def _dealt(
    said: bytes, drawn: Sequence[Glyph | None], starts: Sequence[int], right_to_left: bool
) -> Sequence[Cluster] | None:
    """Glyphs with the characters that they draw, by where these start in what is ``said``."""
    clusters: list[Cluster] = []
    glyphs: list[Glyph] = []
    end = len(said)
    for glyph, start, following in zip(drawn, starts, [*starts[1:], None], strict=True):
        if glyph is None:
            return None
        glyphs.append(glyph)
        if following != start:
            if not right_to_left:
                end = len(said) if following is None else following
            clusters.append(Cluster(said[start:end].decode(), tuple(glyphs)))
            glyphs = []
            end = start
    return joined_to_letters(clusters) if right_to_left else join_numbers(clusters)


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
