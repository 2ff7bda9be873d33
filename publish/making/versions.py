"""Versions of what pages are made with: Python packages, and libraries of the system."""

from __future__ import annotations

import ctypes
import re
import sys
import zlib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path

from publish.language.dictionary import release
from publish.making.stamps import Stamps

_DIST_INFO = ".dist-info"
_LINKER_CACHE = Path("/etc/ld.so.cache")
"""Changes whenever a library of the system does (ldconfig(8))."""

_LIBRARIES = (
    ("Pango", "pango_version_string", ("libpango-1.0.so.0", "libpango-1.0.dylib")),
    ("HarfBuzz", "hb_version_string", ("libharfbuzz.so.0", "libharfbuzz.0.dylib")),
)
"""Libraries that lay text out: name, function that says its version, file names."""


def package_versions(names: Iterable[str], stamps: Stamps) -> Mapping[str, str]:
    """The versions of installed packages, by the names that were given.

    They stand in the names of the folders that installers leave, so that none needs to be read.
    """
    installed = _installed(stamps)
    return {name: installed.get(_plain(name)) or _asked(name) for name in names}


def library_versions(stamps: Stamps) -> Mapping[str, str]:
    """The versions of Python and of the system's libraries that decide how text is set."""
    stamps.sha256(_LINKER_CACHE)
    known = {"Python": sys.version.split()[0], "zlib": zlib.ZLIB_RUNTIME_VERSION, "ICU": release()}
    return known | dict(_loaded())


def _installed(stamps: Stamps) -> dict[str, str]:
    versions: dict[str, str] = {}
    for folder in dict.fromkeys(filter(None, sys.path)):
        if Path(folder).name not in ("site-packages", "dist-packages"):
            continue
        for entry in stamps.names(Path(folder)):
            if entry.endswith(_DIST_INFO):
                name, _, version = entry.removesuffix(_DIST_INFO).partition("-")
                versions.setdefault(_plain(name), version)
    return versions


def _asked(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "absent"


def _plain(name: str) -> str:
    """A package's name as all of its spellings (Python packaging: name normalization)."""
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def _loaded() -> tuple[tuple[str, str], ...]:
    """The versions of libraries as they are loaded; a process keeps those that it has."""
    return tuple((name, _ask(function, files)) for name, function, files in _LIBRARIES)


def _ask(function: str, files: Iterable[str]) -> str:
    for file in files:
        try:
            ask = getattr(ctypes.CDLL(file), function)
        except (OSError, AttributeError):
            continue
        ask.restype = ctypes.c_char_p
        return str(ask().decode())
    return "unknown"
