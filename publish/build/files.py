"""Files written whole or not at all: beside their place, then renamed into it."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
from pathlib import Path

from publish.errors import Problem
from publish.resources import default_cache_dir

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
"""A disk without room, or with none for this user."""

_ROOM_BYTES = 50_000_000
"""A disk with more than this is hardly the one that is full, where an error does not say which."""


def write_whole(path: Path, content: bytes, workshop: Path) -> None:
    """Put ``content`` at ``path`` in one step.

    The bytes are written in the folder ``workshop``, which must be on the same file system,
    so that an interruption at any moment leaves either the earlier file or the new one.
    """
    workshop.mkdir(parents=True, exist_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=workshop)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException as error:
        Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename is None:
            error.filename = str(path)  # which of several disks is full, for instance
        raise


def cannot_write(folder: Path | None, error: OSError) -> Problem:
    """The problem of a folder that takes no more files."""
    return Problem(
        f"{folder or 'the cache'} cannot be written: {reason(error, folder)}.",
        remedy="What was there before is as it was. Mend that and run the command again: "
        "it goes on with what is missing.",
    )


def reason(error: OSError, folder: Path | None = None) -> str:
    """Why a file could not be used; of a full disk, which one it is, and what is free there.

    The disk is that of the error's own file, else of ``folder``, else, of those that every
    command writes to, the one with the least room.
    """
    said = error.strerror or str(error)
    if error.errno not in _FULL:
        return said
    own = error.filename or folder
    places = [Path(own)] if own else [Path(), Path(tempfile.gettempdir()), default_cache_dir()]
    disks = {_disk(place): shutil.disk_usage(_disk(place)).free for place in places}
    disk, free = min(disks.items(), key=lambda each: each[1])
    if not own and free > _ROOM_BYTES:
        return said
    return f"{said}: the disk at {disk} is full, {free:,} bytes are free"


def _disk(place: Path) -> Path:
    """Where the disk is mounted that a path is on, or would be."""
    path = place.absolute()
    while not path.exists() or not path.is_mount():
        path = path.parent
    return path


def sha256(content: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def sha256_of(path: Path) -> str | None:
    """The SHA-256 of a file, in hexadecimal, or None where there is no such file."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None
