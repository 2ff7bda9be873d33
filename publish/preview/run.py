"""The preview command: listens, tells where, watches the files, and leaves nothing behind."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import webbrowser
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import uvicorn

from publish.errors import CommandError, Problem
from publish.preview.app import Preview, application, token
from publish.preview.desk import Desk
from publish.preview.guard import hosts
from publish.preview.opening import Editor
from publish.preview.watching import saved
from publish.serving.network import host_name, reachable, url

HOST: Final = "127.0.0.1"
PORT: Final = 8001

_LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")
_GRACE_S: Final = 1
_SILENT: Final = 100
"""Above every level of logging: what uvicorn would log is nothing that an editor can mend."""


@dataclass(frozen=True, slots=True)
class Looking:
    """What is shown first, where to listen, and how the page behaves.

    ``views`` are names of views; ``polling`` is for file systems that tell of no changes.
    """

    statement: str
    views: tuple[str, ...]
    host: str = HOST
    port: int = PORT
    editor: Editor | None = None
    browser: bool = False
    polling: bool = False


def preview(
    content: Path, looking: Looking, show: Callable[[str], None], say: Callable[[str], None]
) -> None:
    """Serve the preview of the statements in ``content`` until SIGINT or SIGTERM.

    ``show`` gets the address; ``say`` what went wrong. Raises CommandError where the address
    cannot be listened on.
    """
    with _listener(looking) as listener:
        asyncio.run(_run(content, looking, listener, show, say))


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals alone: uvicorn's way ends the process by the signal itself."""
        yield


async def _run(
    content: Path,
    looking: Looking,
    listener: socket.socket,
    show: Callable[[str], None],
    say: Callable[[str], None],
) -> None:
    port = listener.getsockname()[1]
    desk = Desk(content)
    start = (looking.statement, looking.views)
    serving = Preview(desk, start, looking.editor, say, token())
    allowed = hosts(_names(looking.host), port)
    server = _Server(_configured(application(serving, allowed)))

    def stop() -> None:
        server.force_exit = server.should_exit  # the second time, wait for nothing
        server.should_exit = True
        desk.close()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)
    watching = asyncio.create_task(_watch(desk, looking, say))
    address = url(reachable(looking.host)[0], port)
    show(address)
    if looking.browser:
        await asyncio.to_thread(webbrowser.open, address)
    try:
        await server.serve([listener])
    finally:
        watching.cancel()
        desk.close()


async def _watch(desk: Desk, looking: Looking, say: Callable[[str], None]) -> None:
    async for paths in saved(desk.content, say, polling=looking.polling):
        desk.saved(paths)


def _configured(app: object) -> uvicorn.Config:
    return uvicorn.Config(
        app,  # type: ignore[arg-type]
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        log_level=_SILENT,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE_S,
    )


def _names(host: str) -> tuple[str, ...]:
    """The names by which this machine may be called: loopback's, and its own where it is."""
    if host in _LOOPBACK:
        return _LOOPBACK
    return (*_LOOPBACK, host, host_name(), socket.gethostname(), *reachable(host))


def _listener(looking: Looking) -> socket.socket:
    family = socket.AF_INET6 if ":" in looking.host else socket.AF_INET
    try:
        return socket.create_server((looking.host, looking.port), family=family)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CommandError(
            Problem(
                f"the preview cannot listen on {url(looking.host, looking.port)} ({reason}).",
                remedy="Another preview may be running. Choose another --port; 0 takes a free one.",
            )
        ) from error
