"""Faces are made ready once, whole, the same everywhere, and nothing else is visible."""

import dataclasses
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

from publish.errors import FontError
from publish.fonts.catalogue import Catalogue, Face
from publish.fonts.install import Installed, prepare
from publish.resources import default_cache_dir

PREPARE = """
import sys
from pathlib import Path
from publish.fonts.catalogue import load
from publish.fonts.install import prepare

catalogue = load(Path(sys.argv[1])).only(lambda family: not family.optional)
prepare(catalogue, Path(sys.argv[2]))
print(sorted({name.partition(".")[0] for name in sys.modules} & {"fontTools", "uharfbuzz"}))
"""


def start(catalogue: Catalogue, cache: Path, seed: str = "0") -> subprocess.Popen[str]:
    """Another process that prepares the catalogue."""
    return subprocess.Popen(
        [sys.executable, "-c", PREPARE, str(catalogue.path), str(cache)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finish(process: subprocess.Popen[str]) -> str:
    output, complaints = process.communicate(timeout=60)
    assert process.returncode == 0, complaints
    return output.strip()


def contents(folder: Path) -> dict[str, str]:
    """Every font file below a folder, with its checksum."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*.ttf"))
    }


def only(catalogue: Catalogue, change: Callable[[Face], Face]) -> Catalogue:
    """A catalogue of one changed face."""
    family = catalogue.families[0]
    changed = dataclasses.replace(family, faces=(change(family.faces[0]),))
    return dataclasses.replace(catalogue, families=(changed,))


def test_the_same_bytes_come_out_of_any_process_and_folder(
    catalogue: Catalogue, installed: Installed, tmp_path: Path
) -> None:
    finish(start(catalogue, tmp_path, seed="1"))
    assert contents(tmp_path) == contents(installed.directory)
    assert len(contents(tmp_path)) == len(catalogue.faces)


def test_two_processes_at_once_leave_one_whole_set(
    catalogue: Catalogue, installed: Installed, tmp_path: Path
) -> None:
    for process in [start(catalogue, tmp_path), start(catalogue, tmp_path)]:
        finish(process)
    assert contents(tmp_path) == contents(installed.directory)
    assert not list(tmp_path.rglob(".new-*"))


def test_a_second_call_writes_nothing_and_loads_no_font_library(
    catalogue: Catalogue, installed: Installed
) -> None:
    cache = installed.directory.parents[2]
    before = {path: path.stat().st_mtime_ns for path in cache.rglob("*")}
    assert finish(start(catalogue, cache)) == "[]"
    assert {path: path.stat().st_mtime_ns for path in cache.rglob("*")} == before


@pytest.mark.parametrize("harm", ["truncate", "delete", "spoil the record"])
def test_a_damaged_cache_is_mended(
    catalogue: Catalogue, installed: Installed, tmp_path: Path, harm: str
) -> None:
    shutil.copytree(installed.directory.parents[1], tmp_path / "fonts")
    copy = prepare(catalogue, tmp_path)
    victim = next(iter(copy.files.values()))
    match harm:
        case "truncate":
            victim.write_bytes(b"")
        case "delete":
            victim.unlink()
        case _:
            copy.coverage_file.write_text("{")
    prepare(catalogue, tmp_path)
    assert contents(copy.directory) == contents(installed.directory)
    assert json.loads(copy.coverage_file.read_text()).keys() == contents(copy.directory).keys()


def test_another_catalogue_has_another_place(
    catalogue: Catalogue, installed: Installed, tmp_path: Path
) -> None:
    axes = (("opsz", 11.0), ("wght", 300.0))
    lighter = only(catalogue, lambda face: dataclasses.replace(face, axes=axes))
    other = prepare(lighter, tmp_path)
    assert other.directory.parent.name != installed.directory.parent.name


def test_fontconfig_is_told_of_the_derived_faces_alone(installed: Installed) -> None:
    root = ElementTree.parse(installed.fontconfig_file).getroot()
    assert [element.text for element in root.iter("dir")] == [str(installed.directory)]
    assert not list(root.iter("include"))
    (cache,) = root.iter("cachedir")
    assert Path(str(cache.text)).parent == installed.fontconfig_file.parent


def test_a_file_that_is_not_the_catalogued_one_is_refused(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    wrong = only(catalogue, lambda face: dataclasses.replace(face, sha256="0" * 64))
    with pytest.raises(FontError) as caught:
        prepare(wrong, tmp_path)
    message = str(caught.value)
    assert "Source Serif 4 400" in message
    assert catalogue.faces[0].sha256 in message
    assert "0" * 64 in message
    assert "pip install --force-reinstall fontpkg-source-serif-4==4.4" in message
    assert not contents(tmp_path)


def test_a_missing_package_is_named_with_the_command_that_brings_it(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    absent = only(catalogue, lambda face: dataclasses.replace(face, package="fontpkg-not-there"))
    with pytest.raises(FontError, match=r"fontpkg-not-there==4\.4"):
        prepare(absent, tmp_path)


def test_a_face_can_lie_beside_the_catalogue(
    catalogue: Catalogue, installed: Installed, tmp_path: Path
) -> None:
    """Scripts that no package brings: the file stands in the catalogue's own folder."""
    content = installed.files[catalogue.faces[0]].read_bytes()
    (tmp_path / "Own.ttf").write_bytes(content)
    own = only(
        dataclasses.replace(catalogue, path=tmp_path / "catalogue.toml"),
        lambda face: dataclasses.replace(
            face,
            package=None,
            package_version=None,
            file="Own.ttf",
            axes=(),
            sha256=hashlib.sha256(content).hexdigest(),
        ),
    )
    assert contents(prepare(own, tmp_path / "cache").directory).keys() == {
        "SourceSerif4-Regular.ttf"
    }
    (tmp_path / "Own.ttf").unlink()
    with pytest.raises(FontError, match=r"Put Own\.ttf beside the catalogue"):
        prepare(own, tmp_path / "empty")


def test_a_cache_that_cannot_be_written_is_explained(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FontError, match="PUBLISH_CACHE"):
        prepare(catalogue, tmp_path / "file")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"PUBLISH_CACHE": "/a", "XDG_CACHE_HOME": "/b"}, Path("/a")),
        ({"XDG_CACHE_HOME": "/b"}, Path("/b/publish")),
        ({"XDG_CACHE_HOME": "b"}, Path.home() / ".cache/publish"),
        ({}, Path.home() / ".cache/publish"),
    ],
)
def test_where_the_cache_is(environment: dict[str, str], expected: Path) -> None:
    assert default_cache_dir(environment) == expected
