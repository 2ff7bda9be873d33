"""Where a face's font file is, and whether it is the one that the catalogue means."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from publish.errors import FontError, Problem
from publish.fonts.catalogue import Catalogue, Face, Family


@dataclass(frozen=True, slots=True)
class Shelves:
    """The folders that hold font files beside the installed Python packages.

    ``own`` is the catalogue's, for files that come from no package; ``fetched`` is where
    tools.fonts puts optional packages.
    """

    own: Path
    fetched: Path

    def package(self, face: Face) -> Path:
        """The folder of the optional package that a face comes from."""
        return self.fetched / str(face.package) / str(face.package_version)


def shelves(catalogue: Catalogue, cache_dir: Path) -> Shelves:
    """The folders for a catalogue, of which optional packages are under ``cache_dir``."""
    return Shelves(catalogue.path.parent, cache_dir / "packages")


def is_present(family: Family, where: Shelves) -> bool:
    """Whether a family can be used: it came with the program, or has been fetched whole.

    A file that belongs to the program and is missing is an error when it is read.
    """
    return not family.optional or all(_locate(face, where).is_file() for face in family.faces)


def read_sources(faces: Iterable[Face], where: Shelves) -> Mapping[str, bytes]:
    """The contents of the font files that the faces are made from, by ``Face.sha256``.

    Raises FontError with a problem for each file that is missing or has another checksum
    than the catalogue.
    """
    contents: dict[str, bytes] = {}
    problems: dict[str, Problem] = {}
    for face in faces:
        if face.sha256 in contents or face.sha256 in problems:
            continue
        try:
            contents[face.sha256] = _read(face, where)
        except FontError as error:
            problems[face.sha256] = error.problems[0]
    if problems:
        raise FontError(*problems.values())
    return contents


def is_genuine(content: bytes, face: Face) -> bool:
    """Whether these bytes are the file that the catalogue means."""
    return hashlib.sha256(content).hexdigest() == face.sha256


def how_to_install(source: str) -> str:
    """The command that brings an optional family, for a message."""
    return f"make FONTS={source} (without make: python -m publish.tools.fonts {source})"


def _read(face: Face, where: Shelves) -> bytes:
    path = _locate(face, where)
    try:
        content = path.read_bytes()
    except OSError as error:
        message = f"The file of the face {face} cannot be read: {error}."
        raise FontError(Problem(message, remedy=_remedy(face))) from error
    if not is_genuine(content, face):
        message = (
            f"The file of the face {face}, {path}, is not the catalogued one: its SHA-256 is "
            f"{hashlib.sha256(content).hexdigest()}, the catalogue says {face.sha256}."
        )
        raise FontError(Problem(message, remedy=_remedy(face)))
    return content


def _locate(face: Face, where: Shelves) -> Path:
    if face.package is None:
        return where.own / face.file
    if face.registry == "npm":
        return where.package(face) / face.file
    try:
        distribution = metadata.distribution(face.package)
    except metadata.PackageNotFoundError as error:
        message = f"The face {face} is in the package {face.package}, which is not installed."
        raise FontError(Problem(message, remedy=_remedy(face))) from error
    return Path(str(distribution.locate_file(face.file)))


def _remedy(face: Face) -> str:
    if face.package is None:
        return f"Put {face.file} beside the catalogue again, or mend its row there."
    if face.registry == "npm":
        return f"Run: {how_to_install(face.source)}"
    return f"Run: pip install --force-reinstall {face.package}=={face.package_version}"
