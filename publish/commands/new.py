"""``publish new``."""

from __future__ import annotations

from typing import Annotated

import typer

from publish.commands.asking import CONTENT, Content


def command(
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help="The new folder's name.")],
    languages: Annotated[
        list[str],
        typer.Option(
            "-l", "--language", metavar="LANG", help="A language; the first is the source."
        ),
    ],
    content: Content = CONTENT,
) -> None:
    """Make a statement folder to start from."""
    from publish.content.new import create

    for path in create(content, statement, languages):
        print(path)
