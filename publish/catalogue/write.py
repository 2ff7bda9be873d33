"""Puts a site in its place: written beside it, compared, then exchanged for what was there."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from publish.catalogue import addresses
from publish.catalogue.site import Site
from publish.errors import Place, Problem, PublishError
from publish.files import naming, sha256_of


def write(site: Site, folder: Path) -> None:
    """Make ``folder`` hold the site and nothing else, all of it in one step.

    Files of the build are linked where the file system allows it, else copied, and compared
    with their hash once more. A folder that is there and is not an earlier site is left alone.
    After an interruption the folder is the earlier site or the new one; between two renames,
    for a moment, the earlier one stands beside it under a name that ends in ``.old``.

    Raises PublishError for somebody else's folder, and for a file that changes meanwhile.
    """
    folder = folder.absolute()
    _check_ours(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    old = folder.with_name(f"{folder.name}.old")
    _recover(folder, old)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as scratch:
        fresh = Path(scratch, "site")
        _fill(site, fresh)
        if folder.exists():
            folder.rename(old)
        fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _check_ours(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir() or (any(folder.iterdir()) and not _is_site(folder)):
        raise PublishError(
            Problem(
                "there is something else here than a catalogue.",
                Place(folder),
                "Name another folder with -o; nothing was changed.",
            )
        )


def _is_site(folder: Path) -> bool:
    return all((folder / name).is_file() for name in (addresses.CHECKSUMS, addresses.OPDS_2))


def _recover(folder: Path, old: Path) -> None:
    """Take back what an interrupted run has put aside."""
    if _is_site(old):
        if folder.exists():
            shutil.rmtree(old)
        else:
            old.rename(folder)


def _fill(site: Site, folder: Path) -> None:
    for path, content in site.made.items():
        target = _room(folder / path)
        with naming(target):
            target.write_bytes(content)
        target.chmod(0o644)
    for path, (source, known) in site.taken.items():
        target = _room(folder / path)
        _take(source, target)
        if sha256_of(target) != known:
            raise PublishError(
                Problem("the file changes while it is read.", Place(source), "Run it again.")
            )


def _room(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _take(source: Path, target: Path) -> None:
    """A link costs no room; files of a build are replaced, never changed, so it stays true."""
    try:
        os.link(source, target)
    except OSError:  # another file system, or one that knows no links
        shutil.copyfile(source, target)
