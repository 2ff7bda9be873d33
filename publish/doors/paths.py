"""Which paths that a file names may be used: relative ones that stay inside their root."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import Annotated, Final

from pydantic import AfterValidator

from publish.errors import Place, Problem, PublishError
from publish.faults import Fault, quoted

MAX_PATH: Final = 1_000
"""The longest path, in characters; file systems stop at 4,096 bytes (PATH_MAX of Linux)."""

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
"""A scheme (RFC 3986, 3.1), or the letter of a drive."""
_REMEDY: Final = "Name a file below it, without .., a drive, a scheme or a leading slash."


def check_inner(name: str) -> str:
    """The name itself; raises Fault unless it is a relative path that cannot lead upwards.

    A path of a file that comes from elsewhere has slashes, on every system; a backslash, which
    some systems take for one, is refused, and so are control characters.
    """
    parts = name.split("/")
    if (
        not name
        or len(name) > MAX_PATH
        or _SCHEME.match(name)
        or "\\" in name
        or not name.isprintable()
        or any(part in ("", ".", "..") for part in parts)
    ):
        raise Fault(f"{quoted(name)} is not a path inside the folder.", _REMEDY)
    return name


InnerPath = Annotated[str, AfterValidator(check_inner)]
"""A path in a model that is read from a file: checked where it is read."""


def inside(root: Path, name: str) -> Path:
    """Where a file that ``name`` names really is, links followed; it need not be there.

    Raises Fault unless that is below ``root``, both by its name and once links are followed.
    """
    path = root / PurePosixPath(check_inner(name))
    if not leads_inside(path, root):
        raise Fault(f"{quoted(name)} is a link that leads out of the folder.", _REMEDY)
    return path.resolve()


def place_in(root: Path, name: str) -> Path:
    """Where a file stands, or will: links of its folder are followed, it may be one itself.

    Raises PublishError where a link leads out of ``root``, Fault as ``check_inner`` does.
    """
    folder, _, last = check_inner(name).rpartition("/")
    try:
        return inside(root, folder) / last if folder else root / last
    except Fault as fault:
        problem = Problem(fault.message, Place(root / folder), "Remove the link.")
        raise PublishError(problem) from None


def leads_inside(path: Path, root: Path) -> bool:
    """Whether ``path`` is below ``root`` once links are followed; what cannot be told is not."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):  # a loop of links, before 3.13; a NUL
        return False
