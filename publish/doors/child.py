"""Other people's formats are read in a child process: it may run out of bounds, or crash, alone."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import pickle
import resource
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Final, TypeVar

from publish.errors import Problem, PublishError

Result = TypeVar("Result")

MEBIBYTE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a child may use: time in seconds, memory in bytes beyond what it starts with."""

    seconds: float = 60
    memory_bytes: int = 800 * MEBIBYTE

    @classmethod
    def for_size(cls, size_bytes: int) -> Bounds:
        """What reading a file of so many bytes may take: large ones may take more of both."""
        return cls(60 + size_bytes / 10_000, 700 * MEBIBYTE + 8 * size_bytes)


class ChildError(PublishError):
    """A child that died, or went out of its bounds; nothing else has come to harm."""


def in_child(
    work: Callable[..., Result], *arguments: Any, what: str, bounds: Bounds | None = None
) -> Result:
    """What ``work(*arguments)`` gives, done in a process of its own within ``bounds``.

    Function and result must be picklable. An exception of ``work`` is raised here
    as it was there. ``what`` names the thing that is read, for messages: "the picture x.png".
    Raises ChildError where the child dies or goes out of its bounds. What libraries print there
    reaches no terminal.
    """
    bounds = bounds or Bounds()
    # A process with threads is not forked: a lock that one of them holds would stay locked. What
    # no other process can be told of is an exception; such a child has its end as all have.
    forked = threading.active_count() == 1 or not _can_be_sent(work, arguments)
    context: Any = multiprocessing.get_context("fork" if forked else "spawn")
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_work, args=(there, bounds, work, arguments), daemon=True)
    with _may_have_children():
        child.start()
    there.close()
    try:
        if not here.poll(bounds.seconds):
            message = f"{what} takes longer than {bounds.seconds:g} seconds to read."
            raise ChildError(Problem(message, remedy="Check what the file is."))
        failed, value = here.recv()
    except (EOFError, OSError):
        child.join(1)
        raise ChildError(_death(what, child.exitcode)) from None
    finally:
        here.close()
        _end(child.pid)
        child.kill()
        child.join()
    if failed == "memory":
        message = f"{what} needs more than {bounds.memory_bytes // MEBIBYTE} MiB of memory."
        raise ChildError(Problem(message, remedy="Check what the file is."))
    if failed:
        raise value
    result: Result = value
    return result


def _can_be_sent(*values: object) -> bool:
    try:
        pickle.dumps(values)
    except (pickle.PicklingError, AttributeError, TypeError):
        return False
    return True


def _end(group: int) -> None:
    """End what a child has started, and the child: it leads a group of processes."""
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):  # it is gone, or has not come so far
        return


@contextmanager
def _may_have_children() -> Iterator[None]:
    """Let a daemon of multiprocessing, such as a worker of the preview, start a process.

    Daemons may not, lest they leave orphans; this one is waited for, and has an end of its own.
    """
    own: dict[str, Any] = getattr(multiprocessing.current_process(), "_config", {})
    daemon = own.get("daemon", False)
    own["daemon"] = False
    try:
        yield
    finally:
        own["daemon"] = daemon


def _death(what: str, exit_code: int | None) -> Problem:
    how = signal.Signals(-exit_code).name if exit_code and exit_code < 0 else f"status {exit_code}"
    message = f"{what} cannot be read: the process that read it ended with {how}."
    return Problem(message, remedy="Check what the file is.")


def _work(
    out: Connection, bounds: Bounds, work: Callable[..., Any], arguments: tuple[Any, ...]
) -> None:
    os.setpgid(0, 0)
    _silence()
    _bind(bounds)
    try:
        answer: tuple[str, Any] = "", work(*arguments)
    except MemoryError:
        answer = "memory", None
    except BaseException as error:
        answer = "error", error
    resource.setrlimit(resource.RLIMIT_AS, resource.getrlimit(resource.RLIMIT_AS)[1:] * 2)
    out.send(answer)


def _silence() -> None:
    faulthandler.disable()
    nothing = open(os.devnull, "r+")  # noqa: SIM115 - open until the child ends
    for stream in (0, 1, 2):
        os.dup2(nothing.fileno(), stream)
    sys.stdin = sys.stdout = sys.stderr = nothing


def _bind(bounds: Bounds) -> None:
    """No more memory than the bound, no core file, and an end even if nobody waits any more."""
    with open("/proc/self/statm", "rb") as file:
        own = int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    seconds = int(bounds.seconds) + 1
    _limit(resource.RLIMIT_AS, own + bounds.memory_bytes)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_CPU, seconds)


def _limit(which: int, most: int) -> None:
    """Set a limit, or leave one as it is that is lower already: nobody may raise that."""
    soft, hard = resource.getrlimit(which)
    known = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(which, (min([most, *known]), hard))
