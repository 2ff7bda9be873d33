"""A font file cut down to the characters of one book, for embedding in an EPUB."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import uharfbuzz
from fontTools.ttLib import TTFont

from publish.fonts.names import family_name, free_name, rename_family, reserved_names

# A reading system may hyphenate, and puts spaces where the text had a line end.
_ALWAYS = frozenset(" -\u2010")

# What style sheets may ask for, besides HarfBuzz's own list of the features that shaping
# needs in any script (ccmp, locl, init, medi, fina, rlig, calt, liga, mark, mkmk, kern ...).
_FEATURES = frozenset({"c2sc", "case", "lnum", "onum", "pnum", "smcp", "sups", "tnum"})

# Copyright, names, version, maker, licence: all that SIL OFL 1.1 wants kept in a copy.
_NAME_IDS = frozenset({*range(15), 16, 17})


class Words(NamedTuple):
    """Words that are set in a language (BCP 47), with OpenType ``features`` that are not usual."""

    texts: frozenset[str]
    language: str = ""
    features: frozenset[str] = frozenset()


@lru_cache(32)  # in a language, many texts take the same letters
def subset(
    path: Path,
    characters: frozenset[str],
    *,
    family: str | None = None,
    words: frozenset[Words] | None = None,
) -> bytes:
    """The font at ``path`` with only the glyphs that setting ``characters`` can need.

    Characters that the font does not map are passed over; the space and the hyphens that it
    does map are always kept. Shaping is that of the whole font. A changed copy may not go
    about under a name that the font's licence reserves (SIL OFL 1.1, condition 3), so the
    copy is named ``family``, by default the family's name without its reserved words; a
    style sheet is free to declare it under any name. The same input gives the same bytes.

    Where all that will ever be set is known, ``words`` holds it: only the glyphs that shaping
    these takes are kept then, a fraction of what the letters could take in other words. They
    can also be set without ligatures, as where a reader spaces letters (WCAG 2.2, 1.4.12).

    Raises ValueError if ``family`` holds a reserved name.
    """
    original = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path)))
    request = uharfbuzz.SubsetInput()
    request.flags |= uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
    request.unicode_set.update(ord(character) for character in characters | _ALWAYS)
    request.layout_feature_tag_set.update(_tag(feature) for feature in _FEATURES)
    request.name_id_set.update(_NAME_IDS)
    if words is None:
        return _named(bytes(request.subset(original).blob.data), family)
    request.flags |= uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
    return _named(_by_use(original, request, words), family)


# --- By use -------------------------------------------------------------------------------

_UNLINKED: Final = {"liga": False, "clig": False}
"""What browsers turn off where letters are spaced (CSS Text 3, 8.2)."""

_STEPS: Final = ("end lookup", "recursed to lookup")
"""The messages of HarfBuzz by which glyphs have been exchanged for others."""


class _Use(NamedTuple):
    """A word as it is set in one way, and the glyphs that this takes in the end."""

    text: str
    language: str
    features: dict[str, bool]
    glyphs: tuple[int, ...]


def _by_use(
    original: uharfbuzz.Face, request: uharfbuzz.SubsetInput, words: frozenset[Words]
) -> bytes:
    """The part of a font in which all words come out as in the whole.

    To follow shaping step by step takes long, and most words take the same steps: so only the
    words that bring new glyphs are followed at first, and then those that have come out wrong.
    """
    font = uharfbuzz.Font(original)
    uses = list(_uses(font, words))
    known: set[int] = set()
    request.glyph_set.update(glyph for use in uses for glyph in use.glyphs)
    for use in uses:
        if not known.issuperset(use.glyphs):
            known.update(use.glyphs)
            request.glyph_set.update(_on_the_way(font, use))
    plan = uharfbuzz.SubsetPlan(original, request)
    part = plan.execute()
    if wrong := _wrong(part, plan.old_to_new_glyph_mapping, uses):
        for use in wrong:
            request.glyph_set.update(_on_the_way(font, use))
        part = request.subset(original)
    return bytes(part.blob.data)


def _uses(font: uharfbuzz.Font, words: frozenset[Words]) -> Iterator[_Use]:
    """Every word in every way that it is set, in an order that is always the same."""
    for texts, language, names in sorted(words, key=lambda each: (each[1], sorted(each[2]))):
        features = dict.fromkeys(sorted(names), True)
        for text in sorted(texts):
            usual = _use(font, text, language, features)
            yield usual
            unlinked = _use(font, text, language, features | _UNLINKED)
            if unlinked.glyphs != usual.glyphs:
                yield unlinked


def _use(font: uharfbuzz.Font, text: str, language: str, features: dict[str, bool]) -> _Use:
    buffer = _buffer(text, language)
    uharfbuzz.shape(font, buffer, features)
    return _Use(text, language, features, _glyphs(buffer))


def _wrong(part: uharfbuzz.Face, places: Mapping[int, int], uses: Iterable[_Use]) -> list[_Use]:
    """What comes out of a part with other glyphs than out of the whole."""
    font = uharfbuzz.Font(part)
    found = []
    for use in uses:
        buffer = _buffer(use.text, use.language)
        uharfbuzz.shape(font, buffer, use.features)
        if _glyphs(buffer) != tuple(places[glyph] for glyph in use.glyphs):
            found.append(use)
    return found


def _on_the_way(font: uharfbuzz.Font, use: _Use) -> set[int]:
    """The glyphs that shaping takes from lookup to lookup, before it comes to the last."""
    buffer = _buffer(use.text, use.language)
    glyphs: set[int] = set()

    def keep(message: str) -> bool:
        if message.startswith(_STEPS):  # before these, what is there is characters
            glyphs.update(_glyphs(buffer))
        return not message.startswith("start table GPOS")  # glyphs are all there by then

    buffer.set_message_func(keep)
    uharfbuzz.shape(font, buffer, use.features)
    return glyphs


def _buffer(text: str, language: str) -> uharfbuzz.Buffer:
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    if language:
        buffer.language = language
    return buffer


def _glyphs(buffer: uharfbuzz.Buffer) -> tuple[int, ...]:
    return tuple(info.codepoint for info in buffer.glyph_infos)


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
