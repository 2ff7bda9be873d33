"""Stamps: the hash of a file is taken anew only where its stamp says that it may have changed."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from publish.files import sha256_of

_TICK_NS = 20_000_000
"""How long two changes of a file can bear the same time, where clocks of files tick finely.

Twice a tick of Linux (10 ms at most, CONFIG_HZ); Windows has one of 15.6 ms."""
_COARSE_TICK_NS = 2_000_000_000
"""The same where they count whole seconds, or, as FAT does, two."""
_SECOND_NS = 1_000_000_000


class Stamp(NamedTuple):
    """What a change of a file cannot leave as it is (cf. "racy git", Git's technical notes).

    Of a folder it is a digest of the ``names`` in it, and nothing else: its dates change with
    whatever Python, an editor or a desktop leaves there, which no build looks at.
    """

    size: int
    modified_ns: int
    changed_ns: int
    inode: int
    names: str = ""


NO_STAMP = Stamp(-1, -1, -1, -1)
"""Of a file that is not there, or cannot be told of."""

Known = Mapping[str, tuple[Stamp, str]]
"""Hashes by path, each with the stamp that the file had before it was read."""


def stamp_of(path: str | Path) -> Stamp:
    """The stamp of a file or a folder; of a folder, it changes with the names in it."""
    try:
        found = os.stat(path)
        if stat.S_ISDIR(found.st_mode):
            linked = os.path.islink(path)  # to a folder that may be anybody's: it is not listed
            return _stamp_of_link(found) if linked else _stamp_of_names(_entries(path))
    except (OSError, ValueError):  # a loop of links, a folder that is closed, a NUL in the name
        return NO_STAMP
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def _entries(folder: str | Path) -> dict[str, bool]:
    """The names in a folder that count, sorted, and whether each is a folder's.

    What programs leave beside their work does not count: hidden files, as those of editors and
    desktops, backups, and what Python compiles.
    """
    with os.scandir(folder) as found:
        return {
            entry.name: _is_folder(entry)
            for entry in sorted(found, key=lambda entry: entry.name)
            if not entry.name.startswith(".")
            and entry.name != "__pycache__"
            and not entry.name.endswith((".pyc", "~"))
        }


def _stamp_of_link(found: os.stat_result) -> Stamp:
    """The stamp of a link to a folder: which folder it leads to."""
    return Stamp(-1, 0, 0, found.st_ino)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a loop of links
        return False


def _stamp_of_names(entries: Mapping[str, bool]) -> Stamp:
    told = "".join(f"{name}{'//' if is_folder else '/'}" for name, is_folder in entries.items())
    digest = hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()
    return Stamp(-1, 0, 0, 0, digest)


def settled(stamp: Stamp, now_ns: int) -> bool:
    """Whether a file with this stamp cannot be changed any more without changing it.

    One that was written only now can, within a tick of the file system's clock.
    """
    return settles_ns(stamp) < now_ns


def settles_ns(stamp: Stamp) -> int:
    """When a file that has this stamp then is ``settled``, in nanoseconds since the epoch."""
    coarse = stamp.modified_ns % _SECOND_NS == 0
    return stamp.modified_ns + (_COARSE_TICK_NS if coarse else _TICK_NS)


def unchanged(seen: Mapping[str, Stamp]) -> bool:
    """Whether all files and folders still have the stamps that were seen."""
    return all(stamp_of(path) == stamp for path, stamp in seen.items())


class Stamps:
    """The file system as a build sees it: hashes of files, names in folders.

    ``known`` are hashes from an earlier run. All that was asked about is in ``seen``, by path,
    with the stamp it had: as long as none of these changes, every answer is the same.
    """

    def __init__(self, known: Known | None = None) -> None:
        self.known = dict(known or {})
        self.seen: dict[str, Stamp] = {}

    def beside(self) -> Stamps:
        """Another that knows the same hashes and shares what it learns, but has seen nothing."""
        other = Stamps()
        other.known = self.known
        return other

    def sha256(self, path: Path) -> str:
        """The SHA-256 of a file in hexadecimal, or an empty string where none can be read."""
        name = os.path.abspath(path)
        now_ns = time.time_ns()
        stamp = self.seen[name] = stamp_of(name)
        if stamp == NO_STAMP:
            return ""
        known = self.known.get(name)
        if known and known[0] == stamp:
            return known[1]
        digest = sha256_of(path) or ""
        if settled(stamp, now_ns):
            self.known[name] = stamp, digest
        return digest

    def names(self, folder: Path) -> tuple[str, ...]:
        """The names in a folder that count, sorted; none where there is no such folder."""
        return tuple(self._look_into(folder))

    def files(self, folder: Path, root: Path | None = None) -> Iterator[Path]:
        """The files below a folder whose names, and whose folders' names, count.

        With ``root``, links that lead out of it are left out as well. Below a link to a folder
        no other is followed, for links may go round in a circle.
        """
        yield from self._files(folder, root and Path(os.path.realpath(root)), follow=True)

    def _files(self, folder: Path, root: Path | None, *, follow: bool) -> Iterator[Path]:
        for name, is_folder in self._look_into(folder).items():
            path = folder / name
            linked = path.is_symlink()
            if linked and root and not Path(os.path.realpath(path)).is_relative_to(root):
                continue
            if not is_folder:
                yield path
            elif follow or not linked:
                yield from self._files(path, root, follow=follow and not linked)

    def _look_into(self, folder: Path) -> dict[str, bool]:
        name = os.path.abspath(folder)
        try:
            entries = _entries(name)
        except OSError:
            self.seen[name] = NO_STAMP
            return {}
        real = os.path.realpath(name)
        self.seen[real] = _stamp_of_names(entries)
        if real != name:  # a link on the way may lead elsewhere later
            self.seen[name] = stamp_of(name)
        return entries
