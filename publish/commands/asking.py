"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Statements = Annotated[
    list[str] | None, typer.Argument(metavar="[STATEMENT]...", help="Statements; none means all.")
]
Content = Annotated[Path, typer.Option("--content", metavar="DIR", help="Folder of statements.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the result as JSON.")]
Languages = Annotated[
    list[str] | None, typer.Option("-l", "--language", metavar="LANG", help="Only this language.")
]
Anyway = Annotated[
    bool, typer.Option("--force", help="Also with words that only hold a place, and do not ask.")
]
CONTENT = Path("content")
