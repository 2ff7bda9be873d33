"""The commands as one program: found by name, and imported when they are asked for."""

from __future__ import annotations

import importlib
import keyword
import os
from collections.abc import Iterator
from typing import Annotated, Any

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

from publish import __version__
from publish.errors import CommandError, Problem
from publish.faults import known

_SHELLS = ("bash", "zsh", "fish")
_INSTALL, _SHOW = "--install-completion", "--show-completion"
_COMPLETING = "_PUBLISH_COMPLETE"
"""Set by a shell's own script when it wants a word completed."""

_IN_WORDS = {"help": "--help", "version": "--version"}
"""What people write who take these options for commands."""

COMMANDS = (
    "build",
    "check",
    "verify",
    "new",
    "import",
    "translate",
    "fonts",
    "schema",
    "impose",
    "volume",
    "run",
    "catalog",
    "poster",
    "preview",
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
        # A word of Python cannot name a module: ``import`` is in ``import_`` (PEP 8).
        module = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name
        command = importlib.import_module(f"publish.commands.{module}").command
        if not isinstance(command, typer.Typer):
            alone = typer.Typer(add_completion=False, rich_markup_mode=None)
            alone.command(cmd_name)(command)
            command = alone
        made = typer.main.get_command(command)
        made.name = cmd_name
        for each in _of(made):
            _without_types(each)
        return made

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] in _IN_WORDS:
            args = [*args[1:], _IN_WORDS[args[0]]]
        if args and args[0] in (_INSTALL, _SHOW):
            from typer._completion_shared import _get_shell_name

            args = [args[0], *(args[1:] or [_get_shell_name() or ""])]
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if not ctx.resilient_parsing:
            known("command", args[0], COMMANDS)
        return super().resolve_command(ctx, args)


def _of(command: Any) -> Iterator[Any]:
    """A command, or those of which it is a group."""
    if isinstance(command, TyperGroup):
        for each in command.commands.values():
            yield from _of(each)
    else:
        yield command


def _without_types(command: TyperCommand) -> None:
    """Have the help name arguments for people, without the types that they have in Python."""
    for param in command.params:
        if isinstance(param, TyperArgument):
            param.display_type_rich = lambda ctx: None  # type: ignore[method-assign]


def _shell(name: str, option: str) -> str:
    if name not in _SHELLS:
        message = f"completion is for {', '.join(_SHELLS)}."
        raise CommandError(Problem(message, remedy=f"Name one: publish {option} bash"))
    return name


app = typer.Typer(
    name="publish",
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
if _COMPLETING in os.environ:
    from typer._completion_classes import completion_init

    completion_init()


@app.callback(invoke_without_command=True)
def options(
    version: Annotated[bool, typer.Option("-V", "--version", help="Print the version.")] = False,
    install: Annotated[
        str | None,
        typer.Option(_INSTALL, metavar="[SHELL]", help="Let bash, zsh or fish complete words."),
    ] = None,
    show: Annotated[
        str | None,
        typer.Option(_SHOW, metavar="[SHELL]", help="Print what --install-completion installs."),
    ] = None,
) -> None:
    """Typeset pamphlets and e-books from structured statements, in any language."""
    if version:
        print(__version__)
        raise typer.Exit
    if show is not None:
        shell = _shell(show, _SHOW)
        from typer._completion_shared import get_completion_script

        script = get_completion_script(prog_name="publish", complete_var=_COMPLETING, shell=shell)
        print(script)
        raise typer.Exit
    if install is not None:
        shell = _shell(install, _INSTALL)
        from typer._completion_shared import install as put

        _, path = put(shell, "publish", _COMPLETING)
        print(f"{shell} completes words of publish from now on, where it starts anew: {path}")
        raise typer.Exit
