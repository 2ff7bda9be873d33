"""``publish preview``."""

from __future__ import annotations

from typing import Annotated

import typer

from publish.commands.answering import stderr
from publish.commands.asking import (
    CONTENT,
    AnyStatement,
    Content,
    edition_option,
    language_option,
    there,
)


def command(
    statement: AnyStatement = None,
    languages: Annotated[
        list[str] | None,
        language_option("-l", "--language", help="Shown first; several side by side."),
    ] = None,
    edition: Annotated[str, edition_option("Shown first.")] = "pamphlet",
    host: Annotated[
        str,
        typer.Option(
            "--host", metavar="ADDRESS", help="Listen there; others cannot reach loopback."
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option(
            "--port", metavar="N", min=0, max=65535, help="Listen there; 0 takes a free one."
        ),
    ] = 8001,
    editor: Annotated[
        str | None,
        typer.Option(
            "--editor",
            metavar="COMMAND",
            help="Opens a paragraph's file: 'code -g {file}:{line}', vscode://file{file}:{line}.",
        ),
    ] = None,
    browser: Annotated[bool, typer.Option("--browser", help="Open it in the browser.")] = False,
    poll: Annotated[
        bool, typer.Option("--poll", help="For folders of a network that tell of no changes.")
    ] = False,
    content: Content = CONTENT,
) -> None:
    """Show the pages in the browser, set again whenever a file is saved, until Ctrl+C."""
    from publish.preview.opening import editor as read_editor
    from publish.preview.session import Looking, preview
    from publish.preview.start import first

    content = there(content)

    def show(address: str) -> None:
        print(address, flush=True)
        stderr.print("Ctrl+C ends the preview.")

    looking = Looking(
        *first(content, statement, languages or [], edition),
        host=host,
        port=port,
        editor=read_editor(editor) if editor else None,
        browser=browser,
        polling=poll,
    )
    preview(content, looking, show, lambda line: stderr.print(f"warning: {line}"))
