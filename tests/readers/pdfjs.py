"""pdf.js, which reads in Firefox: its text, and the structure tree that screen readers get.

Node is started once for all files.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from publish.resources import default_cache_dir
from publish.tools import npm
from publish.tools.program import Program, run
from readers.reader import ANSWER, Pages, Reader

NODE = Program("node", package="npm")
PACKAGES = Path(__file__).parent / "packages"

_SCRIPT = Path(__file__).with_suffix(".mjs")
_START_S, _FILE_S = 30.0, 10.0


def _read(way: str, files: Sequence[Path]) -> list[Pages]:
    modules = npm.place(PACKAGES, default_cache_dir()) / "node_modules"
    timeout_s = _START_S + _FILE_S * len(files)
    paths = [str(file) for file in files]
    done = run(NODE, str(_SCRIPT), str(modules), way, *paths, timeout_s=timeout_s)
    return ANSWER.validate_json(done.out)


def _lacks() -> str | None:
    if NODE.path() is None:
        return f"apt install {NODE.package}"
    if not npm.is_installed(PACKAGES, default_cache_dir()):
        return "make readers"
    return None


TEXT = Reader("pdf.js", partial(_read, "text"), _lacks)
TAGS = Reader("pdf.js, tags", partial(_read, "tags"), _lacks)
