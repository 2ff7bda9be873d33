"""ZIP archives that others have made: what is in them, or what is wrong with them."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from publish.faults import fail, quoted

MAX_PARTS: Final = 5_000
MAX_PART: Final = 16 << 20
MAX_UNPACKED: Final = 32 << 20
"""Bytes of XML, unpacked: a statement has some hundred thousand."""

_BROKEN: Final = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, lzma.LZMAError, struct.error,
    EOFError, OSError, ValueError, IndexError, KeyError, RuntimeError,
)  # fmt: skip
"""All that the standard library raises for what is no archive, or packed in a way unknown to it."""


@contextmanager
def opened(data: bytes, path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive in the bytes of a file; raises ContentError, also where it breaks off later."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive
    except _BROKEN as error:
        said = quoted(str(error) or type(error).__name__)
        message = f"the archive that the document is cannot be opened: {said}."
        raise fail(path, None, message, "Open it and save it again.") from None


def names_in(data: bytes, path: Path) -> frozenset[str]:
    """The names of the parts of an archive."""
    with opened(data, path) as archive:
        return frozenset(archive.namelist())


def too_much(path: Path) -> Exception:
    """The error of an archive that means harm, or is no document."""
    message = "the document unpacks to far more than any statement has."
    return fail(path, None, message, "Copy its text into a new document.")


def unpacked(
    archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], path: Path
) -> dict[str, bytes]:
    """Parts of an archive by name, read within bounds, whatever their sizes are said to be.

    What is unpacked counts also where many parts have the same name, or lie over each other.
    """
    parts: dict[str, bytes] = {}
    total = 0
    for info in infos:
        with archive.open(info) as part:
            content = part.read(MAX_PART + 1)
        total += len(content)
        if len(content) > MAX_PART or total > MAX_UNPACKED:
            raise too_much(path)
        parts[info.filename] = content
    return parts
