"""npm, which brings packages that PyPI does not have: fonts, and programs that judge.

``python -m publish.tools.npm FOLDER...`` installs what the lock file in each folder pins.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from publish.errors import Problem, ToolError
from publish.resources import default_cache_dir
from publish.tools.program import Program, run, told

NPM = Program("npm", package="npm")

_DOWNLOAD_S = 600.0
_PATIENCE = ("--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000")
"""npm's own waits a minute and more before it says that there is no network."""
_PACKAGE, _LOCK, _MODULES = "package.json", "package-lock.json", "node_modules"


def archive(package: str, version: str, scratch: Path) -> Path:
    """A package's archive in the folder ``scratch``, as npm has compared it with its registry.

    Raises ToolError if npm is missing or brings nothing.
    """
    options = ("--loglevel=error", "--ignore-scripts", "--cache", str(scratch / "npm"))
    target = ("--pack-destination", str(scratch))
    run(NPM, "pack", f"{package}@{version}", *options, *_PATIENCE, *target, timeout_s=_DOWNLOAD_S)
    archives = list(scratch.glob("*.tgz"))
    if len(archives) != 1:
        raise ToolError(Problem(f"npm brought no archive of {package}@{version}."))
    return archives[0]


def place(folder: Path, cache_dir: Path) -> Path:
    """Where ``install`` puts the packages that the lock file in ``folder`` pins."""
    pinned = hashlib.sha256((folder / _LOCK).read_bytes()).hexdigest()[:16]
    return cache_dir / "tools" / f"npm-{pinned}"


def is_installed(folder: Path, cache_dir: Path) -> bool:
    """Whether the packages that ``folder`` pins are there, all of them."""
    return (place(folder, cache_dir) / _MODULES).is_dir()


def install(folder: Path, cache_dir: Path) -> Path:
    """Bring the packages that ``folder`` pins, unless they are there, and say where they are.

    npm compares each with the checksum in the lock file and runs none of their scripts.
    Raises ToolError if npm is missing or fails.
    """
    target = place(folder, cache_dir)
    if is_installed(folder, cache_dir):
        return target
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=target.parent) as scratch:
        for name in (_PACKAGE, _LOCK):
            shutil.copyfile(folder / name, Path(scratch, name))
        options = ("--loglevel=error", "--ignore-scripts", "--no-audit", "--no-fund")
        run(NPM, "ci", *options, *_PATIENCE, "--prefix", scratch, timeout_s=_DOWNLOAD_S)
        target.mkdir(exist_ok=True)
        Path(scratch, _MODULES).rename(target / _MODULES)
    return target


def main(folders: Sequence[Path]) -> None:
    """Install what the lock files in ``folders`` pin, and say so where it takes a while."""
    with told():
        for folder in folders:
            if not is_installed(folder, default_cache_dir()):
                said = f"Bringing packages of npm, as {folder / _LOCK} pins them."
                print(said, file=sys.stderr, flush=True)
            print(install(folder, default_cache_dir()))


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:]])
