"""From a font as it was published to the static copy that pages are set in.

HarfBuzz pins the axes: on the class kerning of a large serif it is some two hundred times
faster than the instancer of fontTools, with the same outlines and advances.
"""

from __future__ import annotations

import io

import uharfbuzz
from fontTools import unicodedata
from fontTools.ttLib import TTFont, TTLibError, woff2

from publish.errors import FontError, Problem
from publish.fonts.catalogue import Face
from publish.fonts.names import name_face

# A hyphen that a font lacks would be taken from another family in the middle of a word. One
# that looks the same and is there stands in for it: Unicode decomposes U+2011 to U+2010
# (<noBreak>), and calls U+002D the hyphen of old.
STAND_INS = {0x2010: 0x002D, 0x2011: 0x2010}

# Marks that Unicode gives to no script of their own, but that sit on letters of these.
_COMBINING_DIACRITICS = range(0x0300, 0x0370)
_TAKES_DIACRITICS = frozenset({"Latn", "Grek", "Cyrl"})

# East Asian faces have Latin letters as wide as a Han character, and Roman numerals, which
# faces for Latin lack: these are never left to others (UAX #11, East_Asian_Width).
_WIDE = frozenset({"F", "W"})
_NUMERAL = "Nl"

_ITALIC, _BOLD, _REGULAR = 1 << 0, 1 << 5, 1 << 6  # OS/2 fsSelection
_MAC_BOLD, _MAC_ITALIC = 1 << 0, 1 << 1  # head macStyle


def derive(source: bytes, face: Face) -> bytes:
    """The font file of a face: pinned, named, and without the scripts that it leaves to others.

    The same source, face and library versions give the same bytes. Raises FontError where
    the source is no single TrueType or OpenType font, or has other axes than the face pins.
    """
    try:
        content = _pin(_unpacked(source), face)
        font = TTFont(io.BytesIO(content), recalcTimestamp=False, recalcBBoxes=False)
    except TTLibError as error:
        raise _unfit(face, f"its file is not a font that can be used: {error}") from error
    if "fvar" in font:
        loose = ", ".join(axis.axisTag for axis in font["fvar"].axes)
        raise _unfit(face, f"nothing says where to pin its font's axes {loose}")
    _redraw_map(font, frozenset(face.drops))
    _declare_style(font, face)
    name_face(font, face)
    for table in ("STAT", "DSIG"):  # the axes and the signature of the file as published
        if table in font:
            del font[table]
    output = io.BytesIO()
    font.save(output)
    return output.getvalue()


def character_ranges(content: bytes) -> list[tuple[int, int]]:
    """The code points that a font file maps to glyphs, as ranges with both ends."""
    ranges: list[tuple[int, int]] = []
    for code in sorted(TTFont(io.BytesIO(content)).getBestCmap()):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1] = (ranges[-1][0], code)
        else:
            ranges.append((code, code))
    return ranges


def _unfit(face: Face, reason: str) -> FontError:
    message = f"The face {face} cannot be made: {reason}."
    return FontError(Problem(message, remedy="Mend its row in the font catalogue."))


def _unpacked(source: bytes) -> bytes:
    """A font as it was before it was compressed for the Web (WOFF 2.0), if it was."""
    if source[:4] != b"wOF2":
        return source
    output = io.BytesIO()
    woff2.decompress(io.BytesIO(source), output)
    return output.getvalue()


def _pin(source: bytes, face: Face) -> bytes:
    """A static instance with every glyph and every layout feature of a variable font."""
    if not face.axes:
        return source
    original = uharfbuzz.Face(uharfbuzz.Blob(source))
    request = uharfbuzz.SubsetInput()
    request.keep_everything()
    request.flags |= uharfbuzz.SubsetFlags.SET_OVERLAPS_FLAG
    for tag, value in face.axes:
        if not request.pin_axis_location(original, tag, value):
            raise _unfit(face, f"its font has no axis {tag}")
    return bytes(request.subset(original).blob.data)


def _redraw_map(font: TTFont, drops: frozenset[str]) -> None:
    """Take dropped scripts out of the character map, and put stand-ins into it.

    The glyphs stay, so that layout tables need no change.
    """
    cmap = font["cmap"]
    cmap.tables = [table for table in cmap.tables if table.isUnicode()]
    for table in cmap.tables:
        if table.format == 14:  # variation sequences map to glyphs of the other tables
            continue
        for code in [code for code in table.cmap if _is_dropped(code, drops)]:
            del table.cmap[code]
        for code, stand_in in STAND_INS.items():
            if stand_in in table.cmap:
                table.cmap.setdefault(code, table.cmap[stand_in])


def _is_dropped(code: int, drops: frozenset[str]) -> bool:
    if code in _COMBINING_DIACRITICS:
        return not drops.isdisjoint(_TAKES_DIACRITICS)
    char = chr(code)
    return unicodedata.script(char) in drops and not (
        unicodedata.east_asian_width(char) in _WIDE or unicodedata.category(char) == _NUMERAL
    )


def _declare_style(font: TTFont, face: Face) -> None:
    """Set the weight and style that fontconfig and PDF readers go by."""
    italic, bold = face.style == "italic", face.weight == 700
    os2, head = font["OS/2"], font["head"]
    os2.usWeightClass = face.weight
    os2.fsSelection &= ~(_ITALIC | _BOLD | _REGULAR)
    os2.fsSelection |= (_ITALIC if italic else 0) | (_BOLD if bold else 0)
    os2.fsSelection |= 0 if italic or bold else _REGULAR
    os2.recalcUnicodeRanges(font)
    head.macStyle &= ~(_MAC_BOLD | _MAC_ITALIC)
    head.macStyle |= (_MAC_BOLD if bold else 0) | (_MAC_ITALIC if italic else 0)
