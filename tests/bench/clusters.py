"""A cluster on this machine: a scheduler and workers of Dask, each a process of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]

_START_S = 60.0
_ADDRESS = re.compile(r"Scheduler at:\s+(\S+)")
_READY = re.compile(r"Registered to:")


class Process:
    """A program in a group of its own, whose lines are listened to until it is ended."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        folder: str,
        waits_for: re.Pattern[str],
    ) -> None:
        kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        self._process = subprocess.Popen(
            command,
            env=kept | dict(environment),
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._waits_for = waits_for
        self._heard = threading.Event()
        self.said: list[str] = []
        self.match: re.Match[str] | None = None
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def wait(self) -> re.Match[str]:
        """What it was to say, once it has."""
        self._heard.wait(_START_S)
        if self.match is None:
            self.end()
            raise RuntimeError("it did not start:\n" + "".join(self.said[-30:]))
        return self.match

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def end(self) -> None:
        """Put an end to it and to all that it has started."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._listener.join(5)
        if self._process.stdout:
            self._process.stdout.close()

    def _listen(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self.said.append(line)
            if self.match is None and (match := self._waits_for.search(line)):
                self.match = match
                self._heard.set()
        self._heard.set()


class Cluster:
    """A scheduler at ``address`` and its workers."""

    def __init__(self, environment: Mapping[str, str], options: Sequence[str] = ()) -> None:
        # Programs of Dask are found where they are installed, and Publish in this checkout.
        self._environment = {"PYTHONPATH": str(ROOT)} | dict(environment)
        self._options = options
        self._room = TemporaryDirectory(prefix="publish-cluster-")
        self.workers: list[Process] = []
        self.scheduler = self._start(
            _ADDRESS, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"
        )
        try:
            self.address = self.scheduler.wait()[1]
        except BaseException:
            self.end()
            raise

    def hire(self, environment: Mapping[str, str] | None = None, *options: str) -> Process:
        """Start a worker of one thread; it is there when ``wait`` returns."""
        worker = self._start(
            _READY,
            "worker",
            self.address,
            "--nthreads=1",
            "--no-dashboard",
            f"--local-directory={self._room.name}",
            *options,
            environment=environment,
        )
        self.workers.append(worker)
        return worker

    def end(self) -> None:
        """Put an end to all of it."""
        for process in (*self.workers, self.scheduler):
            process.end()
        self._room.cleanup()

    def _start(
        self,
        waits_for: re.Pattern[str],
        kind: str,
        *arguments: str,
        environment: Mapping[str, str] | None = None,
    ) -> Process:
        module = f"distributed.cli.dask_{kind}"
        command = [sys.executable, "-m", module, *arguments, *self._options]
        own = {**self._environment, **(environment or {})}
        return Process(command, own, self._room.name, waits_for)


@contextmanager
def cluster(
    environment: Mapping[str, str], workers: int, options: Sequence[str] = ()
) -> Iterator[Cluster]:
    """A cluster with so many workers, which all are there."""
    made = Cluster(environment, options)
    try:
        for worker in [made.hire() for _ in range(workers)]:
            worker.wait()
        yield made
    finally:
        made.end()


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    found: list[int] = []
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            found += map(int, path.read_text().split())
    return found
