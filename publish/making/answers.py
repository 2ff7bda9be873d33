"""Answers: a build that has nothing to do is answered from memory, before anything is imported.

What the last build with the same command line looked at is remembered by its stamps. As long as
none of them has changed, it would look at the same files and come to the same answer.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from publish.doors.plain import open_plain
from publish.making.stamps import Stamp, settled, settles_ns, stamp_of
from publish.resources import default_cache_dir

_MOST = 64
"""How many command lines are remembered."""

_LARGEST = 64 << 20
"""Bytes of an answer: many times what the longest one has."""

_LONGEST_WAIT_S = 0.1
"""How long to wait, at most, until a file that was just written can be told from a later one."""

_MOMENT_S = 0.001

_ENVIRONMENT = ("HOME", "LD_LIBRARY_PATH", "PYTHONPATH", "SOURCE_DATE_EPOCH", "XDG_CACHE_HOME")
"""Variables that decide what a build does, beside all that begin with PUBLISH_."""


class Answer(NamedTuple):
    """What a command said, on stdout and on stderr."""

    out: str
    err: str


def recall(arguments: Sequence[str]) -> Answer | None:
    """The answer to a command line, if one is remembered and still holds."""
    try:
        data = json.loads(_own(_path(arguments)))
        for path, stamp in data["seen"].items():
            if stamp_of(path) != Stamp(*stamp):
                return None
        return Answer(data["out"], data["err"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _own(path: Path) -> bytes:
    """A file that only this user can have written, for what it says is printed as it is."""
    with open_plain(path) as file:
        found = os.fstat(file.fileno())
        others = found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
        if found.st_uid != os.geteuid() or others or found.st_size > _LARGEST:
            raise PermissionError
        return file.read(_LARGEST)


def remember(arguments: Sequence[str], seen: Mapping[str, Stamp], answer: Answer) -> None:
    """Keep the answer for as long as all that was ``seen`` stays as it was.

    Not if any of it has changed since, or could change without anybody seeing it.
    """
    settled_ns = max(map(settles_ns, seen.values()), default=0)
    wait_s = (settled_ns - time.time_ns()) / 1e9 + _MOMENT_S
    if 0 < wait_s <= _LONGEST_WAIT_S:
        time.sleep(wait_s)
    now_ns = time.time_ns()
    if all(settled(stamp, now_ns) and stamp_of(path) == stamp for path, stamp in seen.items()):
        _keep(_path(arguments), {"seen": seen, "out": answer.out, "err": answer.err})


def _path(arguments: Sequence[str]) -> Path:
    own = {
        name: value
        for name, value in os.environ.items()
        if name.startswith("PUBLISH_") or name in _ENVIRONMENT
    }
    asked = [sys.version, sys.executable, os.getcwd(), list(arguments), sorted(own.items())]
    digest = hashlib.sha256(json.dumps(asked).encode("utf-8", "surrogateescape")).hexdigest()
    return default_cache_dir() / "answers" / f"{digest}.json"


def _keep(path: Path, data: Mapping[str, object]) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w") as file:
            json.dump(data, file)
        os.replace(name, path)
        found = sorted(path.parent.iterdir(), key=lambda each: each.stat().st_mtime_ns)
        for each in found[:-_MOST]:
            each.unlink(missing_ok=True)
    except OSError:  # nothing is remembered: the next run looks again
        return
