"""Whether a picture can be published: decoded wholly, once, in a process with limits."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final

from publish.doors.child import MEBIBYTE, Bounds, ChildError, in_child
from publish.doors.reading import read_bytes
from publish.faults import Fault
from publish.pictures.cleaned import damaged
from publish.pictures.formats import Format, format_of
from publish.pictures.verdict import Verdict

MAX_BYTES: Final = 64 * MEBIBYTE
"""The largest file of a picture: a PNG of ``MAX_PIXELS`` from a camera."""
MAX_PIXELS: Final = 50_000_000
"""The most pixels: a whole A3 sheet at 300 to an inch has 17 million."""
BOUNDS: Final = Bounds(seconds=30)

Stamp = tuple[int, int, int, int]


def judge(path: Path) -> Verdict:
    """The verdict on a picture's file, links followed; each file is decoded once a process.

    Raises Fault, said of the picture, for one that cannot be published.
    """
    verdict = _judged(path, stamp(path))
    if isinstance(verdict, Verdict):
        return verdict
    raise Fault(*verdict)


def stamp(path: Path) -> Stamp:
    """What a change of a file does not leave as it is; Fault where there is no file."""
    try:
        found = path.stat()
    except OSError as error:
        raise Fault(f"cannot be read: {error.strerror}.") from None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


@lru_cache(maxsize=4096)
def _judged(path: Path, _: Stamp) -> Verdict | tuple[str, str | None]:
    """The verdict, or message and remedy: what is wrong is remembered as well."""
    try:
        return in_child(_look, path, what="it", bounds=BOUNDS)
    except Fault as fault:
        return fault.message, fault.remedy
    except ChildError as error:
        (problem,) = error.problems
        return f"cannot be shown: {problem.message}", problem.remedy


def read(path: Path) -> tuple[bytes, Format]:
    """A picture's file, and its format by its content; raises Fault, said of the picture."""
    try:
        data = read_bytes(path, MAX_BYTES)
    except Fault as fault:
        raise Fault(f"cannot be read: {fault.message}", fault.remedy) from None
    return data, format_of(path, data)


def _look(path: Path) -> Verdict:
    """The verdict on a file. To be called in a process of its own."""
    data, kind = read(path)
    cleaned = kind.clean(data, profile=True)
    pixels = cleaned.width * cleaned.height
    if not pixels:
        raise damaged("it has no width or no height")
    if pixels > MAX_PIXELS:
        raise Fault(
            f"has {cleaned.width:,} × {cleaned.height:,} pixels, which are "
            f"{pixels / 1e6:,.0f} million; the limit is {MAX_PIXELS / 1e6:.0f} million.",
            "Make it smaller: for a page, 2,000 pixels across are plenty.",
        )
    from publish.pictures.drawing import look  # decoders, which no other process needs

    return look(kind.name, cleaned)
