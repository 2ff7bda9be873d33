"""A cache that several machines share: a folder or a bucket at an address that fsspec knows."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import uuid4

from publish.doors.seals import cache_key
from publish.errors import CommandError, Problem, PublishError
from publish.files import MOST_HASHED, sha256
from publish.making.kept import Kept, packed, unpacked

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://")
_INSTALL = "in the checkout: .venv/bin/pip install -e '.[cluster]', and for s3:// '.[s3]'"
_PROBE = "publish-was-here"


def is_address(text: str) -> bool:
    """Whether a text is an address such as ``s3://bucket/publish``, and not a path."""
    return bool(_SCHEME.match(text))


@dataclass(frozen=True, slots=True)
class SharedCache:
    """Artifacts by fingerprint below ``url``, as in `publish.making.cache.Cache`.

    It can be pickled: each process finds its own way to the address, with credentials of its
    own. Nothing is thrown away; a bucket has rules for that, which count from the last writing.
    """

    url: str

    def take(self, key: str) -> Kept | None:
        """The artifact with this fingerprint, or None where there is none, or no sound one."""
        own, file = cache_key(), self._read(key)
        return unpacked(key, file, own) if own and file is not None else None

    def put(self, key: str, kept: Kept) -> None:
        """Keep an artifact. What cannot be kept, for want of room say, is left."""
        if own := cache_key():
            self.lay_down(key, packed(key, kept, own))

    def pick_up(self, digest: str) -> bytes | None:
        """A file that was laid down under its own SHA-256, or None where there is none."""
        file = self._read(digest)
        return file if file is not None and sha256(file) == digest else None

    def lay_down(self, name: str, file: bytes) -> None:
        """Put a file there, if that can be done."""
        with suppress(OSError):
            self._write(name, file)

    def _read(self, name: str) -> bytes | None:
        files, root = file_system(self.url)
        path = _path(root, name)
        try:
            there = files.info(path)
            if there.get("type") != "file" or (there.get("size") or 0) > MOST_HASHED:
                return None
            found: bytes = files.cat_file(path)
        except OSError:
            return None
        return found

    def _write(self, key: str, content: bytes) -> None:
        """Write a file whole: an object of a store appears so, a file is renamed into place."""
        files, root = file_system(self.url)
        path = _path(root, key)
        if "file" not in files.protocol:
            files.pipe_file(path, content)
            return
        half = f"{path}.{uuid4().hex}"
        files.makedirs(os.path.dirname(path), exist_ok=True)
        files.pipe_file(half, content)
        os.replace(half, path)

    def trim(self) -> None:
        """Nothing: see the class."""


def open_shared(url: str) -> SharedCache:
    """The cache at an address, once it has been tried.

    Raises CommandError for an address that nothing here knows how to reach, PublishError for
    one that cannot be written.
    """
    shared = SharedCache(url)
    files, root = file_system(url)
    probe = f"{root}/{_PROBE}"
    try:
        shared._write(_PROBE, b"")
        files.exists(probe)
    except Exception as error:  # each kind of store has errors of its own
        raise PublishError(
            Problem(
                f"{url} cannot be written: {error}.",
                remedy="See that it exists, and that this machine has the credentials for it.",
            )
        ) from error
    return shared


@cache
def file_system(url: str) -> tuple[Any, str]:
    """The file system of an address and the path in it; settings are those of fsspec.

    Raises CommandError for an address that nothing here knows how to reach.
    """
    try:
        import fsspec

        files, root = fsspec.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise CommandError(
            Problem(
                f"{url} cannot be reached: {error}.", remedy=f"Install what it needs: {_INSTALL}."
            )
        ) from None
    return files, root.rstrip("/")


def _path(root: str, key: str) -> str:
    return f"{root}/{key[:2]}/{key[2:]}"
