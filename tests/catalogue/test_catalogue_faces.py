"""The site's small faces set its pages as the whole faces would."""

from __future__ import annotations

from pathlib import Path

import pytest
import uharfbuzz

from publish.catalogue.shelf import Shelf
from publish.fonts.catalogue import Face
from publish.fonts.library import open_library
from publish.fonts.subset import Words, subset
from publish.text.words import words

LIBRARY = open_library()


def _face(family: str) -> Face:
    return next(face for face in LIBRARY.catalogue.faces if face.family == family)


def _set(font: uharfbuzz.Font, word: str) -> list[tuple[int, int, int]]:
    """How each glyph of a word stands: advance and offsets."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(word)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    return [(at.x_advance, at.x_offset, at.y_offset) for at in buffer.glyph_positions]


@pytest.mark.parametrize(("family", "language"), [("Amiri", "ar"), ("Source Serif 4", "ru")])
def test_every_word_is_shaped_as_by_the_whole_face(
    shelf: Shelf, tmp_path: Path, family: str, language: str
) -> None:
    texts = [item.text for work in shelf.works for item in work.items if item.language == language]
    said = frozenset(word for text in texts for piece in words(text) for word in piece.split())
    path = LIBRARY.installed.files[_face(family)]
    small = subset(path, frozenset("".join(said)), words=frozenset({Words(said)}))
    assert len(small) < len(subset(path, frozenset("".join(said))))
    cut = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(small)))
    whole = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(path))))
    assert len(said) > 300
    for word in said:
        assert _set(cut, word) == _set(whole, word), word
