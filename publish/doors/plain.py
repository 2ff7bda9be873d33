"""Opens plain files and nothing else: a pipe would wait for ever, a device has no end.

Nothing that takes long to import is imported here: an idle build comes by.
"""

from __future__ import annotations

import os
import stat
from io import BufferedRandom, BufferedReader
from pathlib import Path


class NotPlainError(OSError):
    """What is there is a folder, a pipe, a socket or a device."""

    def __init__(self, *, is_folder: bool) -> None:
        super().__init__(f"the file is not a plain file{' but a folder' if is_folder else ''}")
        self.is_folder = is_folder


def open_plain(path: str | Path) -> BufferedReader:
    """A plain file, open for reading; raises OSError, and NotPlainError for anything else."""
    _check(os.stat(path))  # before it is opened: that may do something
    # What is opened may be another by now, a pipe even.
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    return os.fdopen(_checked(handle), "rb")


def open_lock(path: Path) -> BufferedRandom:
    """A file to hold a lock on, made where there is none, and never written.

    A link is not followed, for it could lead to anybody's file. Raises OSError.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    return os.fdopen(_checked(os.open(path, flags, 0o644)), "r+b")


def _checked(handle: int) -> int:
    try:
        _check(os.fstat(handle))
    except BaseException:
        os.close(handle)
        raise
    return handle


def _check(found: os.stat_result) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise NotPlainError(is_folder=stat.S_ISDIR(found.st_mode))
