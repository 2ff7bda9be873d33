"""Good files, made once by the command itself; everything strange is made of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fuzz.cases import Case, Node
from fuzz.running import KEY, laid, run_laid
from fuzz.statements import statement

from publish.doors.seals import Key


@dataclass(frozen=True, repr=False)
class Stock:
    """Files of the good statement: artifacts, sheets for translators, an output and a cache.

    ``xliff`` and ``po`` are sheets for a language that is not there, the others for one that is.
    ``out`` and ``cache`` are by their paths below the desk; ``key`` is what the entries of the
    cache are sealed with.
    """

    pdfs: tuple[bytes, ...]
    epub: bytes
    xliff: bytes
    xliff_begun: bytes
    po: bytes
    po_begun: bytes
    out: Mapping[str, bytes]
    cache: Mapping[str, bytes]
    key: Key


EDITIONS = ("pamphlet", "epub")
"""The editions that a case may ask for; more take longer, and meet little else."""


def make_stock(house: Path) -> Stock:
    """Build and export the good statement."""
    built = _made(("build", "--no-cache", "-o", "out", "st", "-l", "en"), {}, house)
    kept = _made(("build", "-o", "out", *(f"-e{name}" for name in EDITIONS)), {}, house)
    sheets = {
        (form, language): _made(
            ("translate", "export", "st", "-l", language, "--format", form, "-o", "out/sheet"),
            {},
            house,
        )["out/sheet"]
        for form in ("xliff", "po")
        for language in ("fr", "ar")
    }
    named = {
        path.rpartition(".en.")[2]: content for path, content in built.items() if ".en." in path
    }
    return Stock(
        key=Key((house / KEY).read_bytes()),
        pdfs=tuple(named[f"{name}.pdf"] for name in ("pamphlet", "press", "booklet")),
        epub=named["epub"],
        xliff=sheets["xliff", "fr"],
        xliff_begun=sheets["xliff", "ar"],
        po=sheets["po", "fr"],
        po_begun=sheets["po", "ar"],
        out={path: content for path, content in kept.items() if path.startswith("out/")},
        cache={
            path: content for path, content in kept.items() if re.match("cache/[0-9a-f]{2}/", path)
        },
    )


def _made(arguments: tuple[str, ...], more: Mapping[str, Node], house: Path) -> dict[str, bytes]:
    """All files on the desk after a command that does well."""
    case = Case("stock", arguments, {**statement(), **more})
    with laid(case) as root:
        ending = run_laid(case, root, house)
        if ending.status != 0:
            raise RuntimeError(f"the good statement is not good: {ending.err}")
        desk = root / "far" / "away" / "desk"
        files = (path for path in sorted(desk.rglob("*")) if path.is_file())
        return {path.relative_to(desk).as_posix(): path.read_bytes() for path in files}
