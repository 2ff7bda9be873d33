"""Workers: processes of this machine, forked warm, that fulfil orders one after another."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait

from publish.errors import Place, Problem
from publish.making.interrupts import ENDINGS
from publish.making.orders import Order, Outcome, fulfil, parts
from publish.making.stamps import Stamp
from publish.making.watching import Watch

CarryOut = Callable[[Sequence[Order], Mapping[str, Stamp], Watch], Generator[Outcome, None, None]]
"""Who carries out orders: given them, the stamps of the program's files, and who watches."""

TIME_LIMIT_S = 600.0
"""How long one text may take before it is given up: many times what the longest should."""

MEMORY_LIMIT_MB = 300
"""A worker that has grown beyond this makes room for a fresh one (WeasyPrint issue 1824)."""

_TICK_S = 0.2
_MOMENTS, _MOMENT_S = 100, 0.01
_LAST_S = 5.0
"""How long files that are being put in place are waited for: a busy disk takes its time."""

_PR_SET_PDEATHSIG = 1
"""See prctl(2)."""


@dataclass(slots=True)
class _Worker:
    """A child process, the line to it, and what it is at work on until when."""

    process: int
    line: Connection
    order: Order | None = None
    deadline_s: float = 0.0


def here(jobs: int | None = None, *, time_limit_s: float = TIME_LIMIT_S) -> CarryOut:
    """Carries out orders on this machine, in ``jobs`` processes at most, by default one a core.

    Fewer orders than that are divided by their layouts. One that stays single is fulfilled in
    this very process. Each may take ``time_limit_s`` seconds.
    """

    def carry_out(
        orders: Sequence[Order], house: Mapping[str, Stamp], watch: Watch
    ) -> Generator[Outcome, None, None]:
        most = jobs or _cores()
        if len(orders) < most:
            orders = sorted(chain.from_iterable(map(parts, orders)), key=lambda each: -each.weight)
        if len(orders) == 1:
            watch.started(orders[0])
            yield _fulfil_here(orders[0], house, time_limit_s)
        elif orders:
            from publish.making.warming import warm  # costly: not for a run that has no orders

            workers = min(most, len(orders))
            warm(orders, workers)
            yield from _Pool(workers, house, watch, time_limit_s).outcomes(orders)

    return carry_out


