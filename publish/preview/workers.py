"""Work in a process of its own, kept warm: if it crashes or hangs, another takes its place."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import resource
import signal
from collections.abc import Callable, Iterable
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, Concatenate, Final, Generic, ParamSpec, TypeVar

from publish.errors import Problem, PublishError, fault_of_the_program
from publish.preview.views import Trouble

B = TypeVar("B")
P = ParamSpec("P")
T = TypeVar("T")

_MOST_KB: Final = 1_500_000
"""A process that has come to hold so much memory ends after its work; the next one is fresh."""

_PRELOADED: Final = ("publish.preview.setting", "publish.preview.checking", "weasyprint")


class _End:
    """Says that all parts of an answer have been sent."""


class Worker(Generic[B]):
    """A process that holds a bench, an object of a class, and does what its methods do.

    The process is forked from a server that has the engine loaded and no threads. It ends with
    this one, however this one ends, for then there is nobody to listen to. The more ``nice`` it
    is, the more it leaves the machine to others.
    """

    def __init__(self, bench: Callable[[], B], within_s: float, *, nice: int = 0) -> None:
        self._bench = bench
        self._nice = nice
        self._within_s = within_s
        self._turn = asyncio.Lock()
        self._process: Any = None
        self._pipe: Connection | None = None
        self._is_closed = False

    async def do(
        self,
        work: Callable[Concatenate[B, P], Iterable[T]],
        tell: Callable[[T | Trouble], None],
        *arguments: P.args,
        **options: P.kwargs,
    ) -> None:
        """Have ``work`` done at the bench, and ``tell`` of each part of it as it comes.

        What goes wrong is told as a Trouble. Work that is given up ends with its process.
        """
        async with self._turn:
            try:
                pipe = await asyncio.to_thread(self._started)
                pipe.send((partial(work, *(), **options) if options else work, arguments))
                async with asyncio.timeout(self._within_s):
                    while not isinstance(part := await asyncio.to_thread(pipe.recv), _End):
                        tell(part)
            except (EOFError, OSError) as error:  # TimeoutError is an OSError
                self._end()
                tell(Trouble((_given_up(isinstance(error, TimeoutError), self._within_s),)))
            except BaseException:
                self._end()
                raise

    def close(self) -> None:
        """End the process, and start no other."""
        self._is_closed = True
        self._end()

    def _end(self) -> None:
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if process is not None:
            process.kill()
            process.join()
            process.close()
        if pipe is not None:
            pipe.close()

    def _started(self) -> Connection:
        """The way to the process, which is started where there is none.

        This may take a second, in a thread that cannot be stopped: the end may come meanwhile.
        """
        if self._process is not None and not self._process.is_alive():
            self._end()
        if self._pipe is None and not self._is_closed:
            context = multiprocessing.get_context("forkserver")
            context.set_forkserver_preload(list(_PRELOADED))
            ours, theirs = context.Pipe()
            process = context.Process(
                target=_work, args=(self._bench, theirs, self._nice), daemon=True
            )
            process.start()
            theirs.close()
            self._process, self._pipe = process, ours
        if self._is_closed:
            self._end()
        if self._pipe is None:
            raise EOFError
        return self._pipe


def _given_up(is_late: bool, within_s: float) -> Problem:
    reason = f"did not come to an end in {within_s:g} seconds" if is_late else "has died"
    return Problem(
        f"the process that makes the pages {reason}.",
        remedy="Take back the last change, or save again to try again.",
    )


def _work(bench: Callable[[], Any], pipe: Connection, nice: int) -> None:
    """What the process does until nobody listens any more."""
    os.nice(nice)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent, which ends this
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    held: Any = None
    with contextlib.suppress(EOFError, OSError):
        while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < _MOST_KB:
            work, arguments = pipe.recv()
            try:
                held = held or bench()
                for part in work(held, *arguments):
                    pipe.send(part)
            except PublishError as error:
                pipe.send(Trouble(error.problems))
            except OSError as error:
                pipe.send(Trouble((Problem(f"{error.filename or 'a file'}: {error.strerror}."),)))
            except Exception as error:
                pipe.send(Trouble((_fault(error),)))
            pipe.send(_End())


def _fault(error: Exception) -> Problem:
    return Problem(" ".join(f"this is {fault_of_the_program(error)}.".split()))
