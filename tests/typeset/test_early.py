"""WeasyPrint starts sooner, and is then what it is."""

from __future__ import annotations

import json
import os
import pkgutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from publish import typeset
from publish.typeset import inside

_ALL = (
    import_module(f"{typeset.__name__}.{module.name}")
    for module in pkgutil.iter_modules(typeset.__path__)
)
MENDING = tuple(module for module in _ALL if callable(getattr(module, "inside", None)))
"""The modules that reach into WeasyPrint."""

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

    assert first == [["cffi.cparser"], 1024, 20, ["cffi.api", "cffi.api"], True]
    assert later == [[], 1024, 20, ["_cffi_backend", "cffi.api"], True]


def test_a_damaged_file_is_parsed_anew(tmp_path: Path) -> None:
    start(tmp_path)
    (kept,) = (tmp_path / "declarations").iterdir()
    kept.write_text("ffi = (")

    assert start(tmp_path)[0] == ["cffi.cparser"]
    assert start(tmp_path)[0] == []


def test_nothing_needs_to_be_kept(tmp_path: Path) -> None:
    cache = tmp_path / "file"
    cache.write_text("no folder")

    assert start(cache)[1] == 1024


@pytest.mark.parametrize("module", MENDING)
def test_sources_are_those_that_python_finds(module: object) -> None:
    """They are found by indentation, in a tenth of the time."""
    from inspect import getsource

    parts = module.inside()  # type: ignore[attr-defined]
    assert [inside.source(part) for part in parts] == [getsource(part) for part in parts]
