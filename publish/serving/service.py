"""The serve command: listens, tells where, and goes cleanly when it is told to."""

from __future__ import annotations

import asyncio
import contextlib
import resource
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import uvicorn

from publish.design.design import default_design
from publish.errors import PublishError
from publish.serving.app import MOST_HEADER_BYTES, Table, application, table
from publish.serving.counts import SAVE_EVERY_S, Count
from publish.serving.limits import LimitedProtocol
from publish.serving.network import announced, code, reachable, url
from publish.serving.server import Server, listen, quiet_config

HOST: Final = "0.0.0.0"
PORT: Final = 8000
CONNECTIONS: Final = 512

_BACKLOG: Final = 1024

_OTHER_FILES: Final = 256
"""Open files besides connections; the spare connections of the limits are among them."""


@dataclass(frozen=True, slots=True)
class Listening:
    """Where to listen, for how many connections at once, and whether to tell the network.

    ``keep_counts`` says whether counts go on after a restart.
    """

    host: str = HOST
    port: int = PORT
    connections: int = CONNECTIONS
    announce: bool = True
    keep_counts: bool = True


def serve(
    folder: Path, listening: Listening, show: Callable[[str], None], say: Callable[[str], None]
) -> tuple[Count, ...]:
    """Serve ``folder`` until SIGINT or SIGTERM, and return what was downloaded.

    ``show`` gets what people are to see, addresses and the code; ``say`` what went wrong.
    Nothing is written to disk but numbers of downloads, beside the folder, if they are to be
    kept. Raises PublishError where the folder cannot be served or the numbers are something
    else, and CommandError where the address cannot be listened on.
    """
    serving = table(folder, say, counts_file(folder) if listening.keep_counts else None)
    with _listener(listening) as listener:
        config = configured(serving, listening.connections)
        _allow_files(listening.connections)
        asyncio.run(_run(Server(config), listener, listening, serving, show))
    _save(serving)
    return serving.counts()


def counts_file(folder: Path) -> Path:
    """Where the numbers of downloads from a folder are kept: beside it, for it is made anew."""
    whole = folder.resolve()
    return whole.with_name(f"{whole.name}.counts.json")


def _save(serving: Table) -> None:
    try:
        serving.tally.save()
    except (OSError, PublishError) as error:
        serving.say(f"the counts of downloads are not kept: {error}")


def configured(
    serving: Table, connections: int, protocol: type[LimitedProtocol] = LimitedProtocol
) -> uvicorn.Config:
    """Uvicorn as an event needs it: bounded, silent about readers, quick to stop."""
    return quiet_config(
        application(serving, default_design()),
        http=protocol,
        limit_concurrency=connections,
        h11_max_incomplete_event_size=MOST_HEADER_BYTES,
    )


async def _run(
    server: Server,
    listener: socket.socket,
    listening: Listening,
    serving: Table,
    show: Callable[[str], None],
) -> None:
    """Run the server until a signal; the announcement is withdrawn while downloads still run."""
    stopping = asyncio.Event()
    server.stop_on_signals(stopping.set)
    port = listener.getsockname()[1]
    addresses = reachable(listening.host)
    for address in addresses:
        show(url(address, port))
    show(code(url(addresses[0], port)))
    async with asyncio.TaskGroup() as tasks:
        if listening.announce:
            tasks.create_task(_announce(addresses, port, stopping, show, serving.say))
        tasks.create_task(_keep(serving, stopping))
        await server.serve([listener])
        stopping.set()


async def _keep(serving: Table, stopping: asyncio.Event) -> None:
    """Save the counts from time to time; the last time is after the last download."""
    while not stopping.is_set():
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), SAVE_EVERY_S)
        await asyncio.to_thread(_save, serving)


async def _announce(
    addresses: tuple[str, ...],
    port: int,
    stopping: asyncio.Event,
    show: Callable[[str], None],
    say: Callable[[str], None],
) -> None:
    async with announced(addresses, port, say) as name:
        if name is not None:
            show(f"{url(name, port)} (announced on the network)")
        await stopping.wait()


def _listener(listening: Listening) -> socket.socket:
    remedy = "Choose another --port, or an address of this machine for --host."
    return listen(listening.host, listening.port, "the server", remedy, backlog=_BACKLOG)


def _allow_files(connections: int) -> None:
    """Ask for as many open files as there may be connections, where the system would have fewer."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = connections + _OTHER_FILES
    if soft != resource.RLIM_INFINITY and soft < wanted:
        allowed = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
