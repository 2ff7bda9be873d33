"""Fonts of a PDF as its pages use them: the codes in a string, what each says, how wide it is.

Follows ISO 32000-1, 9.6 (simple fonts), 9.7 (composite fonts) and 9.10 (text extraction).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import Any, Final

import pikepdf
from fontTools import agl
from fontTools.encodings.StandardEncoding import StandardEncoding

from publish.pdf.cmaps import codespaces, text_map

TEXT_UNIT: Final = 1000
"""Widths are in thousandths of the font size (ISO 32000-1, 9.2.4), but for Type 3 fonts."""

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_DEFAULT_WIDTH = 500.0  # where a standard font leaves its widths to the reader
_LAST_CID: Final = 0xFFFF
"""The last there may be (ISO 32000-1, C.2)."""
_MOST_WIDTHS: Final = 4 * _LAST_CID
"""What gives more widths than that gives the same ones again and again."""
_TWO_BYTES = ("/Identity-H", "/Identity-V")


@dataclass(frozen=True, slots=True, eq=False)
class Font:
    """A font that text is shown in.

    ``texts`` is what its codes stand for; ``legible`` says that this can be told at all,
    which it cannot where the font leans on a character collection of the reader's.
    """

    data: pikepdf.Object
    texts: Mapping[int, str]
    widths: Mapping[int, float]
    default_width: float
    lengths: tuple[int, ...]
    legible: bool

    @property
    def name(self) -> str:
        """The PostScript name, with the tag of a subset."""
        return str(self.data.get("/BaseFont", self.data.get("/Name", "/(unnamed)"))).lstrip("/")

    @property
    def kind(self) -> str:
        """The subtype: ``Type0`` is composite, ``Type3`` drawn by the page's own means."""
        return str(self.data.get("/Subtype", "/")).lstrip("/")

    @property
    def descendant(self) -> pikepdf.Object:
        """The font that has the glyphs: of a composite font, the one under it."""
        return self.data["/DescendantFonts"][0] if self.kind == "Type0" else self.data

    @property
    def file(self) -> pikepdf.Object | None:
        """The embedded font program, if there is one."""
        descriptor = self.descendant.get("/FontDescriptor", pikepdf.Dictionary())
        return next((descriptor[key] for key in _FILES if key in descriptor), None)

    def codes(self, string: bytes) -> Iterator[tuple[int, int]]:
        """The codes in a string, each with its number of bytes."""
        start = 0
        while start < len(string):
            length = self._length(string[start])
            yield int.from_bytes(string[start : start + length]), length
            start += length

    def width(self, code: int) -> float:
        """How far the pen moves, in thousandths of the font size."""
        return self.widths.get(code, self.default_width)

    def _length(self, first: int) -> int:
        return self.lengths[first] if len(self.lengths) > 1 else self.lengths[0]


def read_font(data: pikepdf.Object) -> Font:
    """A font dictionary, read.

    Raises KeyError, TypeError, ValueError or PdfError where it is not a font's.
    """
    if data.get("/Subtype") == "/Type0":
        return _composite(data)
    first = int(data.get("/FirstChar", 0))
    unit = 1.0
    if data.get("/Subtype") == "/Type3":
        unit = TEXT_UNIT * float(data["/FontMatrix"][0])
    descriptor = data.get("/FontDescriptor", pikepdf.Dictionary())
    default = descriptor.get("/MissingWidth", 0 if "/Widths" in data else _DEFAULT_WIDTH)
    return Font(
        data,
        MappingProxyType(_simple_texts(data)),
        {first + index: unit * float(width) for index, width in enumerate(_list(data, "/Widths"))},
        float(default),
        (1,),
        legible=True,
    )


def _composite(data: pikepdf.Object) -> Font:
    descendant = data["/DescendantFonts"][0]
    encoding = data.get("/Encoding")
    embedded = isinstance(encoding, pikepdf.Stream)
    predefined = not embedded and str(encoding) not in _TWO_BYTES
    return Font(
        data,
        MappingProxyType(_told(data) or {}),
        dict(islice(_cid_widths(_list(descendant, "/W")), _MOST_WIDTHS)),
        float(descendant.get("/DW", TEXT_UNIT)),
        codespaces(encoding) if embedded and encoding is not None else (2,),
        legible="/ToUnicode" in data or not predefined,
    )


def _told(data: pikepdf.Object) -> dict[int, str] | None:
    """The font's own map; None without one, or where it names one, which stands for none."""
    stream = data.get("/ToUnicode")
    return text_map(stream) if isinstance(stream, pikepdf.Stream) else None


def _list(data: pikepdf.Object, key: str) -> list[Any]:
    value = data.get(key)
    return list(value) if isinstance(value, pikepdf.Array) else []


def _cid_widths(entries: list[Any]) -> Iterator[tuple[int, float]]:
    """The W array: ``first [w w w]`` or ``first last w`` (ISO 32000-1, 9.7.4.3)."""
    start = 0
    while start + 1 < len(entries):
        first, second = int(entries[start]), entries[start + 1]
        if isinstance(second, pikepdf.Array):
            yield from ((first + index, float(width)) for index, width in enumerate(second))
            start += 2
        else:
            last = min(int(second), _LAST_CID)
            yield from ((code, float(entries[start + 2])) for code in range(first, last + 1))
            start += 3


# --- Simple fonts -------------------------------------------------------------------

_LATIN: Final = MappingProxyType(
    {
        "/StandardEncoding": {
            code: agl.toUnicode(name)
            for code, name in enumerate(StandardEncoding)
            if name != ".notdef"
        },
        "/WinAnsiEncoding": {
            code: bytes([code]).decode("cp1252", "replace") for code in range(32, 256)
        },
        "/MacRomanEncoding": {code: bytes([code]).decode("mac_roman") for code in range(32, 256)},
    }
)


def _simple_texts(data: pikepdf.Object) -> dict[int, str]:
    """What the codes of a simple font stand for: its own map, else the names of its glyphs."""
    told = _told(data)
    if told is not None:
        return told
    encoding = data.get("/Encoding")
    if isinstance(encoding, pikepdf.Dictionary):
        base = encoding.get("/BaseEncoding")
        differences = _list(encoding, "/Differences")
    else:
        base, differences = encoding, []
    symbolic = int(data.get("/FontDescriptor", pikepdf.Dictionary()).get("/Flags", 0)) & 4
    start: Mapping[int, str] = {} if symbolic else _LATIN["/StandardEncoding"]
    texts = dict(_LATIN.get(str(base), start))
    code = 0
    for entry in differences:
        if isinstance(entry, pikepdf.Name):
            texts[code] = agl.toUnicode(str(entry).lstrip("/"))
            code += 1
        else:
            code = int(entry)
    return {code: text for code, text in texts.items() if text}
