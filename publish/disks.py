"""Why a file could not be read or written; of a full disk, which one it is."""

from __future__ import annotations

import errno
import shutil
import tempfile
from pathlib import Path

from publish.errors import Problem
from publish.resources import default_cache_dir

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
"""A disk without room, or with none for this user."""

_ROOM_BYTES = 50_000_000
"""A disk with more than this is hardly the one that is full, where an error does not say which."""


def reason(error: OSError, folder: Path | None = None) -> str:
    """Why a file could not be used; of a full disk, which one it is, and what is free there.

    The disk is that of the error's own file, else of ``folder``, else, of those that every
    command writes to, the one with the least room.
    """
    said = error.strerror or str(error)
    if error.errno not in _FULL:
        return said
    own = error.filename if isinstance(error.filename, str) else folder
    places = [Path(own)] if own else [Path(), Path(tempfile.gettempdir()), default_cache_dir()]
    disks = {_disk(place): shutil.disk_usage(_disk(place)).free for place in places}
    disk, free = min(disks.items(), key=lambda each: each[1])
    if not own and free > _ROOM_BYTES:
        return said
    return f"{said}: the disk at {disk} has {free // 1_000_000:,} MB left"


def not_stored(what: str, why: str) -> Problem:
    """The problem of the cache that takes no more files."""
    return Problem(
        f"{what} cannot be stored: {why}.",
        remedy="Set PUBLISH_CACHE to a folder that can be written.",
    )


def _disk(place: Path) -> Path:
    """Where the disk is mounted that a path is on, or would be."""
    path = place.absolute()
    while not path.exists() or not path.is_mount():
        path = path.parent
    return path
