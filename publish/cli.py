"""The command line: finds the command that was asked for, and says what went wrong."""

from __future__ import annotations

import importlib
import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from publish import __version__
from publish.commands.answering import stderr
from publish.errors import PublishError

COMMANDS = (
    "build",
    "check",
    "verify",
    "new",
    "translate",
    "fonts",
    "schema",
    "impose",
    "volume",
    "run",
    "catalog",
    "poster",
    "serve",
    "kit",
)
"""Each is a module of ``publish.commands``."""


class _Commands(TyperGroup):
    """Imports a command when it is asked for: others would slow down its start."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"publish.commands.{cmd_name}").command
        if not isinstance(command, typer.Typer):
            alone = typer.Typer(add_completion=False, rich_markup_mode=None)
            alone.command(cmd_name)(command)
            command = alone
        made = typer.main.get_command(command)
        made.name = cmd_name
        return made


app = typer.Typer(
    name="publish",
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback(invoke_without_command=True)
def options(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Typeset pamphlets and e-books from structured statements, in any language."""
    if version:
        print(__version__)
        raise typer.Exit


def main() -> None:
    """Run the command line; a PublishError becomes its messages and its exit status."""
    try:
        app()
    except PublishError as error:
        for problem in error.problems:
            stderr.print(f"error: {problem}")
        sys.exit(error.exit_status)
    except OSError as error:
        stderr.print(f"error: {error.filename or 'a file'} cannot be used: {error.strerror}.")
        sys.exit(1)
    except Exception as error:
        if os.environ.get("PUBLISH_DEBUG"):
            raise
        stderr.print(
            f"error: this is a fault of the program, not of the content: "
            f"{type(error).__name__}: {error}. PUBLISH_DEBUG=1 shows where it happened."
        )
        sys.exit(1)
