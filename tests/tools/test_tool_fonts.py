"""Optional packages are brought once, at their version, and only the catalogued files are kept."""

import hashlib
import io
import os
import tarfile
from pathlib import Path

import pytest

from publish.errors import CommandError, FontError, ToolError
from publish.fonts.catalogue import Catalogue, load
from publish.fonts.library import available
from publish.tools.fonts import fetch, main

FONT = b"the bytes of a font"
CATALOGUE = f"""
schema = 1

[sources.example]
version = "1.0"
licence = "OFL-1.1"
licence_file = "OFL.txt"
registry = "npm"
package = "@fonts/example"
package_version = "1.2.3"

[sources.example.files.roman]
path = "files/Example.woff2"
sha256 = "{hashlib.sha256(FONT).hexdigest()}"

[[families]]
name = "Example Serif"
source = "example"
role = "text"
scripts = ["Thai"]
faces = [{{ file = "roman", style = "normal", weight = 400 }}]
"""

NPM = """#!/bin/sh
echo "$@" >> "{log}"
while [ "$1" != --pack-destination ]; do shift; done
cp "{archive}" "$2"
"""


@pytest.fixture
def example(tmp_path: Path) -> Catalogue:
    (tmp_path / "OFL.txt").write_text("licence")
    (tmp_path / "catalogue.toml").write_text(CATALOGUE)
    return load(tmp_path / "catalogue.toml")


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What npm was called with: a stand-in that brings ``archive.tgz``."""
    (tmp_path / "bin").mkdir()
    npm = tmp_path / "bin" / "npm"
    npm.write_text(NPM.format(log=tmp_path / "log", archive=tmp_path / "archive.tgz"))
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{npm.parent}{os.pathsep}{os.environ['PATH']}")
    return tmp_path / "log"


def pack(folder: Path, **files: bytes) -> None:
    """Write ``archive.tgz`` as npm packs it."""
    with tarfile.open(folder / "archive.tgz", "w:gz") as tar:
        for name, content in files.items():
            member = tarfile.TarInfo(f"package/{name}")
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))


def test_the_catalogued_files_are_kept_with_their_licence(
    example: Catalogue, log: Path, tmp_path: Path
) -> None:
    others = {"package.json": b"{}", "files/Other.woff2": b"?"}
    pack(tmp_path, **{"files/Example.woff2": FONT, "LICENSE": b"OFL", **others})
    cache = tmp_path / "cache"
    assert available(example, cache).families == ()
    assert list(fetch(example, ["example"], cache)) == ["Example Serif: installed"]
    folder = cache / "packages" / "@fonts" / "example" / "1.2.3"
    kept = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert kept == {"files/Example.woff2", "LICENSE"}
    assert log.read_text().startswith("pack @fonts/example@1.2.3 ")
    assert available(example, cache) == example


def test_what_is_there_is_not_brought_again_but_what_is_damaged_is(
    example: Catalogue, log: Path, tmp_path: Path
) -> None:
    pack(tmp_path, **{"files/Example.woff2": FONT})
    list(fetch(example, ["all"], tmp_path))
    assert list(fetch(example, ["all"], tmp_path)) == ["Example Serif: already there"]
    (file,) = (tmp_path / "packages").rglob("*.woff2")
    file.write_bytes(b"damaged")
    assert list(fetch(example, ["all"], tmp_path)) == ["Example Serif: installed"]
    assert file.read_bytes() == FONT
    assert len(log.read_text().splitlines()) == 2


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("files", [{}, {"files/Example.woff2": b"something else"}])
def test_a_package_with_other_files_is_refused_and_nothing_is_kept(
    example: Catalogue, tmp_path: Path, files: dict[str, bytes]
) -> None:
    pack(tmp_path, LICENSE=b"OFL", **files)
    with pytest.raises(FontError, match=r"@fonts/example 1\.2\.3 is missing, or is not"):
        list(fetch(example, ["example"], tmp_path))
    assert [path for path in (tmp_path / "packages").rglob("*") if path.is_file()] == []


@pytest.mark.usefixtures("log")
def test_what_is_no_archive_is_an_error_and_no_traceback(
    example: Catalogue, tmp_path: Path
) -> None:
    (tmp_path / "archive.tgz").write_bytes(b"not an archive")
    with pytest.raises(FontError, match="Example Serif cannot be stored"):
        list(fetch(example, ["example"], tmp_path))


def test_an_unknown_name_is_answered_with_those_that_there_are(
    example: Catalogue, tmp_path: Path
) -> None:
    with pytest.raises(CommandError, match=r'no optional fonts "sample".*example; or all'):
        list(fetch(example, ["sample"], tmp_path))


def test_a_missing_npm_is_named_with_its_package(
    example: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolError, match="apt install npm"):
        list(fetch(example, ["example"], tmp_path))


def test_the_command_lists_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    main([])
    assert "noto-serif-thai: Noto Serif Thai (Thai)\n" in capsys.readouterr().out


def test_the_command_ends_with_a_status_and_a_message(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["nothing-like-it"])
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith('error: there are no optional fonts "nothing-like')
