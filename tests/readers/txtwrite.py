"""Ghostscript's ``txtwrite``, which knows nothing of right-to-left lines either."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path

from publish.tools.program import Program, run
from readers.reader import Pages, Reader, one_by_one

GHOSTSCRIPT = Program("gs", package="ghostscript")

_QUIET = ("-q", "-dBATCH", "-dNOPAUSE", "-dSAFER", "-sDEVICE=txtwrite")


def _pages(file: Path) -> Pages:
    with tempfile.TemporaryDirectory() as folder:
        run(GHOSTSCRIPT, *_QUIET, f"-sOutputFile={folder}/%04d", str(file))
        return tuple(page.read_text("utf-8", "replace") for page in sorted(Path(folder).iterdir()))


def _lacks() -> str | None:
    return None if GHOSTSCRIPT.path() else f"apt install {GHOSTSCRIPT.package}"


TXTWRITE = Reader("txtwrite", partial(one_by_one, _pages), _lacks)
