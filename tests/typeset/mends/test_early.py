"""WeasyPrint starts sooner, and is then what it is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from publish.typeset.mends import early

SCRIPT = """
import json, sys
import publish.typeset
import weasyprint
from weasyprint.text import ffi
loaded = [name for name in ("cffi.cparser", "fontTools.subset") if name in sys.modules]
unit = ffi.pango.pango_units_from_double(1)
size = ffi.ffi.sizeof("PangoGlyphInfo")
kinds = [type(ffi.ffi).__module__, sys.modules["cffi"].FFI.__module__]
from fontTools.varLib import instancer
print(json.dumps([loaded, unit, size, kinds, callable(instancer.instantiateVariableFont)]))
"""


def start(cache: Path) -> list[object]:
    """What a new process finds of WeasyPrint, with a cache of its own."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "PUBLISH_CACHE": str(cache)},
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[object] = json.loads(done.stdout)  # and nothing else is printed
    return found


def test_declarations_are_parsed_once(tmp_path: Path) -> None:
    """The glyphs that Pango gives are read as bytes, so their size is part of the deal."""
    first, later = start(tmp_path), start(tmp_path)

    assert first == [["cffi.cparser"], 1024, 20, ["_cffi_backend", "cffi.api"], True]
    assert later == [[], 1024, 20, ["_cffi_backend", "cffi.api"], True]


def test_a_damaged_file_is_parsed_anew(tmp_path: Path) -> None:
    start(tmp_path)
    (kept,) = (tmp_path / "declarations").iterdir()
    kept.write_text("ffi = (")

    assert start(tmp_path)[0] == ["cffi.cparser"]
    assert start(tmp_path)[0] == []


OPENED = """
import os, sys
opened = []
sys.addaudithook(lambda event, arguments: event in ("open", "os.scandir", "subprocess.Popen")
    and opened.append(str(arguments[0])))
import publish.typeset
import weasyprint
with open("/proc/self/maps") as maps:
    mapped = [line.split()[-1] for line in maps]
from weasyprint.text import ffi, fonts
assert fonts.fontconfig is ffi.fontconfig
assert ffi.ffi.typeof(ffi.fontconfig.FcInitLoadConfigAndFonts)
print([name for name in (*opened, *mapped) if "fontconfig/" in name or name in ("gcc", "cc")
       or "ldconfig" in name or ".ttf" in name])
"""


def test_the_first_start_asks_no_compiler_and_sees_no_fonts(tmp_path: Path) -> None:
    """No fonts are looked at before the catalogue is named, in whatever order what is imported."""
    environment = {**os.environ, "PUBLISH_CACHE": str(tmp_path)}
    environment["FONTCONFIG_FILE"] = str(tmp_path / "not there")  # fontconfig would complain
    done = subprocess.run(
        [sys.executable, "-c", OPENED], env=environment, capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_nothing_needs_to_be_kept(tmp_path: Path) -> None:
    cache = tmp_path / "file"
    cache.write_text("no folder")

    assert start(cache)[1] == 1024


def test_what_somebody_else_has_written_there_is_not_run(tmp_path: Path) -> None:
    """Neither a module, as it was kept once, nor data that are sound but bear no seal of ours."""
    start(tmp_path)
    (kept,) = (tmp_path / "declarations").iterdir()
    witness = tmp_path / "witness"
    planted = f"open({str(witness)!r}, 'w')\n"
    old = kept.with_suffix(".py")
    seal, _, data = kept.read_bytes().partition(b"\n")
    for name, content in (
        (old, planted.encode()),
        (kept, planted.encode()),
        (kept, seal + b"\n" + planted.encode()),
        (kept, data),
        (kept, b"0" * 64 + b"\n" + data),
        (kept, seal + b"\n" + data[:-1] + b"0"),
    ):
        name.write_bytes(content)
        assert start(tmp_path)[1:3] == [1024, 20]
        assert not witness.exists()


def test_a_seal_holds_for_the_declarations_that_it_was_made_for(tmp_path: Path) -> None:
    """Sealed data under another name would be a layout of memory that is not meant."""
    start(tmp_path)
    (kept,) = (tmp_path / "declarations").iterdir()
    other = kept.with_name("0" * 32)
    kept.rename(other)
    other.rename(kept)
    assert start(tmp_path)[0] == []
    content = kept.read_bytes()
    key = early._key()
    assert key is not None
    assert early._kept(kept, key)
    other.write_bytes(content)
    assert early._kept(other, key) is None


def test_a_pipe_in_its_place_is_not_waited_for(tmp_path: Path) -> None:
    start(tmp_path)
    (kept,) = (tmp_path / "declarations").iterdir()
    kept.unlink()
    os.mkfifo(kept)
    assert start(tmp_path)[0] == ["cffi.cparser"]
    assert start(tmp_path)[0] == []


def test_without_a_place_for_a_key_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    assert start(tmp_path / "cache") == start(tmp_path / "cache")
    assert not (tmp_path / "cache" / "declarations").exists()
