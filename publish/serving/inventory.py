"""The inventory: every file that may be served, by its address. There is nothing else.

No path is ever made from what a request says: an address is looked up, and either it is here
or there is no such file. What is here stands in the folder's own list of checksums or in its
manifest, so hidden files, files that somebody put there and files outside are not.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from publish.catalogue import addresses
from publish.doors.paths import check_inner, leads_inside
from publish.doors.reading import read_bytes
from publish.errors import Place, Problem, PublishError
from publish.faults import Fault, said_of
from publish.files import sha256_of
from publish.making import manifest
from publish.making.manifest import Entry
from publish.serving.media import media_type

_LOOSE = (addresses.CHECKSUMS, addresses.SIGNATURE, addresses.MANIFEST)
"""What lists and vouches for the others, and is in no list itself."""

MAX_BYTES = 64 << 20
"""The largest list of checksums that is read, 64 MiB: half a million files."""

_SUM = re.compile(r"([0-9a-f]{64})  (\S.*)")


@dataclass(frozen=True, slots=True)
class Offer:
    """A file to serve: ``path`` below the folder, the SHA-256 of its bytes, and its date.

    ``modified_s`` is in seconds since 1970; ``entry`` is the artifact that it is, if it is one.
    """

    path: str
    file: Path
    sha256: str
    media_type: str
    modified_s: int
    entry: Entry | None = field(default=None, compare=False)


Version = tuple[tuple[int, int, int] | None, ...]
"""Which state of a folder was read: what tells its lists from later ones."""


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a folder offers: files by their addresses, and addresses that a slash is missing of."""

    offers: Mapping[str, Offer]
    folders: frozenset[str]
    entries: tuple[Entry, ...]
    version: Version


def version(folder: Path) -> Version:
    """The state of the folder's lists; another one than before means: read them again."""
    return tuple(_state(folder / name) for name in _LOOSE)


def _state(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def inventory(folder: Path) -> Inventory:
    """Everything that ``folder``, a catalogue or a build, has to offer.

    Raises PublishError where it is neither, and for every listed file that is not there or
    leads out of the folder.
    """
    state = version(folder)
    entries = {entry.path: entry for entry in manifest.read(folder).artifacts}
    sums = _sums(folder, entries)
    problems = [problem for path in sums if (problem := _fault(folder / path, folder))]
    if problems:
        raise PublishError(*problems)
    offers: dict[str, Offer] = {}
    for path, digest in sums.items():
        offer = _offer(folder, path, digest, entries.get(path))
        offers |= dict.fromkeys(_addresses(path), offer)
    return Inventory(offers, _folders(offers), tuple(entries.values()), state)


def _sums(folder: Path, entries: Mapping[str, Entry]) -> Mapping[str, str]:
    """The SHA-256 of every file that is not hidden, by its path."""
    sums = {path: entry.sha256 for path, entry in entries.items()}
    sums |= dict(_listed(folder / addresses.CHECKSUMS))
    if not sums:
        raise PublishError(
            Problem(
                "there is neither a catalogue nor a build here.",
                Place(folder),
                "Run publish catalog, or name the folder of one.",
            )
        )
    sums |= {name: found for name in _LOOSE if (found := sha256_of(folder / name))}
    return {path: sums[path] for path in sorted(sums) if not _hidden(path)}


def _offer(folder: Path, path: str, digest: str, entry: Entry | None) -> Offer:
    file = folder / path
    kind = entry.media_type if entry else media_type(path)
    return Offer(path, file, digest, kind, int(file.stat().st_mtime), entry)


def _listed(sums: Path) -> Iterator[tuple[str, str]]:
    if not os.path.lexists(sums):
        return
    with said_of(sums, kind=PublishError):
        text = read_bytes(sums, MAX_BYTES, sums.parent).decode(errors="replace")
    for number, line in enumerate(text.splitlines(), start=1):
        form = _SUM.fullmatch(line)
        if form is None:
            raise PublishError(
                Problem("this is no checksum.", Place(sums, number), "Run publish catalog.")
            )
        try:
            yield check_inner(form[2]), form[1]
        except Fault:
            raise PublishError(_outside(Place(sums, number))) from None


def _outside(place: Place) -> Problem:
    return Problem("the file is not in the folder that lists it.", place, "Remove it.")


def _hidden(path: str) -> bool:
    return any(part.startswith(".") for part in PurePosixPath(path).parts)


def _fault(file: Path, folder: Path) -> Problem | None:
    if not leads_inside(file, folder):
        return _outside(Place(file))
    if not file.is_file():
        return Problem("the file is missing.", Place(file), "Run publish catalog, or build.")
    return None


def _addresses(path: str) -> Iterator[str]:
    yield f"/{path}"
    if PurePosixPath(path).name == addresses.HOME:
        yield f"/{path.removesuffix(addresses.HOME)}"


def _folders(offers: Mapping[str, Offer]) -> frozenset[str]:
    return frozenset(where.rstrip("/") for where in offers if where.endswith("/") and where != "/")
