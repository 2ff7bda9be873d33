"""How faces and languages are shown: as a table for people, as data for programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from publish.fonts.catalogue import Face, Family
    from publish.fonts.languages import Spoken

_LINE: Final = 400
"""How wide a table is off a terminal, in characters: there a row is a line, however long."""


def face_data(family: Family, face: Face, *, installed: bool) -> dict[str, Any]:
    """A row of the catalogue as data; ``install`` is the command that is still to be run."""
    from publish.fonts.source import how_to_install

    return {
        "family": face.family,
        "scripts": list(family.scripts),
        "style": face.style,
        "weight": face.weight,
        "version": face.version,
        "licence": face.licence,
        "package": f"{face.package}=={face.package_version}" if face.package else None,
        "file": face.file,
        "sha256": face.sha256,
        "install": None if installed else how_to_install(family.source),
    }


def language_data(spoken: Spoken) -> dict[str, Any]:
    """A language as data; ``install`` is the command that is still to be run."""
    return asdict(spoken)


def print_faces(rows: Sequence[dict[str, Any]]) -> None:
    """The catalogue as a table on stdout."""
    columns = ("family", "scripts", "style", "weight", "version", "licence", "file", "sha256")
    cells = ([*(_cell(row[column]) for column in columns), _installed(row)] for row in rows)
    _print((*columns, "installed"), cells)


def print_languages(spoken: Iterable[Spoken]) -> None:
    """Languages as a table on stdout."""
    rows = ([each.tag, each.name, each.script, _face(each), each.words] for each in spoken)
    _print(("language", "name", "script", "face", "words"), rows)


def _face(spoken: Spoken) -> str:
    if spoken.face is None:
        return "none: docs/fonts.md says how to add one"
    return f"{spoken.face}, not installed: {spoken.install}" if spoken.install else spoken.face


def _installed(row: dict[str, Any]) -> str:
    return f"no: {row['install']}" if row["install"] else "yes"


def _print(columns: Iterable[str], rows: Iterable[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*row)
    width = None if sys.stdout.isatty() else _LINE
    Console(highlight=False, markup=False, width=width).print(table)


def _cell(value: Any) -> str:
    return " ".join(value) if isinstance(value, list) else str(value)
