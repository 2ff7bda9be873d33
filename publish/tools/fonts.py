"""Brings optional families: ``python -m publish.tools.fonts all``, or some by their sources.

They are packages of npm, too large for every installation. Each is brought once, at the
version that the catalogue pins; of its files those that the catalogue names are kept, with
the licence, after their checksums have been compared.
"""

from __future__ import annotations

import argparse
import re
import tarfile
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from publish.disks import not_stored, reason
from publish.errors import CommandError, FontError, Problem
from publish.fonts.catalogue import Catalogue, Face, Family
from publish.fonts.library import read_catalogue
from publish.fonts.source import Shelves, is_genuine, shelves
from publish.resources import default_cache_dir
from publish.tools import npm
from publish.tools.program import told

ALL = "all"

_TOP = "package/"  # the folder that every archive of npm has everything in
_LICENCE = re.compile(r"LICENSE\w*")


def fetch(catalogue: Catalogue, names: Iterable[str], cache_dir: Path) -> Iterator[str]:
    """Bring the optional families of these sources, and yield a line about each.

    ``names`` are sources of the catalogue, or ``all``. What is there already is left alone.

    Raises:
        CommandError: The catalogue has no such optional source.
        FontError: A package does not hold what the catalogue says, or cannot be stored.
        ToolError: npm is missing or failed.
    """
    where = shelves(catalogue, cache_dir)
    for families in _chosen(catalogue, list(names)):
        faces = [face for family in families for face in family.faces]
        title = ", ".join(family.name for family in families)
        if all(_is_stored(face, where) for face in faces):
            yield f"{title}: already there"
            continue
        try:
            _bring(faces, where)
        except (OSError, tarfile.TarError) as error:
            why = reason(error, cache_dir) if isinstance(error, OSError) else str(error)
            raise FontError(not_stored(title, why)) from error
        yield f"{title}: installed"


def _chosen(catalogue: Catalogue, names: Sequence[str]) -> Iterator[list[Family]]:
    """The families of each wanted source, together."""
    optional = sorted((f for f in catalogue.families if f.optional), key=lambda f: f.source)
    known = {family.source for family in optional}
    if unknown := sorted({*names} - known - {ALL}):
        raise CommandError(
            Problem(
                f'there are no optional fonts "{unknown[0]}".',
                remedy=f"There are: {', '.join(sorted(known))}; or {ALL}.",
            )
        )
    for source, families in groupby(optional, key=lambda family: family.source):
        if source in names or ALL in names:
            yield list(families)


def _is_stored(face: Face, where: Shelves) -> bool:
    path = where.package(face) / face.file
    return path.is_file() and is_genuine(path.read_bytes(), face)


def _bring(faces: Sequence[Face], where: Shelves) -> None:
    """Download the one package of ``faces`` and keep their files, each whole or not at all.

    A licence goes with its fonts, as each asks for (SIL OFL 1.1, 2).
    """
    folder = where.package(faces[0])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder) as scratch:
        package, version = str(faces[0].package), str(faces[0].package_version)
        archive = npm.archive(package, version, Path(scratch))
        files = _files(archive, {face.file for face in faces})
        if problems := [_wrong(face) for face in faces if not _is_among(files, face)]:
            raise FontError(*problems)
        for name, content in files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            beside = Path(scratch) / target.name
            beside.write_bytes(content)
            beside.replace(target)


def _files(archive: Path, wanted: Collection[str]) -> Mapping[str, bytes]:
    """The wanted files of an archive, and its licences, by their paths in the package."""
    with tarfile.open(archive) as tar:
        contents = {
            member.name.removeprefix(_TOP): tar.extractfile(member)
            for member in tar.getmembers()
            if member.isfile()
        }
        return {
            name: file.read()
            for name, file in contents.items()
            if file and (name in wanted or _LICENCE.fullmatch(name))
        }


def _is_among(files: Mapping[str, bytes], face: Face) -> bool:
    return face.file in files and is_genuine(files[face.file], face)


def _wrong(face: Face) -> Problem:
    package = f"{face.package} {face.package_version}"
    return Problem(
        f"The file {face.file} of {package} is missing, or is not the catalogued one.",
        remedy="Do not use it; compare the package with its publisher's.",
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line: names of sources, or ``all``; without any, it lists them."""
    parser = argparse.ArgumentParser(
        prog="python -m publish.tools.fonts",
        description="Install optional fonts; without a name, list them.",
    )
    parser.add_argument("source", nargs="*", help=f"a source of the font catalogue, or {ALL}")
    names = parser.parse_args(arguments).source
    catalogue = read_catalogue()
    with told():
        for line in fetch(catalogue, names, default_cache_dir()) if names else _listed(catalogue):
            print(line, flush=True)


def _listed(catalogue: Catalogue) -> Iterator[str]:
    for family in catalogue.families:
        if family.optional:
            yield f"{family.source}: {family.name} ({', '.join(family.scripts)})"


if __name__ == "__main__":
    main()
