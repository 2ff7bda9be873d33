"""A font that is given more glyphs is a font still, and its own glyphs are as they were."""

from __future__ import annotations

import io

import pytest
from fontTools.pens.boundsPen import ControlBoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont

from publish.fonts.library import open_library
from publish.typeset.composites import add_glyphs
from publish.typeset.glyphs import Part, own_shape


@pytest.fixture(scope="module")
def content() -> bytes:
    files = open_library().installed.files
    return next(path for path in files.values() if path.name.startswith("Amiri")).read_bytes()


def outline(font: TTFont, name: str) -> list[object]:
    pen = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    drawn: list[object] = pen.value
    return drawn


def test_a_made_glyph_draws_its_parts_where_they_are_told(content: bytes) -> None:
    before = TTFont(io.BytesIO(content))
    beh, fatha = (before.getGlyphID(before.getBestCmap()[code]) for code in (0x628, 0x64E))
    shape = Part(beh, 0, 0), Part(fatha, 120, -30)
    made, numbers = add_glyphs(content, [(shape, 640)])
    font = TTFont(io.BytesIO(made))
    name = font.getGlyphOrder()[numbers[shape, 640]]

    parts = font["glyf"][name].components
    assert [(font.getGlyphID(part.glyphName), part.x, part.y) for part in parts] == list(shape)
    pen = ControlBoundsPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    assert pen.bounds is not None
    assert font["hmtx"][name] == (640, round(pen.bounds[0]))
    assert len(outline(font, name)) == len(outline(before, before.getGlyphName(beh))) + len(
        outline(before, before.getGlyphName(fatha))
    )


def test_a_glyph_may_be_made_to_draw_nothing(content: bytes) -> None:
    made, numbers = add_glyphs(content, [((), 20), (own_shape(5), 777)])
    font = TTFont(io.BytesIO(made))
    empty, wider = (font.getGlyphOrder()[number] for number in numbers.values())
    assert font["hmtx"][empty] == (20, 0)
    assert outline(font, empty) == []
    assert outline(font, wider) == outline(font, font.getGlyphName(5))


def test_the_fonts_own_glyphs_and_measures_stay(content: bytes) -> None:
    made, _ = add_glyphs(content, [(own_shape(5), 777)])
    before, font = TTFont(io.BytesIO(content)), TTFont(io.BytesIO(made))
    assert font["maxp"].numGlyphs == before["maxp"].numGlyphs + 1
    for field in ("xMin", "yMin", "xMax", "yMax", "unitsPerEm"):
        assert getattr(font["head"], field) == getattr(before["head"], field)
    for number in range(0, before["maxp"].numGlyphs, 199):
        old, new = before.getGlyphName(number), font.getGlyphName(number)
        assert font["hmtx"][new] == before["hmtx"][old]
        assert outline(font, new) == outline(before, old)
