"""A subset keeps every mapped character and the shaping of the whole font."""

import io
import subprocess
import sys
from pathlib import Path

import pytest
import uharfbuzz
from fontTools.ttLib import TTFont
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publish.fonts.install import Installed
from publish.fonts.subset import subset

SAMPLES = {
    "SourceSerif4-Italic": "Workers of the world, fifty AVATAR: Пролетарии — Προλετάριοι 1⁄2",
    "Amiri-Regular": "يا عمال العالم ٱتَّحِدُوا لله محمد ٢٠٢٣ می\u200cخواهم ہے گگ",
    "FrankRuhlLibre-Bold": "שָׁלוֹם עֲלֵיכֶם 1917",
}


def shape(font: bytes, text: str) -> list[tuple[int, int, int, int]]:
    """Clusters, advances and offsets: what a reader sees, without glyph numbers."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(uharfbuzz.Font(uharfbuzz.Face(font)), buffer, {})
    return [
        (info.cluster, place.x_advance, place.x_offset, place.y_offset)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions or (), strict=True)
    ]


@given(data=st.data())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_mapped_character_is_kept_and_no_other(
    installed: Installed, data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from(sorted(installed.files.values())))
    whole = TTFont(path).getBestCmap().keys()
    characters = data.draw(st.frozensets(st.sampled_from(sorted(whole)), max_size=60))
    absent = data.draw(st.frozensets(st.characters(codec="utf-8"), max_size=5))
    wanted = frozenset(map(chr, characters)) | absent
    kept = TTFont(io.BytesIO(subset(path, wanted))).getBestCmap().keys()
    assert characters <= kept
    assert kept <= whole
    assert {0x20, 0x2D, 0x2010} <= kept


@pytest.mark.parametrize("name", SAMPLES)
def test_shaping_is_that_of_the_whole_font(face_files: dict[str, Path], name: str) -> None:
    """Joining, marks, ligatures and kerning of the sample, set whole."""
    text = SAMPLES[name]
    part = subset(face_files[name], frozenset(text))
    assert shape(part, text) == shape(face_files[name].read_bytes(), text)
    assert len(part) < face_files[name].stat().st_size / 3


@given(text=st.text(alphabet="ابتجحدرسعفقكلمنهويءآأىةًَُِّْپچگی\u200c 12", max_size=40))
@settings(max_examples=40, deadline=None)
def test_arabic_words_join_as_before(face_files: dict[str, Path], text: str) -> None:
    path = face_files["Amiri-Bold"]
    assert shape(subset(path, frozenset(text)), text) == shape(path.read_bytes(), text)


def test_the_drawing_for_a_missing_glyph_is_there(face_files: dict[str, Path]) -> None:
    font = TTFont(io.BytesIO(subset(face_files["Amiri-Regular"], frozenset("ن"))))
    assert font["glyf"][".notdef"].numberOfContours > 0


def test_copyright_and_licence_are_kept_and_the_reserved_name_is_not(
    face_files: dict[str, Path],
) -> None:
    for path in face_files.values():
        name = TTFont(io.BytesIO(subset(path, frozenset("a"))))["name"].getDebugName
        assert name(0) == TTFont(path)["name"].getDebugName(0)
        assert "SIL Open Font License" in name(13)
        assert name(14).startswith("http")
        for name_id in (1, 3, 4, 6, 16):
            assert "Source" not in (name(name_id) or "")


def test_a_subset_can_be_named_but_not_by_a_reserved_name(face_files: dict[str, Path]) -> None:
    path = face_files["SourceSerif4-BoldItalic"]
    name = TTFont(io.BytesIO(subset(path, frozenset("a"), family="Book Serif")))["name"]
    assert [name.getDebugName(i) for i in (1, 2, 4, 6)] == [
        "Book Serif",
        "Bold Italic",
        "Book Serif Bold Italic",
        "BookSerif-BoldItalic",
    ]
    with pytest.raises(ValueError, match="'Source' is reserved"):
        subset(path, frozenset("a"), family="Source Book")


def test_the_same_bytes_in_any_process(face_files: dict[str, Path]) -> None:
    path = face_files["SourceSerif4-Regular"]
    code = (
        "import sys; from pathlib import Path; from publish.fonts.subset import subset;"
        "sys.stdout.buffer.write(subset(Path(sys.argv[1]), frozenset('Izmir Измир 20–22')))"
    )
    other = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        env={"PYTHONHASHSEED": "7"},
        capture_output=True,
        check=True,
    )
    assert other.stdout == subset(path, frozenset("Izmir Измир 20–22"))
