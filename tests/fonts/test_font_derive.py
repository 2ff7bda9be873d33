"""A derived face is the published one, pinned: same drawing, same shaping, true names."""

import dataclasses
import io
import unicodedata
from importlib import metadata
from pathlib import Path

import pytest
from fontTools import unicodedata as scripts
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from publish.errors import FontError
from publish.fonts.catalogue import Catalogue, Face
from publish.fonts.derive import STAND_INS, derive
from publish.fonts.install import Installed
from publish.fonts.names import free_name, reserved_names


def published(face: Face) -> bytes:
    assert face.package is not None
    path = metadata.distribution(face.package).locate_file(face.file)
    return Path(str(path)).read_bytes()


def test_pinning_draws_what_the_instancer_of_fonttools_draws(catalogue: Catalogue) -> None:
    """HarfBuzz is used for its speed; this is the reference it is held to."""
    face = next(f for f in catalogue.faces if f.postscript_name == "FrankRuhlLibre-Bold")
    pinned, file = TTFont(io.BytesIO(published(face))), io.BytesIO()
    instantiateVariableFont(pinned, dict(face.axes)).save(file)
    reference = TTFont(file)
    made = TTFont(io.BytesIO(derive(published(face), face)))
    for name in reference.getGlyphOrder():
        expected, _, _ = reference["glyf"][name].getCoordinates(reference["glyf"])
        actual, _, _ = made["glyf"][name].getCoordinates(made["glyf"])
        assert list(actual) == list(expected), name
        assert made["hmtx"][name][0] == reference["hmtx"][name][0], name


@pytest.mark.parametrize(
    ("axes", "reason"),
    [
        ((("opsz", 11.0), ("slnt", 0.0), ("wght", 400.0)), "its font has no axis slnt"),
        ((("wght", 400.0),), "where to pin its font's axes opsz"),
        ((), "where to pin its font's axes wght, opsz"),
    ],
)
def test_axes_must_be_those_of_the_font(
    catalogue: Catalogue, axes: tuple[tuple[str, float], ...], reason: str
) -> None:
    face = dataclasses.replace(catalogue.faces[0], axes=axes)
    with pytest.raises(FontError, match="The face Source Serif 4 400 cannot be made") as caught:
        derive(published(face), face)
    assert reason in str(caught.value)


@pytest.mark.parametrize("axes", [(), (("wght", 400.0),)])
def test_a_file_that_is_no_font_is_an_error(
    catalogue: Catalogue, axes: tuple[tuple[str, float], ...]
) -> None:
    with pytest.raises(FontError, match="cannot be made"):
        derive(b"not a font", dataclasses.replace(catalogue.faces[0], axes=axes))


def test_no_derived_face_varies_any_more(installed: Installed) -> None:
    for path in installed.files.values():
        assert not {"fvar", "gvar", "STAT", "avar", "DSIG"} & set(TTFont(path).keys())


def test_names_say_what_the_face_is(installed: Installed) -> None:
    for face, path in installed.files.items():
        font = TTFont(path)
        name = font["name"].getDebugName
        assert (name(16) or name(1)) == face.family
        assert (name(17) or name(2)) == face.style_name
        assert name(6) == face.postscript_name == path.stem
        assert font["OS/2"].usWeightClass == face.weight
        assert bool(font["OS/2"].fsSelection & 1) == (face.style == "italic")
        assert bool(font["head"].macStyle & 1) == (face.weight == 700)


def test_copyright_and_licence_stay_in_every_copy(installed: Installed) -> None:
    for face, path in installed.files.items():
        derived, original = TTFont(path)["name"], TTFont(io.BytesIO(published(face)))["name"]
        for name_id in (0, 5, 8, 9, 13, 14):
            assert derived.getDebugName(name_id) == original.getDebugName(name_id)
        assert "SIL Open Font License" in derived.getDebugName(13)


def test_dropped_scripts_are_gone_and_the_rest_is_kept(installed: Installed) -> None:
    for face, path in installed.files.items():
        derived = TTFont(path).getBestCmap().keys()
        original = TTFont(io.BytesIO(published(face))).getBestCmap().keys()
        lost = original - derived
        assert all(
            scripts.script(chr(code)) in face.drops or unicodedata.combining(chr(code))
            for code in lost
        )
        assert not {scripts.script(chr(code)) for code in derived} & set(face.drops)
        assert bool(lost) == bool(face.drops)
        assert set(map(ord, "0123456789 .,:;!?()[]-–—«»…")) <= derived


def test_a_hyphen_never_comes_from_another_face(installed: Installed) -> None:
    for path in installed.files.values():
        font = TTFont(path)
        cmap = font.getBestCmap()
        assert STAND_INS.keys() <= cmap.keys()
        assert font["hmtx"][cmap[0x2011]] == font["hmtx"][cmap[0x2010]]


def test_only_source_serif_reserves_a_name(installed: Installed) -> None:
    """What fonts/README.md says about reserved names, and rests on."""
    for face, path in installed.files.items():
        expected = {"Source"} if face.family.startswith("Source") else set()
        assert reserved_names(TTFont(path)) == expected


def test_a_free_name_has_no_reserved_word() -> None:
    assert free_name("Source Serif 4 Display", frozenset({"Source"})) == "Serif 4 Display"
    assert free_name("Amiri", frozenset()) == "Amiri"
    assert free_name("Source", frozenset({"Source"})) == "Embedded"
