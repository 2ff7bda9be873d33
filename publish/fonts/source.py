"""Where a face's font file is, and whether it is the one that the catalogue means."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path

from publish.errors import FontError, Problem
from publish.fonts.catalogue import Face


def read_sources(faces: Iterable[Face], folder: Path) -> Mapping[str, bytes]:
    """The contents of the font files that the faces are made from, by ``Face.file``.

    ``folder`` is the catalogue's own, for files that come from no package. Raises FontError
    with a problem for each file that is missing or has another checksum than the catalogue.
    """
    contents: dict[str, bytes] = {}
    problems: dict[str, Problem] = {}
    for face in faces:
        if face.file in contents or face.file in problems:
            continue
        try:
            contents[face.file] = _read(face, folder)
        except FontError as error:
            problems[face.file] = error.problems[0]
    if problems:
        raise FontError(*problems.values())
    return contents


def _read(face: Face, folder: Path) -> bytes:
    path = _locate(face, folder)
    try:
        content = path.read_bytes()
    except OSError as error:
        message = f"The file of the face {face} cannot be read: {error}."
        raise FontError(Problem(message, remedy=_remedy(face))) from error
    actual = hashlib.sha256(content).hexdigest()
    if actual != face.sha256:
        message = (
            f"The file of the face {face}, {path}, is not the catalogued one: "
            f"its SHA-256 is {actual}, the catalogue says {face.sha256}."
        )
        raise FontError(Problem(message, remedy=_remedy(face)))
    return content


def _locate(face: Face, folder: Path) -> Path:
    if face.package is None:
        return folder / face.file
    try:
        distribution = metadata.distribution(face.package)
    except metadata.PackageNotFoundError as error:
        message = f"The face {face} is in the package {face.package}, which is not installed."
        raise FontError(Problem(message, remedy=_remedy(face))) from error
    return Path(str(distribution.locate_file(face.file)))


def _remedy(face: Face) -> str:
    if face.package is None:
        return f"Put {face.file} beside the catalogue again, or mend its row there."
    return f"Run: pip install --force-reinstall {face.package}=={face.package_version}"