def _cores() -> int:
    """How many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


class _Pool:
    """The workers of one build. No page may have been laid out in this process before.

    The text engine has threads from then on, and a fork would leave its child without them.
    """

    def __init__(
        self, jobs: int, house: Mapping[str, Stamp], watch: Watch, time_limit_s: float
    ) -> None:
        self._jobs = jobs
        self._house = house
        self._watch = watch
        self._time_limit_s = time_limit_s
        self._workers: list[_Worker] = []

    def outcomes(self, orders: Sequence[Order]) -> Iterator[Outcome]:
        """What comes of the orders, as it comes; those that weigh most are begun first."""
        waiting = deque(orders)
        gc.collect()
        gc.freeze()  # or the children's collector would copy what they share with this process
        try:
            while waiting or any(worker.order for worker in self._workers):
                self._hand_out(waiting)
                yield from self._gather()
                self._watch.tick()
        except KeyboardInterrupt:
            yield from self._last_outcomes()
            raise
        finally:
            for worker in tuple(self._workers):
                self._end(worker)
            gc.unfreeze()

    def _last_outcomes(self) -> Iterator[Outcome]:
        """What is in its place, or being put there, at the moment of an interruption.

        Workers end when they are told to, but for that.
        """
        for worker in self._workers:
            os.kill(worker.process, signal.SIGTERM)
        until_s = time.monotonic() + _LAST_S
        for worker in self._workers:
            with suppress(EOFError, OSError):
                if worker.order and worker.line.poll(max(0.0, until_s - time.monotonic())):
                    outcome, _ = worker.line.recv()
                    assert isinstance(outcome, Outcome)
                    yield outcome

    def _hand_out(self, waiting: deque[Order]) -> None:
        while waiting:
            worker = next((each for each in self._workers if each.order is None), None)
            if worker is None and len(self._workers) < self._jobs:
                worker = self._hire()
            if worker is None:
                return
            order = worker.order = waiting.popleft()
            worker.deadline_s = time.monotonic() + self._time_limit_s
            with suppress(OSError):  # it has died: _gather will find out
                worker.line.send(order)
            self._watch.started(order)

    def _gather(self) -> Iterator[Outcome]:
        """The outcomes that are there within a tick, of the dead and the late among them."""
        ready = wait([worker.line for worker in self._workers], timeout=_TICK_S)
        now_s = time.monotonic()
        for worker in tuple(self._workers):
            order = worker.order
            if worker.line in ready:
                outcome = self._heard(worker)
                if outcome:
                    yield outcome
            elif order and now_s > worker.deadline_s:
                self._end(worker)
                yield _late(order, self._time_limit_s)

    def _heard(self, worker: _Worker) -> Outcome | None:
        order, worker.order = worker.order, None
        try:
            outcome, memory_mb = worker.line.recv()
        except (EOFError, OSError):
            _await_end(worker.process)
            cause = self._end(worker)
            return _failed(order, f"its process died ({cause})", _CRASH) if order else None
        if memory_mb > MEMORY_LIMIT_MB:
            self._end(worker)
        assert isinstance(outcome, Outcome)
        return outcome

    def _hire(self) -> _Worker:
        """Fork a worker, which inherits all that is warm here."""
        ours, theirs = Pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        parent = os.getpid()
        # A signal between the fork and the first line of _work would run the parent's code.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
        process = os.fork()
        if process == 0:
            for worker in self._workers:  # or the others would not see the parent go
                worker.line.close()
            ours.close()
            _work(theirs, parent, self._house)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _end(self, worker: _Worker) -> str:
        """Put an end to a worker, whatever it does; how it had ended before, in words."""
        self._workers.remove(worker)
        worker.line.close()
        os.kill(worker.process, signal.SIGKILL)  # which an ended process does not feel
        _, status = os.waitpid(worker.process, 0)
        if os.WIFSIGNALED(status):
            return signal.Signals(os.WTERMSIG(status)).name
        return f"status {os.waitstatus_to_exitcode(status)}"


def _await_end(process: int) -> None:
    """Give a process that has let go of its line a moment to end in its own way."""
    for _ in range(_MOMENTS):
        ended = os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        if ended:
            return
        time.sleep(_MOMENT_S)


class _TooLong(BaseException):
    """Ends a text that takes too long in this process; nothing on the way may catch it."""


def _fulfil_here(order: Order, house: Mapping[str, Stamp], time_limit_s: float) -> Outcome:
    def stop(*_: object) -> None:
        raise _TooLong

    if threading.current_thread() is not threading.main_thread():
        return fulfil(order, house)  # only the main thread hears the alarm
    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, time_limit_s)
    try:
        return fulfil(order, house)
    except _TooLong:
        return _late(order, time_limit_s)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


_HANG = "Run the command again, with a longer --time-limit if the text is very long."
_CRASH = "Run the command again; if it happens again, its files show what the program trips over."


def _late(order: Order, time_limit_s: float) -> Outcome:
    return _failed(order, f"it took longer than {time_limit_s:g} seconds", _HANG)


def _failed(order: Order, what: str, remedy: str) -> Outcome:
    problem = Problem(f"the text was not made: {what}.", Place(order.target.words), remedy)
    return Outcome(order.target, problems=(problem,))


class _Leave:
    """Ends a worker that is told to go; not between its first file's delivery and word of it."""

    def __init__(self) -> None:
        self._is_held = self._is_wanted = False

    def __call__(self, *_: object) -> None:
        """Hear the signal."""
        self._is_wanted = True
        if not self._is_held:
            os._exit(0)

    def hold(self) -> None:
        """Stay from now on."""
        self._is_held = True

    def release(self) -> None:
        """Go, if that was wanted meanwhile."""
        self._is_held = False
        if self._is_wanted:
            os._exit(0)


def _work(line: Connection, parent: int, house: Mapping[str, Stamp]) -> None:
    """The life of a worker: orders in, outcomes and memory used out, until the line ends."""
    status = 1
    try:
        for ending in (signal.SIGINT, signal.SIGHUP):  # the parent answers, and ends this
            signal.signal(ending, signal.SIG_IGN)
        leave = _Leave()
        signal.signal(signal.SIGTERM, leave)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)
        _die_with(parent)
        while True:
            order = line.recv()
            outcome = fulfil(order, house, leave.hold)
            line.send((outcome, _resident_mb()))
            leave.release()
            gc.collect()  # the boxes of pages hold each other
    except (EOFError, OSError):  # the parent is done, or gone
        status = 0
    finally:
        os._exit(status)


def _die_with(parent: int) -> None:
    """Have the kernel end this process when its parent ends; elsewhere the line tells it."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)


def _resident_mb() -> float:
    """The memory that this process has in use now, shared pages included (proc(5), statm)."""
    try:
        with open("/proc/self/statm", "rb") as file:
            pages = int(file.read().split()[1])
    except OSError:  # no such file system here: a worker is as large as it is
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
