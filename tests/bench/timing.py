"""Measuring processes: how long they take, in turns, and how much memory they have at most."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

Command = Sequence[str]

_TICK_S = 0.02


@dataclass(frozen=True, slots=True)
class Work:
    """What a maker does: commands, one after another, after ``before``, which is not timed.

    ``pamphlets`` are those of the files it makes that can be compared with other makers'.
    """

    commands: Sequence[Command]
    environment: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[], object] = lambda: None
    pamphlets: Sequence[Path] = ()


def seconds(work: Work) -> float:
    """How long the commands take in all, start-up included."""
    work.before()
    environment = _environment(work)
    start = time.perf_counter()
    for command in work.commands:
        _checked(subprocess.run(command, env=environment, capture_output=True, check=False))
    return time.perf_counter() - start


def in_turns(works: Mapping[str, Work], rounds: int) -> dict[str, float]:
    """The median of each, measured in turns so that a busy minute strikes all of them.

    One round before the first is thrown away: it fills the caches of the machine.
    """
    found: dict[str, list[float]] = {name: [] for name in works}
    for number in range(rounds + 1):
        for name, work in works.items():
            taken_s = seconds(work)
            if number:
                found[name].append(taken_s)
    return {name: median(values) for name, values in found.items()}


@dataclass(slots=True)
class Memory:
    """In MB: the most that one process had, by the process; and all of them at one moment.

    ``seconds`` is how long they took.
    """

    processes: dict[int, float] = field(default_factory=dict)
    together: float = 0.0
    seconds: float = 0.0

    @property
    def largest(self) -> float:
        """The most that one process had."""
        return max(self.processes.values(), default=0.0)


def memory(work: Work, every_s: float = _TICK_S) -> Memory:
    """The memory of the commands and of all that they start, looked at every so many seconds.

    A process counts with all it has resident; together they count by shares (proc(5), Pss), for
    what forked processes have in common is there once.
    """
    work.before()
    found = Memory()
    start = time.perf_counter()
    for command in work.commands:
        process = subprocess.Popen(
            command, env=_environment(work), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        over = threading.Event()
        watcher = threading.Thread(target=_watch, args=(process.pid, found, over, every_s))
        watcher.start()
        output, _ = process.communicate()
        over.set()
        watcher.join()
        _checked(subprocess.CompletedProcess(command, process.returncode, output, b""))
    found.seconds = time.perf_counter() - start
    return found


def _environment(work: Work) -> dict[str, str]:
    """This environment without what keeps Python from using compiled modules."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return kept | dict(work.environment)


def _checked(done: subprocess.CompletedProcess[bytes]) -> None:
    if done.returncode:
        said = (done.stdout + done.stderr).decode(errors="replace")[-2000:]
        raise SystemExit(f"{' '.join(map(str, done.args))}\nended with {done.returncode}:\n{said}")


def _watch(root: int, found: Memory, over: threading.Event, every_s: float) -> None:
    while not over.wait(every_s):
        together_kb = 0
        for process in _family(root):
            peak_kb = _value(Path(f"/proc/{process}/status"), "VmHWM:")
            together_kb += _value(Path(f"/proc/{process}/smaps_rollup"), "Pss:")
            before = found.processes.get(process, 0.0)
            found.processes[process] = max(before, peak_kb / 1000)
        found.together = max(found.together, together_kb / 1000)


def _family(root: int) -> list[int]:
    """A process and all that come of it."""
    family = [root]
    for process in family:
        with suppress(OSError):  # it has ended meanwhile
            for children in Path(f"/proc/{process}/task").glob("*/children"):
                with suppress(OSError):  # this thread has
                    family += map(int, children.read_text().split())
    return family


def _value(path: Path, key: str) -> int:
    try:
        lines = path.read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(key)), 0)
