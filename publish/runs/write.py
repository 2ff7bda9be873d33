"""Puts a run in its place: written beside it, then exchanged for what was there."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from publish.errors import Place, Problem, PublishError
from publish.files import naming
from publish.runs.make import CHECKSUMS, Run

_TICKET = "ticket.xjdf"


def write_run(run: Run, out: Path) -> Path:
    """The folder of ``run`` below ``out``, which holds its files and nothing else.

    An earlier folder of the same run is replaced in one step; between two renames, for a
    moment, it stands beside its place under a name that ends in ``.old``. Raises PublishError
    for a folder of that name that is no run; it is left as it is.
    """
    folder = out.absolute() / run.job.name
    old = folder.with_name(f"{folder.name}.old")
    if (folder.exists() or folder.is_symlink()) and not _is_run(folder):
        raise PublishError(
            Problem(
                "there is something else here than a print run.",
                Place(folder),
                "Name another folder with -o; nothing was changed.",
            )
        )
    out.mkdir(parents=True, exist_ok=True)
    if _is_run(old) and not folder.exists():
        old.rename(folder)
    with naming(folder), tempfile.TemporaryDirectory(prefix=".run.", dir=out) as scratch:
        fresh = Path(scratch, "run")
        fresh.mkdir(mode=0o755)
        for name, content in run.files.items():
            _write(fresh / name, content)
        if _is_run(old):
            shutil.rmtree(old)
        if folder.exists():
            folder.rename(old)
        fresh.rename(folder)
    shutil.rmtree(old, ignore_errors=True)
    return folder


def _is_run(folder: Path) -> bool:
    if folder.is_symlink() or not folder.is_dir():
        return False
    return all((folder / name).is_file() for name in (CHECKSUMS, _TICKET))


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o644)
