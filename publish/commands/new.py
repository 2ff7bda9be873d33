"""``publish new``."""

from __future__ import annotations

from typing import Annotated

import typer

from publish.commands.answering import stderr
from publish.commands.asking import CONTENT, Content, language_option, new_named


def command(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="STATEMENT",
            help="The new folder's name; more languages after -l.",
            callback=new_named,
        ),
    ],
    languages: Annotated[
        list[str],
        language_option("-l", "--language", help="A language; the first is the source."),
    ],
    content: Content = CONTENT,
) -> None:
    """Make a statement folder to start from."""
    from publish.content.new import create

    # After "-l en ar ru" only "en" belongs to the option; the rest are arguments.
    statement, *more = names
    for path in create(content, statement, [*languages, *more]):
        print(path)
    stderr.print(f"Fill in these files, then: publish check {statement}, publish build {statement}")
