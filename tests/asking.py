"""A command that serves, as a process of its own, and requests to it."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Got:
    """A response: its status, headers with names in small letters, and body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Serving:
    """A running process that has said at which address of loopback it answers."""

    ended_by: ClassVar[int] = signal.SIGTERM

    def __init__(self, process: subprocess.Popen[str], address: str) -> None:
        self.process = process
        self.port = int(re.findall(r":(\d+)/", address)[0])

    def ask(
        self,
        path: str,
        headers: Mapping[str, str] | None = None,
        *,
        method: str = "GET",
        body: bytes | None = None,
    ) -> Got:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as asking:
            asking.request(method, path, body=body, headers=dict(headers or {}))
            answer = asking.getresponse()
            fields = {name.lower(): value for name, value in answer.getheaders()}
            return Got(answer.status, fields, answer.read())

    def stop(self, number: int | None = None) -> tuple[int, float, str]:
        """Exit status, seconds that it took, and what was said."""
        began = time.monotonic()
        self.process.send_signal(number or self.ended_by)
        _, said = self.process.communicate(timeout=20)
        return self.process.returncode, time.monotonic() - began, said


class Server(Serving):
    """A running ``publish serve``, and all that it has shown."""

    def __init__(self, process: subprocess.Popen[str], shown: list[str]) -> None:
        super().__init__(process, shown[0])
        self.shown = shown


Serve = Callable[..., AbstractContextManager[Server]]
"""Starts ``publish serve FOLDER OPTIONS...`` on a free port of loopback."""
