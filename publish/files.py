"""Files written whole or not at all: beside their place, then renamed into it."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from publish.disks import reason
from publish.doors.plain import open_plain
from publish.errors import Problem

MOST_HASHED = 1 << 30
"""The largest file that is hashed, 1 GiB: many times a book of photographs for the press."""


def write_whole(path: Path, content: bytes, workshop: Path) -> None:
    """Put ``content`` at ``path`` in one step.

    The bytes are written in the folder ``workshop``, which must be on the same file system,
    so that an interruption at any moment leaves either the earlier file or the new one.
    """
    workshop.mkdir(parents=True, exist_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=workshop)
    try:
        with naming(path), os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Let an error say what was being written: which of several disks is full, for instance.

    The system names a file that cannot be opened, and not one that cannot be written to its end.
    """
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = str(path)
        raise


def cannot_write(folder: Path | None, error: OSError) -> Problem:
    """The problem of a folder that takes no more files."""
    return Problem(
        f"{folder or 'the cache'} cannot be written: {reason(error, folder)}.",
        remedy="What was there before is as it was. Mend that and run the command again: "
        "it goes on with what is missing.",
    )


def sha256(content: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def sha256_of(path: Path) -> str | None:
    """The SHA-256 of a plain file of at most MOST_HASHED bytes, in hexadecimal.

    None where there is none, or none that can be read.
    """
    try:
        with open_plain(path) as file:
            if os.fstat(file.fileno()).st_size > MOST_HASHED:
                return None
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return None
