"""A server of this program: silent, quick to stop, and ended by the command that began it."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
from collections.abc import Callable, Iterator
from typing import Any, Final

import uvicorn
from starlette.types import ASGIApp

from publish.errors import CommandError, Problem
from publish.serving.network import url

_GRACE_S: Final = 1
"""How long answers that are under way may still take when the server is told to stop."""

_SILENT: Final = 100
"""Above every level of logging: what uvicorn would log has addresses of readers in it, and
nothing that the person who runs it can mend."""


class Server(uvicorn.Server):
    """Uvicorn, but that it ends when it is told to, and not by the signal itself."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to ``stop_on_signals``."""
        yield

    def stop_on_signals(self, stopped: Callable[[], object]) -> None:
        """Stop on SIGINT and SIGTERM, at once the second time; ``stopped`` hears of each."""

        def stop() -> None:
            self.force_exit = self.should_exit
            self.should_exit = True
            stopped()

        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop)


def quiet_config(app: ASGIApp, **bounds: Any) -> uvicorn.Config:
    """Uvicorn for ``app``, silent and quick to stop; ``bounds`` are further settings of it."""
    return uvicorn.Config(
        app,
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        log_level=_SILENT,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_S,
        **bounds,
    )


def listen(host: str, port: int, who: str, remedy: str, **options: Any) -> socket.socket:
    """A socket that listens; ``options`` are those of ``socket.create_server``.

    Raises CommandError, which says ``who`` cannot listen there, and the ``remedy``.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, **options)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CommandError(
            Problem(f"{who} cannot listen on {url(host, port)} ({reason}).", remedy=remedy)
        ) from error
