"""The catalogue made ready for use: derived font files, and a fontconfig that sees no others."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from types import MappingProxyType
from xml.sax.saxutils import escape

from publish.disks import not_stored, reason
from publish.doors.reading import read_bytes, read_json
from publish.errors import FontError
from publish.fonts.catalogue import Catalogue, Face
from publish.fonts.source import read_sources, shelves

# Their code decides what the files hold, so their text is part of the cache's key.
_MAKERS = tuple(Path(__file__).with_name(name) for name in ("install.py", "derive.py", "names.py"))
_LIBRARIES = ("fonttools", "uharfbuzz")

_LARGEST_RECORD = 64 << 20
"""Bytes of what is noted of all faces: some hundred times what it is."""

# No system folder, no include, and no need to look again: the folder of a key never changes.
_FONTCONFIG = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{faces}</dir>
  <cachedir>{cache}</cachedir>
  <config><rescan><int>0</int></rescan></config>
</fontconfig>
"""


@dataclass(frozen=True, slots=True)
class Installed:
    """A catalogue's faces as files that are ready to be used.

    ``fontconfig_file`` is for the environment variable ``FONTCONFIG_FILE`` and names
    ``directory`` alone; ``coverage_file`` says which characters each file maps.
    """

    directory: Path
    fontconfig_file: Path
    coverage_file: Path
    files: Mapping[Face, Path]


def prepare(catalogue: Catalogue, cache_dir: Path) -> Installed:
    """Make a catalogue's faces ready under ``cache_dir``, or find them there from last time.

    Several processes may do so at once: files appear whole or not at all, and all write the
    same bytes. Raises FontError where a source file is missing or is not the catalogued one,
    where a face cannot be derived from it, and where the cache cannot be written.
    """
    cache_dir = cache_dir.absolute()
    # A folder that goes by several names is named once for all of them by its fontconfig.
    installed = _plan(catalogue, (cache_dir / "fonts").resolve())
    if _is_complete(installed):
        return installed
    try:
        _install(installed, read_sources(catalogue.faces, shelves(catalogue, cache_dir)))
    except OSError as error:
        raise FontError(not_stored("The derived fonts", reason(error, cache_dir))) from error
    return installed


def _plan(catalogue: Catalogue, root: Path) -> Installed:
    """The paths of everything, under a folder named by all that the files depend on."""
    folder = root / key(catalogue)
    directory = folder / "faces"
    return Installed(
        directory=directory,
        fontconfig_file=folder / "fonts.conf",
        coverage_file=folder / "coverage.json",
        files=MappingProxyType(
            {face: directory / f"{face.postscript_name}.ttf" for face in catalogue.faces}
        ),
    )


def key(catalogue: Catalogue) -> str:
    """A name for the files that come of a catalogue: of its faces, and of what makes them."""
    digest = hashlib.sha256(repr(catalogue.faces).encode())
    for name in _LIBRARIES:
        digest.update(f"{name} {metadata.version(name)}\n".encode())
    for path in _MAKERS:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:32]


def _is_complete(installed: Installed) -> bool:
    """Whether an earlier run ended, in this very folder, and its files still have their size."""
    try:
        record = read_json(installed.coverage_file, _LARGEST_RECORD)
        folder = installed.fontconfig_file.parent
        told = read_bytes(installed.fontconfig_file, _LARGEST_RECORD)
        return told == _fontconfig(installed, folder) and all(
            path.stat().st_size == record[path.name]["bytes"] for path in installed.files.values()
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _install(installed: Installed, sources: Mapping[str, bytes]) -> None:
    """Write everything in a folder of its own, then move it into place, file by file.

    The coverage comes last: with it in place, all is in place.
    """
    from publish.fonts.derive import character_ranges, derive  # costly: not for a warm run

    folder = installed.fontconfig_file.parent
    installed.directory.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder) as scratch:
        coverage = {}
        for face, path in installed.files.items():
            content = derive(sources[face.sha256], face)
            coverage[path.name] = {"bytes": len(content), "ranges": character_ranges(content)}
            _place(content, path, Path(scratch))
        _place(_fontconfig(installed, folder), installed.fontconfig_file, Path(scratch))
        record = json.dumps(coverage, separators=(",", ":")).encode()
        _place(record, installed.coverage_file, Path(scratch))


def _place(content: bytes, path: Path, scratch: Path) -> None:
    beside = scratch / path.name
    beside.write_bytes(content)
    beside.replace(path)


def _fontconfig(installed: Installed, folder: Path) -> bytes:
    return _FONTCONFIG.format(
        faces=escape(str(installed.directory)), cache=escape(str(folder / "fontconfig"))
    ).encode()
