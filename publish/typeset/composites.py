"""Glyphs made of a TrueType font's own glyphs, added to the font.

A composite glyph ('glyf' table, composite description) names its components and where they
stand, so no outline is stored twice. Tables are edited as bytes: to take a font apart and put it
together again would take longer than all else that is done for a page's text.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from struct import Struct

from publish.typeset.glyphs import Shape

Made = tuple[Shape, int]
"""What a glyph is to draw and how wide it is to be, in thousandths of the font size."""

# The OpenType specification, "glyf", "head", "hhea", "hmtx", "loca" and "maxp".
_BOX = Struct(">4h")
_HEADER = Struct(">5h")
_COMPONENT = Struct(">HH2h")
_METRIC = Struct(">Hh")
_WORD = Struct(">H")
_LONG = Struct(">L")
_ARGUMENTS_ARE_WORDS = 0x0001
_ARGUMENTS_ARE_OFFSETS = 0x0002
_MORE_COMPONENTS = 0x0020
_UNITS_PER_EM_AT = 18
_LONG_LOCA_AT = 50
_WIDEST_AT = 10
_METRICS_AT = 34
_GLYPHS_AT = 4
_POINTS_AT, _CONTOURS_AT = 6, 8
_COMPOSITE_POINTS_AT, _COMPOSITE_CONTOURS_AT = 10, 12
_COMPONENTS_AT, _DEPTH_AT = 28, 30
_NO_NAMES = 0x00030000
_POST_HEADER_LENGTH = 32
# Tables with an entry for each glyph that a PDF has no use for.
_NOT_NEEDED = ("VORG", "hdmx", "vhea", "vmtx")


def add_glyphs(content: bytes, made: Sequence[Made]) -> tuple[bytes, dict[Made, int]]:
    """The font file with a glyph more for each of ``made``, and their numbers.

    The font's own bounding box is not touched: by its height some renderers decide how finely
    they place glyphs.
    """
    from fontTools.ttLib.sfnt import SFNTReader

    reader = SFNTReader(io.BytesIO(content))
    font = _Font({tag: reader[tag] for tag in reader.keys()})  # noqa: SIM118
    numbers = {}
    for shape, width in made:
        numbers[shape, width] = font.add(shape, width)
    return _write(font.finished(), reader.sfntVersion), numbers


class _Font:
    """A font's tables while glyphs are added."""

    def __init__(self, tables: dict[str, bytes]) -> None:
        self._tables = {tag: table for tag, table in tables.items() if tag not in _NOT_NEEDED}
        self._scale = _WORD.unpack_from(tables["head"], _UNITS_PER_EM_AT)[0] / 1000
        self._places = self._read_places()
        self._glyphs = bytearray(tables["glyf"][: self._places[-1]])
        self._metrics = self._read_metrics()
        self._most_parts = 1

    def _read_places(self) -> list[int]:
        is_long = _WORD.unpack_from(self._tables["head"], _LONG_LOCA_AT)[0]
        unit, factor = (_LONG, 1) if is_long else (_WORD, 2)
        return [place * factor for (place,) in unit.iter_unpack(self._tables["loca"])]

    def _read_metrics(self) -> bytearray:
        """A width and a left bearing for every glyph, also where the last width is shared."""
        table = self._tables["hmtx"]
        count = _WORD.unpack_from(self._tables["hhea"], _METRICS_AT)[0]
        full, bearings = table[: 4 * count], table[4 * count :]
        width = full[-4:-2]
        rest = (width + bearings[at : at + 2] for at in range(0, len(bearings), 2))
        return bytearray(full + b"".join(rest))

    def add(self, shape: Shape, width: int) -> int:
        """Add a glyph and give its number."""
        number = len(self._places) - 1
        scale = self._scale
        parts = [(glyph, round(x * scale), round(y * scale)) for glyph, x, y in shape]
        box = self._box(parts)
        if parts:
            self._glyphs += _HEADER.pack(-1, *box)
            for left, part in zip(range(len(parts) - 1, -1, -1), parts, strict=True):
                flags = _ARGUMENTS_ARE_WORDS | _ARGUMENTS_ARE_OFFSETS
                self._glyphs += _COMPONENT.pack(flags | (_MORE_COMPONENTS if left else 0), *part)
            self._glyphs += bytes(-len(self._glyphs) % 4)
        self._places.append(len(self._glyphs))
        self._metrics += _METRIC.pack(round(width * self._scale), box[0])
        self._most_parts = max(self._most_parts, len(parts))
        return number

    def _box(self, parts: list[tuple[int, int, int]]) -> tuple[int, int, int, int]:
        """What the parts' bounding boxes cover."""
        boxes = []
        for glyph, x, y in parts:
            place, end = self._places[glyph : glyph + 2]
            if place < end:
                left, low, right, high = _BOX.unpack_from(self._glyphs, place + 2)
                boxes.append((left + x, low + y, right + x, high + y))
        if not boxes:
            return 0, 0, 0, 0
        lefts, lows, rights, highs = zip(*boxes, strict=True)
        return min(lefts), min(lows), max(rights), max(highs)

    def finished(self) -> dict[str, bytes]:
        """The tables with all that was added."""
        count = len(self._places) - 1
        head, hhea = bytearray(self._tables["head"]), bytearray(self._tables["hhea"])
        _WORD.pack_into(head, _LONG_LOCA_AT, 1)
        _WORD.pack_into(hhea, _METRICS_AT, count)
        widest = max(width for width, _ in _METRIC.iter_unpack(self._metrics))
        _WORD.pack_into(hhea, _WIDEST_AT, widest)
        post = self._tables["post"][:_POST_HEADER_LENGTH]
        return self._tables | {
            "glyf": bytes(self._glyphs),
            "head": bytes(head),
            "hhea": bytes(hhea),
            "hmtx": bytes(self._metrics),
            "loca": b"".join(map(_LONG.pack, self._places)),
            "maxp": self._limits(count),
            "post": _LONG.pack(_NO_NAMES) + post[_LONG.size :],
        }

    def _limits(self, count: int) -> bytes:
        """The limits that the font states, raised to what its new glyphs may need."""
        maxp = bytearray(self._tables["maxp"])

        def most(*places: int) -> int:
            return max(int(_WORD.unpack_from(maxp, place)[0]) for place in places)

        for place, needed in (
            (_GLYPHS_AT, count),
            (_COMPOSITE_POINTS_AT, self._most_parts * most(_POINTS_AT, _COMPOSITE_POINTS_AT)),
            (_COMPOSITE_CONTOURS_AT, self._most_parts * most(_CONTOURS_AT, _COMPOSITE_CONTOURS_AT)),
            (_COMPONENTS_AT, max(self._most_parts, most(_COMPONENTS_AT))),
            (_DEPTH_AT, most(_DEPTH_AT) + 1),
        ):
            _WORD.pack_into(maxp, place, min(needed, 0xFFFF))
        return bytes(maxp)


def _write(tables: dict[str, bytes], version: str) -> bytes:
    from fontTools.ttLib.sfnt import SFNTWriter

    file = io.BytesIO()
    writer = SFNTWriter(file, len(tables), version)
    for tag, table in tables.items():
        writer[tag] = table
    writer.close()
    return file.getvalue()
