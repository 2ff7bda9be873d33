"""The cache: finished artifacts by their fingerprints, shared by checkouts and by processes."""

from __future__ import annotations

import fcntl
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from publish.doors.plain import open_lock
from publish.doors.reading import read_bytes
from publish.doors.seals import TEAM, cache_key
from publish.faults import Fault
from publish.files import MOST_HASHED
from publish.making.kept import Keeper, Kept, packed, unpacked
from publish.making.settings import cache_limit_mb
from publish.resources import default_cache_dir

DEFAULT_LIMIT_MB = 1000
"""How large the cache grows, unless PUBLISH_BUILD_CACHE_MB says otherwise."""

_KEPT_SHARE = 0.9
"""How much of its bound the cache fills after it was cleared out, so that this is rare."""

_NEW = ".new-"
_SHELF, _FILE = re.compile("[0-9a-f]{2}"), re.compile(rf"[0-9a-f]{{62}}|{re.escape(_NEW)}\w+")
"""Names of the cache's folders, and of the files in them."""


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of artifacts, each in a file of its own.

    Files appear whole or not at all. The one that was used longest ago goes first when
    there is too much: a file's time of change is when it was last used.
    """

    folder: Path
    limit_bytes: int = DEFAULT_LIMIT_MB * 1_000_000

    def has(self, key: str) -> bool:
        """Whether there seems to be an artifact; what ``take`` finds may be damaged."""
        return self._path(key).is_file()

    def take(self, key: str) -> Kept | None:
        """The artifact with this fingerprint, or None.

        A file that is damaged, or not sealed with our key, is thrown away.
        """
        path, own = self._path(key), cache_key()
        if own is None or not os.path.lexists(path):
            return None
        kept = None
        with suppress(Fault):
            kept = unpacked(key, read_bytes(path, MOST_HASHED), own)
        with suppress(OSError):  # thrown away by another process meanwhile, or not ours to write
            if kept is None:
                path.unlink()
            else:
                os.utime(path)
        return kept

    def put(self, key: str, kept: Kept) -> None:
        """Keep an artifact. What cannot be kept, for want of room say, is left."""
        path, own = self._path(key), cache_key()
        if own is None:
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=_NEW, dir=path.parent)
        except OSError:
            return
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(packed(key, kept, own))
            os.replace(name, path)
        except OSError:
            Path(name).unlink(missing_ok=True)

    def trim(self) -> None:
        """Throw away what was used longest ago, where there is more than ``limit_bytes``.

        One process at a time does; the others need not wait for it.
        """
        try:
            with open_lock(self.folder / "lock") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._trim()
        except OSError:  # no cache yet, or another process is at it
            return

    def _trim(self) -> None:
        files = sorted(self._files())
        size = sum(bytes_ for _, bytes_, _ in files)
        if size <= self.limit_bytes:
            return
        for _, bytes_, path in files:
            if size <= self.limit_bytes * _KEPT_SHARE:
                return
            Path(path).unlink(missing_ok=True)
            size -= bytes_

    def _files(self) -> Iterator[tuple[int, int, str]]:
        """When each file was last used, its size, and its path; other people's are none."""
        for folder in os.scandir(self.folder):
            if _SHELF.fullmatch(folder.name) and folder.is_dir(follow_symlinks=False):
                for file in os.scandir(folder):
                    if _FILE.fullmatch(file.name) and file.is_file(follow_symlinks=False):
                        found = file.stat(follow_symlinks=False)
                        yield found.st_mtime_ns, found.st_size, file.path

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]


def open_cache(
    address: str | None = None, tell: Callable[[str], object] = lambda _: None
) -> Keeper | None:
    """The cache at an address: a folder, by default PUBLISH_BUILD_CACHE or the user's own.

    None where PUBLISH_BUILD_CACHE is ``off``, and where there is no key to seal with; ``tell``
    hears of that. Raises PublishError for a key that cannot be used.
    """
    own = address or os.environ.get("PUBLISH_BUILD_CACHE")
    if own == "off":
        return None
    if cache_key() is None:
        tell(f"No key can be kept for the cache, so it is not used: {TEAM} may name one.")
        return None
    if own and "://" in own:
        from publish.making.shared import open_shared  # needs fsspec, an extra

        if not os.environ.get(TEAM):
            tell(
                f"{TEAM} names no key of your team: of {own} only what this machine has put "
                "there is taken (docs/scale.md)."
            )
        return open_shared(own)
    folder = Path(own).absolute() if own else default_cache_dir() / "artifacts"
    return Cache(folder, cache_limit_mb(DEFAULT_LIMIT_MB) * 1_000_000)
