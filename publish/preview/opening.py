"""Opening the file behind a paragraph: by a command, or by an address that a program answers."""

from __future__ import annotations

import asyncio
import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from publish.errors import CommandError, Problem

_GAP = re.compile(r"\{file\}|\{line\}")
_EXAMPLES = "For example: --editor 'code -g {file}:{line}', or --editor vscode://file{file}:{line}"


@dataclass(frozen=True, slots=True)
class Editor:
    """How a file is opened at a line: a command's words or an address, with gaps for both."""

    words: tuple[str, ...] = ()
    address: str | None = None

    def command(self, path: Path, line: int) -> list[str]:
        """The command's words, filled in; they are never read by a shell."""
        gaps = {"{file}": str(path), "{line}": str(line)}
        return [_GAP.sub(lambda gap: gaps[gap.group()], word) for word in self.words]

    def link(self, path: Path, line: int) -> str | None:
        """The address, filled in."""
        if self.address is None:
            return None
        gaps = {"{file}": quote(str(path)), "{line}": str(line)}
        return _GAP.sub(lambda gap: gaps[gap.group()], self.address)


def editor(asked: str) -> Editor:
    """The editor of ``--editor``.

    Raises CommandError where it cannot be read, or does not say where the file's name goes.
    """
    try:
        words = tuple(shlex.split(asked))
    except ValueError as error:
        raise CommandError(
            Problem(f"--editor cannot be read: {error}.", remedy=_EXAMPLES)
        ) from None
    if not any("{file}" in word for word in words):
        raise CommandError(Problem("--editor does not say {file}.", remedy=_EXAMPLES))
    if "://" in words[0]:
        return Editor(address=asked.strip())
    return Editor(words)


async def run(command: list[str], say: Callable[[str], None]) -> None:
    """Run an editor, and wait for it; what goes wrong is said, for the page is not the place."""
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
            start_new_session=True,  # it outlives the preview, with what is not saved yet
        )
    except OSError as error:
        say(f"the editor {command[0]} cannot be started: {error.strerror}.")
        return
    if status := await process.wait():
        say(f"the editor {command[0]} ended with status {status}.")
