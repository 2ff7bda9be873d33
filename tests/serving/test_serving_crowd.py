"""A whole hall at once: 200 phones fetch the Arabic pamphlet, and each has it whole."""

from __future__ import annotations

import asyncio
import json
from hashlib import sha256
from pathlib import Path

from asking import Serve

from publish.making.manifest import Entry

CLIENTS = 200


async def _fetch(port: int, path: str, ready: asyncio.Event) -> tuple[bytes, bytes]:
    """The head and the body, over a connection that is open before any of them asks."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await ready.wait()
    writer.write(f"GET {path} HTTP/1.1\r\nHost: event\r\nConnection: close\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    body = await reader.read(-1)
    writer.close()
    return head, body


async def _crowd(port: int, path: str) -> list[tuple[bytes, bytes]]:
    ready = asyncio.Event()
    asking = [asyncio.create_task(_fetch(port, path, ready)) for _ in range(CLIENTS)]
    await asyncio.sleep(1)
    ready.set()
    return await asyncio.gather(*asking)


def test_two_hundred_clients_at_once_get_every_byte(
    serve: Serve, offered: Path, arabic: Entry
) -> None:
    with serve(offered, "--no-announce") as server:
        answers = asyncio.run(asyncio.wait_for(_crowd(server.port, f"/{arabic.path}"), 60))
        counted = json.loads(server.ask("/counts.json").body)
        status, _, said = server.stop()
    assert len(answers) == CLIENTS
    assert {head.split(b"\r\n")[0] for head, _ in answers} == {b"HTTP/1.1 200 OK"}
    assert {sha256(body).hexdigest() for _, body in answers} == {arabic.sha256}
    assert counted["files"][arabic.path] == CLIENTS
    assert status == 0
    assert said == f"{CLIENTS} downloads (ar {CLIENTS})\n"
