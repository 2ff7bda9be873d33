"""A font file cut down to the characters of one book, for embedding in an EPUB."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

import uharfbuzz
from fontTools.ttLib import TTFont

from publish.fonts.names import family_name, free_name, rename_family, reserved_names

# A reading system may hyphenate, and puts spaces where the text had a line end.
_ALWAYS = frozenset(" -\u2010")

# What style sheets may ask for, besides HarfBuzz's own list of the features that shaping
# needs in any script (ccmp, locl, init, medi, fina, rlig, calt, liga, mark, mkmk, kern ...).
_FEATURES = frozenset({"case", "lnum", "onum", "pnum", "sups", "tnum"})

# Copyright, names, version, maker, licence: all that SIL OFL 1.1 wants kept in a copy.
_NAME_IDS = frozenset({*range(15), 16, 17})


@lru_cache(32)  # in a language, many texts take the same letters
def subset(
    path: Path,
    characters: frozenset[str],
    *,
    family: str | None = None,
    texts: frozenset[str] | None = None,
) -> bytes:
    """The font at ``path`` with only the glyphs that setting ``characters`` can need.

    Characters that the font does not map are passed over; the space and the hyphens that it
    does map are always kept. Shaping is that of the whole font. A changed copy may not go
    about under a name that the font's licence reserves (SIL OFL 1.1, condition 3), so the
    copy is named ``family``, by default the family's name without its reserved words; a
    style sheet is free to declare it under any name. The same input gives the same bytes.

    Where all that will ever be set is known, ``texts`` holds it: only the glyphs that shaping
    these takes are kept then, a fraction of what the letters could take in other words.

    Raises ValueError if ``family`` holds a reserved name.
    """
    original = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
    request = uharfbuzz.SubsetInput()
    request.flags |= uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    request.unicode_set.update(ord(character) for character in characters | _ALWAYS)
    request.layout_feature_tag_set.update(_tag(feature) for feature in _FEATURES)
    request.name_id_set.update(_NAME_IDS)
    if texts is not None:
        request.flags |= uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
        request.glyph_set.update(_shaped(original, texts))
    return _named(bytes(request.subset(original).blob.data), family)


_STEPS = ("start lookup", "end lookup", "recursed to lookup")
"""The messages of HarfBuzz between which glyphs are exchanged for others."""


def _shaped(face: uharfbuzz.Face, texts: frozenset[str]) -> set[int]:
    """The glyphs that setting texts takes: at the end, and on the way from lookup to lookup."""
    font = uharfbuzz.Font(face)
    glyphs: set[int] = set()
    for text in texts:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()

        def keep(message: str, buffer: uharfbuzz.Buffer = buffer) -> bool:
            if message.startswith(_STEPS):  # before these, what is there is characters
                glyphs.update(info.codepoint for info in buffer.glyph_infos)
            return True

        buffer.set_message_func(keep)
        uharfbuzz.shape(font, buffer)
        glyphs.update(info.codepoint for info in buffer.glyph_infos)
    return glyphs


def _tag(name: str) -> int:
    """An OpenType tag as the number that its four letters spell."""
    return int.from_bytes(name.encode("ascii"), "big")


def _named(content: bytes, family: str | None) -> bytes:
    font = TTFont(io.BytesIO(content), recalcTimestamp=False, recalcBBoxes=False)
    reserved = reserved_names(font)
    name = family or free_name(family_name(font), reserved)
    if taken := sorted(word for word in reserved if word in name):
        raise ValueError(f"a changed copy may not be called {name!r}: {taken[0]!r} is reserved")
    rename_family(font, name)
    output = io.BytesIO()
    font.save(output)
    return output.getvalue()
