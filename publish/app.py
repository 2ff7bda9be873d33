"""The commands as one program: found by name, and imported when they are asked for."""

from __future__ import annotations

import importlib
import keyword
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from publish import __version__
from publish.cli import COMMANDS


class _Commands(TyperGroup):
    """Imports a command when it is asked for: others would slow down its start."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        # A word of Python cannot name a module: ``import`` is in ``import_`` (PEP 8).
        module = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name
        command = importlib.import_module(f"publish.commands.{module}").command
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
