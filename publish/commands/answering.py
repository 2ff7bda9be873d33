"""How commands load what they were asked about, and how they end."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from publish.errors import Problem, PublishError, for_terminal

if TYPE_CHECKING:
    from publish.content.statement import Statement


class _Stderr:
    """Where progress and messages go; what was asked for goes to stdout."""

    def print(self, line: object) -> None:
        """Print a line, however long; programs and people break lines as they like."""
        print(for_terminal(str(line)), file=sys.stderr, flush=True)


stderr = _Stderr()


def load_all(content: Path, slugs: list[str]) -> tuple[list[Statement], list[Problem]]:
    """The statements that load, and the problems of those that do not."""
    from publish.content.load import find, load

    loaded: list[Statement] = []
    problems: list[Problem] = []
    folders = find(content, slugs)
    if not folders:
        stderr.print(f"There is no statement in {content}/ yet: publish new STATEMENT -l LANG")
    for folder in folders:
        try:
            loaded.append(load(folder))
        except PublishError as error:
            problems += error.problems
    return loaded, problems


def ask_about_words(statements: Iterable[Statement], *, force: bool) -> None:
    """Ask whether to go on where words only hold a place, as those of ``publish new`` do.

    ``force`` is a yes. Ends the command with status 1 after a no, and where nobody can be asked.
    """
    from publish.checks.placeholders import check

    found = [finding.problem for statement in statements for finding in check(statement)]
    for problem in found:
        stderr.print(f"warning: {problem}")
    if not found or force:
        return
    if not sys.stdin.isatty():
        stderr.print("error: these words are not meant for readers. Write them, or say --force.")
        raise typer.Exit(1)
    if not typer.confirm("Go on with these words?", err=True):
        raise typer.Exit(1)


def print_json(data: Any) -> None:
    """Print data for programs."""
    print(json_text(data), end="")


def json_text(data: Any) -> str:
    """Data for programs, as it is printed."""
    return f"{json.dumps(data, ensure_ascii=False, indent=2, default=str)}\n"


def finish(problems: Iterable[Problem], summary: str, *, failed: bool = False) -> None:
    """Say what is wrong, then how it went; end with status 1 where anything is wrong."""
    problems = list(problems)
    for problem in problems:
        stderr.print(f"error: {problem}")
    stderr.print(summary)
    if problems or failed:
        raise typer.Exit(1)
