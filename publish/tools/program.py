"""Runs an outside program: found on the path, bounded in time, its output caught."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from publish.errors import Problem, PublishError, ToolError

_UNREACHABLE = re.compile(
    r"ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|ETIMEDOUT|UnknownHostException|Unknown host"
    r"|name resolution|Network is unreachable|Connection refused|Connect timed out",
    re.IGNORECASE,
)
"""How npm, Maven and others say that nobody answers on the network."""

Result = TypeVar("Result")


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
    starts_others: bool = False,
) -> Output:
    """Run ``program`` to its end, with nothing to read, and return what it wrote.

    ``statuses`` are the exit statuses that count as an answer; ``environment`` holds variables
    that it gets besides those of this process. One that ``starts_others``, such as a browser,
    gets a group of processes of its own, all of which end with it.

    Raises:
        ToolError: the program is missing, takes longer than ``timeout_s`` or ends with
            another status; the message carries the end of what it wrote.
    """
    path = program.path()
    if path is None:
        raise missing(program)
    done = subprocess.Popen(
        [path, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, **environment},
        process_group=0 if starts_others else None,
    )
    with done:
        try:
            out, err = done.communicate(timeout=timeout_s)
        except subprocess.TimeoutExpired as error:
            message = f"{program.name} gave no answer in {timeout_s:g} seconds and was stopped."
            raise ToolError(Problem(message)) from error
        finally:
            if starts_others:
                _end_group(done.pid)
            done.kill()
    if done.returncode not in statuses:
        if _UNREACHABLE.search(err + out):
            raise ToolError(
                Problem(
                    f"{program.name} reaches nobody on the network.",
                    remedy="Connect this machine, or mend its proxy, and run the command again.",
                )
            )
        said = _last_line(err) or _last_line(out) or "It said nothing."
        raise ToolError(Problem(f"{program.name} ended with status {done.returncode}: {said}"))
    return Output(done.returncode, out, err)


def missing(program: Program) -> ToolError:
    """The error, ready to raise, where ``program`` is not on this machine."""
    remedy = f"Install it: apt install {program.package}"
    return ToolError(Problem(f"{program.name} was not found.", remedy=remedy))


def each(
    work: Callable[[Path], Result], files: Sequence[Path]
) -> Iterator[tuple[Path, Result | ToolError]]:
    """Each of ``files`` with what ``work`` makes of it, or with why it could not; in their order.

    As many are worked on at once as there are processors.
    """

    def tried(file: Path) -> Result | ToolError:
        try:
            return work(file)
        except ToolError as error:
            return error

    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        yield from zip(files, pool.map(tried, files), strict=True)


def _end_group(group: int) -> None:
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:  # all of it has ended
        return


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
