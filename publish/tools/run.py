"""Runs an outside program: found on the path, bounded in time, its output caught."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType

from publish.errors import Problem, PublishError, ToolError

_UNREACHABLE = re.compile(
    r"ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|ETIMEDOUT|UnknownHostException|Unknown host"
    r"|name resolution|Network is unreachable|Connection refused|Connect timed out",
    re.IGNORECASE,
)
"""How npm, Maven and others say that nobody answers on the network."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program by the name it is called by, and the Debian package that brings it."""

    name: str
    package: str

    def path(self) -> str | None:
        """Where the program is on this machine, or None where it is not."""
        return shutil.which(self.name)


@dataclass(frozen=True, slots=True)
class Output:
    """How a program ended and what it wrote."""

    status: int
    out: str
    err: str


def run(
    program: Program,
    *arguments: str,
    timeout_s: float = 120.0,
    statuses: Collection[int] = (0,),
    environment: Mapping[str, str] = MappingProxyType({}),
) -> Output:
    """Run ``program`` to its end, with nothing to read, and return what it wrote.

    ``statuses`` are the exit statuses that count as an answer; ``environment`` holds variables
    that it gets besides those of this process.

    Raises:
        ToolError: the program is missing, takes longer than ``timeout_s`` or ends with
            another status; the message carries the end of what it wrote.
    """
    path = program.path()
    if path is None:
        raise ToolError(
            Problem(
                f"{program.name} was not found.",
                remedy=f"Install it: apt install {program.package}",
            )
        )
    try:
        done = subprocess.run(
            [path, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=timeout_s,
            check=False,
            env={**os.environ, **environment},
        )
    except subprocess.TimeoutExpired as error:
        raise ToolError(
            Problem(f"{program.name} gave no answer in {timeout_s:g} seconds and was stopped.")
        ) from error
    if done.returncode not in statuses:
        if _UNREACHABLE.search(done.stderr + done.stdout):
            raise ToolError(
                Problem(
                    f"{program.name} reaches nobody on the network.",
                    remedy="Connect this machine, or mend its proxy, and run the command again.",
                )
            )
        said = _last_line(done.stderr) or _last_line(done.stdout) or "It said nothing."
        raise ToolError(Problem(f"{program.name} ended with status {done.returncode}: {said}"))
    return Output(done.returncode, done.stdout, done.stderr)


@contextmanager
def told() -> Iterator[None]:
    """End a module that is run by itself as a command ends: with messages, and a status."""
    try:
        yield
    except PublishError as error:
        for problem in error.problems:
            print(f"error: {problem}", file=sys.stderr)
        sys.exit(error.exit_status)


def _last_line(text: str) -> str:
    lines = text.split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")
