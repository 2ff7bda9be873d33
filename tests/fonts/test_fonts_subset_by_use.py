"""A subset by use draws the words that it was made for as the whole font does, and little more."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import uharfbuzz
from fontTools.ttLib import TTFont

from publish.fonts.subset import Words, subset

TEXTS = {
    "Amiri-Regular": ("ar", "يا عمال العالم ٱتَّحِدُوا لله محمد ٢٠٢٣ في المكتبة الوطنية"),
    "FrankRuhlLibre-Bold": ("yi", "שָׁלוֹם עֲלֵיכֶם ייִדיש"),
    "SourceSerif4-Italic": ("bg", "Workers fifty AVATAR: първият договор 1⁄2 2024"),
}
UNLINKED = {"liga": False, "clig": False}


def shape(font: bytes, text: str, language: str, features: dict[str, bool]) -> list[object]:
    """Clusters, advances and offsets: what a reader sees, without glyph numbers."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.language = language
    uharfbuzz.shape(uharfbuzz.Font(uharfbuzz.Face(font)), buffer, features)
    return [
        (info.cluster, place.x_advance, place.x_offset, place.y_offset)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions or (), strict=True)
    ]


@pytest.mark.parametrize("name", TEXTS)
def test_words_come_out_as_of_the_whole_font(face_files: dict[str, Path], name: str) -> None:
    """In their language, with and without ligatures; and a subset by letters is larger."""
    language, text = TEXTS[name]
    path, characters = face_files[name], frozenset(text)
    words = Words(frozenset(text.split()), language)
    part = subset(path, characters, words=frozenset({words}))

    for word in words.texts:
        for features in ({}, UNLINKED):
            whole = shape(path.read_bytes(), word, language, features)
            assert shape(part, word, language, features) == whole, word
    assert len(part) < len(subset(path, characters))


def test_features_that_are_asked_for_have_their_glyphs(face_files: dict[str, Path]) -> None:
    """Small capitals and old-style figures; what nobody asks for stays out."""
    path, texts = face_files["SourceSerif4-Regular"], frozenset({"nation", "1917"})
    wanted = {"onum": True, "smcp": True}
    plain, varied = (
        subset(path, frozenset("nation1917"), words=frozenset({Words(texts, "en", features)}))
        for features in (frozenset[str](), frozenset(wanted))
    )

    for text in texts:
        assert shape(varied, text, "en", wanted) == shape(path.read_bytes(), text, "en", wanted)
    assert glyphs(plain) < glyphs(varied)


def test_the_order_of_words_changes_no_byte(face_files: dict[str, Path]) -> None:
    path, texts = face_files["Amiri-Bold"], TEXTS["Amiri-Regular"][1].split()
    first, second = (
        subset(path, frozenset("".join(texts)), words=frozenset({Words(frozenset(row), "ar")}))
        for row in (texts, texts[::-1])
    )
    assert first == second


def glyphs(content: bytes) -> int:
    return len(TTFont(io.BytesIO(content)).getGlyphOrder())
