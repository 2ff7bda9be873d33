"""The preview command: listens, tells where, watches the files, and leaves nothing behind."""

from __future__ import annotations

import asyncio
import socket
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from publish.design.design import default_design
from publish.preview.app import Preview, application, token
from publish.preview.desk import Desk
from publish.preview.guard import hosts
from publish.preview.opening import Editor
from publish.preview.watching import saved
from publish.serving.network import host_name, reachable, url
from publish.serving.server import Server, listen, quiet_config

HOST: Final = "127.0.0.1"
PORT: Final = 8001

_LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")


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
    serving = Preview(desk, start, looking.editor, say, token(), default_design())
    allowed = hosts(_names(looking.host), port)
    server = Server(quiet_config(application(serving, allowed), http="h11"))
    server.stop_on_signals(desk.close)
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


def _names(host: str) -> tuple[str, ...]:
    """The names by which this machine may be called: loopback's, and its own where it is."""
    if host in _LOOPBACK:
        return _LOOPBACK
    return (*_LOOPBACK, host, host_name(), socket.gethostname(), *reachable(host))


def _listener(looking: Looking) -> socket.socket:
    remedy = "Another preview may be running. Choose another --port; 0 takes a free one."
    return listen(looking.host, looking.port, "the preview", remedy)
