"""Parcels: the content of a statement in one file, for workers that cannot see its folder."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from publish.doors.reading import read_bytes
from publish.faults import Fault
from publish.making.stamps import Stamps

_CONTENT = "content"
_PROFILE = "profile.icc"
_LARGEST = 256 << 20
"""Bytes of a file that goes with a text."""
_NO_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip file can say: when a file was written is no part of its content."""


def pack(folder: Path, profile: Path | None) -> bytes:
    """A zip of a statement's folder, with the CMYK profile it is to be made with.

    The same files give the same bytes. What lies outside the folder is left out, for no
    statement may read it, and so is what is no plain file.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in _files(folder, profile):
            with suppress(Fault):  # the loader misses it there, and says so
                archive.writestr(zipfile.ZipInfo(name, _NO_DATE), read_bytes(path, _LARGEST))
    return target.getvalue()


def _files(folder: Path, profile: Path | None) -> Iterator[tuple[str, Path]]:
    name = folder.resolve().name
    for path in Stamps().files(folder, folder):
        yield f"{_CONTENT}/{name}/{path.relative_to(folder).as_posix()}", path
    if profile is not None:
        yield _PROFILE, profile


def unpack(parcel: bytes, place: Path, slug: str) -> tuple[Path, Path | None]:
    """Lay a parcel out in the folder ``place``: the statement's folder, and the profile if any.

    The folder appears whole or not at all; one that is there is taken as it is.
    """
    if not place.is_dir():
        place.parent.mkdir(parents=True, exist_ok=True)
        half = Path(tempfile.mkdtemp(dir=place.parent))
        try:
            with zipfile.ZipFile(io.BytesIO(parcel)) as archive:
                archive.extractall(half)
            os.replace(half, place)
        except BaseException:
            shutil.rmtree(half, ignore_errors=True)
            raise
    profile = place / _PROFILE
    return place / _CONTENT / slug, profile if profile.is_file() else None
