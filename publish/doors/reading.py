"""Reading files that others may have made: plain files only, size before bytes, bounds on depth."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from publish.doors.paths import leads_inside
from publish.doors.plain import NotPlainError, open_plain
from publish.faults import Fault


class TooLargeError(Fault):
    """A file of more bytes than are read."""


def read_bytes(path: Path, limit: int, root: Path | None = None) -> bytes:
    """The bytes of a plain file of at most ``limit`` bytes.

    With ``root``, the file must be below it once links are followed. Pipes, sockets, devices
    and folders are refused before they are opened: to open one may wait for ever, or do
    something. Raises Fault, which knows no place, and nothing else.
    """
    try:
        if root is not None and not leads_inside(path, root):
            message = "the file is a link that leads out of the statement's folder."
            raise Fault(message, "Put the file itself there.")
        with open_plain(path) as file:
            size = os.fstat(file.fileno()).st_size
            if size > limit:
                raise _too_large(size, limit)
            data = file.read(limit + 1)
    except Fault:
        raise
    except (OSError, ValueError) as error:
        raise _unreadable(error) from None
    if len(data) > limit:
        raise _too_large(len(data), limit)
    return data


def size_of(path: Path, limit: int) -> int:
    """How many bytes a plain file has, for those who let others read it.

    Raises Fault where it is none, or larger than ``limit``, as ``read_bytes`` does.
    """
    try:
        with open_plain(path) as file:
            size = os.fstat(file.fileno()).st_size
    except (OSError, ValueError) as error:
        raise _unreadable(error) from None
    if size > limit:
        raise _too_large(size, limit)
    return size


def read_json(path: Path, limit: int, root: Path | None = None) -> Any:
    """What is in a file of JSON; raises Fault where it cannot be read, as ``read_bytes`` does."""
    return parse_json(read_bytes(path, limit, root))


def parse_json(data: bytes) -> Any:
    """What JSON says; raises Fault where it is none, or nested deeper than Python goes."""
    try:
        return json.loads(data)
    except RecursionError:
        raise Fault("the file is nested too deeply.") from None
    except ValueError as error:  # also a number of thousands of digits, and what is not UTF-8
        raise Fault(f"the file is not JSON: {error}.") from None


def _too_large(size: int, limit: int) -> TooLargeError:
    message = f"the file has {size:,} bytes; the limit is {limit:,}."
    return TooLargeError(message, "Check what the file is.")


def _unreadable(error: OSError | ValueError) -> Fault:
    if isinstance(error, FileNotFoundError):
        return Fault("the file is missing.")
    if isinstance(error, NotPlainError):
        remedy = "Name the files in it." if error.is_folder else None
        return Fault(f"{error}.", remedy)
    reason = getattr(error, "strerror", None) or str(error)
    return Fault(f"the file cannot be read: {reason}.")
