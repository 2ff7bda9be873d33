"""Ctrl-C is noted, and raised where it is heard: nowhere that Python would ignore it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

ENDINGS = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)
"""Signals that end a build in order (see commands.build)."""


@contextmanager
def noted() -> Iterator[Callable[[], None]]:
    """Note the first signal that would end this process; what comes out raises it when called.

    An exception in a finalizer is only reported (``object.__del__``), and Dask has finalizers
    that wait for each other: there Ctrl-C was lost. The second signal is raised at once.
    """
    if threading.current_thread() is not threading.main_thread():
        yield lambda: None  # only the main thread hears signals
        return
    heard: list[int] = []
    handlers = ((number, signal.getsignal(number)) for number in ENDINGS)
    before: dict[int, Any] = {number: each for number, each in handlers if callable(each)}

    def note(number: int, frame: FrameType | None) -> None:
        if heard:
            before[number](number, frame)
        heard.append(number)

    def listen() -> None:
        if heard:
            before[heard[0]](heard[0], None)

    for number in before:
        signal.signal(number, note)
    try:
        yield listen
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
