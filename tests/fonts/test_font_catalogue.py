"""The catalogue is what it says, and a catalogue with a fault is refused with its reason."""

from importlib import metadata
from pathlib import Path

import pytest
from packaging.version import Version

from publish.errors import FontError
from publish.fonts.catalogue import Catalogue, load

SMALL = """
schema = 1

[sources.example]
version = "1.0"
licence = "OFL-1.1"
licence_file = "OFL.txt"

[sources.example.files.roman]
path = "Example.ttf"
sha256 = "{checksum}"

[[families]]
name = "Example"
source = "example"
role = "text"
scripts = ["Latn"]
faces = [{{ file = "roman", style = "normal", weight = 400 }}]
""".format(checksum="0" * 64)

FACE = '{ file = "roman", style = "normal", weight = 400 }'


def write(folder: Path, text: str) -> Path:
    (folder / "OFL.txt").write_text("licence")
    path = folder / "catalogue.toml"
    path.write_text(text)
    return path


def test_a_small_catalogue_is_read(tmp_path: Path) -> None:
    (face,) = load(write(tmp_path, SMALL)).faces
    assert (face.family, face.weight, face.style) == ("Example", 400, "normal")
    assert (face.package, face.file, face.axes) == (None, "Example.ttf", ())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("schema = 1", "schema = 2", "schema: "),
        ("schema = 1", "schema = ", "cannot be read"),
        ("0" * 64, "abc", "sources.example.files.roman.sha256"),
        ('role = "text"', 'role = "body"', "families.0.role"),
        ('"Latn"', '"Latin"', "families.0.scripts.0"),
        ("weight = 400", "weight = 4000", "families.0.faces.0.weight"),
        ("weight = 400", "weight = 700", "no face of style normal and weight 400"),
        ("weight = 400", "weigth = 400", "weigth"),
        ('source = "example"', 'source = "other"', "there is no source other"),
        ('file = "roman"', 'file = "italic"', "has no file italic"),
        ('["Latn"]', '["Latn"]\ndrops = ["Latn"]', "both serves and drops Latn"),
        (FACE, f"{FACE}, {FACE}", "2 faces of style normal and weight 400"),
        ('"OFL.txt"', '"GPL.txt"', "licence GPL.txt is missing"),
        ('version = "1.0"', 'version = "1.0"\npackage = "example"', "go together"),
        ('version = "1.0"', 'version = "1.0"\nregistry = "npm"', "from npm needs a package"),
        ('version = "1.0"', 'version = "1.0"\nregistry = "CTAN"', "sources.example.registry"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, old: str, new: str, message: str) -> None:
    path = write(tmp_path, SMALL.replace(old, new, 1))
    with pytest.raises(FontError, match=r"catalogue\.toml") as caught:
        load(path)
    assert message in str(caught.value)


def test_a_family_listed_twice_is_refused(tmp_path: Path) -> None:
    family = SMALL[SMALL.index("[[families]]") :]
    with pytest.raises(FontError, match="Family Example is listed 2 times"):
        load(write(tmp_path, SMALL + family))


def test_a_missing_catalogue_is_an_error_and_no_traceback(tmp_path: Path) -> None:
    with pytest.raises(FontError, match="cannot be read"):
        load(tmp_path / "catalogue.toml")


def test_every_licence_is_the_package_s_own_word_for_word(catalogue: Catalogue) -> None:
    for face in catalogue.faces:
        assert face.package is not None
        original = metadata.distribution(face.package).locate_file(
            f"{face.package.replace('-', '_')}/LICENSE"
        )
        shipped = catalogue.path.parent / face.licence_file
        assert shipped.read_bytes() == Path(str(original)).read_bytes()
        assert face.licence == "OFL-1.1"
        assert b"SIL OPEN FONT LICENSE Version 1.1" in shipped.read_bytes()


def test_each_package_is_pinned_where_it_is_installed_from(catalogue: Catalogue) -> None:
    for face in catalogue.faces:
        assert face.package is not None
        assert face.package_version is not None
        installed = Version(metadata.version(face.package))
        assert installed == Version(face.package_version)


ONE_WEIGHT = {"Noto Sans NKo", "Noto Sans Tifinagh"}
"""Families that have no bold: what is emphasised in their scripts is underlined."""


def test_what_is_optional_is_pinned_too(written: Catalogue) -> None:
    optional = [family for family in written.families if family.optional]
    assert optional
    for family in optional:
        assert {face.registry for face in family.faces} == {"npm"}
        assert all(Version(str(face.package_version)) for face in family.faces)
        licence = (written.path.parent / family.faces[0].licence_file).read_text("utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence
        weights = {400} if family.name in ONE_WEIGHT else {400, 700}
        assert {face.weight for face in family.faces} == weights


def test_each_script_has_a_bold_and_the_european_ones_an_italic(catalogue: Catalogue) -> None:
    styles = {
        family.name: {(face.style, face.weight) for face in family.faces}
        for family in catalogue.families
        if family.role == "text"
    }
    upright = {("normal", 400), ("normal", 700)}
    assert styles == {
        "Source Serif 4": upright | {("italic", 400), ("italic", 700)},
        "Amiri": upright,
        "Frank Ruhl Libre": upright,
    }
