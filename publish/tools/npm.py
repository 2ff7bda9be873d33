"""npm, which brings packages that PyPI does not have: fonts, and programs that judge."""

from __future__ import annotations

from pathlib import Path

from publish.errors import Problem, ToolError
from publish.tools.run import Program, run

NPM = Program("npm", package="npm")

_DOWNLOAD_S = 600.0


def archive(package: str, version: str, scratch: Path) -> Path:
    """A package's archive in the folder ``scratch``, as npm has compared it with its registry.

    Raises ToolError if npm is missing or brings nothing.
    """
    options = ("--silent", "--ignore-scripts", "--cache", str(scratch / "npm"))
    target = ("--pack-destination", str(scratch))
    run(NPM, "pack", f"{package}@{version}", *options, *target, timeout_s=_DOWNLOAD_S)
    archives = list(scratch.glob("*.tgz"))
    if len(archives) != 1:
        raise ToolError(Problem(f"npm brought no archive of {package}@{version}."))
    return archives[0]
