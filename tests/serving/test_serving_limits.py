"""Who holds a connection without use has to give it up, and nobody else notices.

Real uvicorn on a real socket, with times short enough for a test.
"""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

import pytest
import uvicorn

from publish.files import sha256
from publish.serving.app import table
from publish.serving.limits import LimitedProtocol
from publish.serving.service import configured

LARGE = 24 * 1024 * 1024
"""More than the system buffers for a connection on loopback."""


class Impatient(LimitedProtocol):
    asking_s = 0.8
    taking_s = 1.0


@contextmanager
def _serving(
    folder: Path, connections: int, protocol: type[LimitedProtocol] = LimitedProtocol
) -> Iterator[int]:
    """A server in a thread of its own; gives its port."""
    server = uvicorn.Server(configured(table(folder), connections, protocol))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        thread = threading.Thread(target=lambda: asyncio.run(server.serve([listener])))
        thread.start()
        try:
            yield port
        finally:
            server.should_exit = True
            thread.join(10)
    assert not thread.is_alive()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("limits")
    files = {"small.txt": b"small\n", "large.bin": b"\x01" * LARGE}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    sums = (f"{sha256(content)}  {name}\n" for name, content in files.items())
    (folder / "SHA256SUMS").write_text("".join(sums))
    return folder


@pytest.fixture
def port(folder: Path) -> Iterator[int]:
    with _serving(folder, 10, Impatient) as port:
        yield port


def _connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=10)


def _ask(connection: socket.socket, path: str = "/small.txt", more: str = "") -> None:
    connection.sendall(f"GET {path} HTTP/1.1\r\nHost: event\r\n{more}\r\n".encode())


def _rest(connection: socket.socket) -> bytes:
    received = bytearray()
    try:
        while piece := connection.recv(65536):
            received += piece
    except ConnectionResetError:
        pass
    return bytes(received)


def _small(connection: socket.socket) -> bytes:
    """One answer with the small file, however many pieces it comes in."""
    received = b""
    while not received.endswith(b"\r\n\r\nsmall\n"):
        piece = connection.recv(65536)
        assert piece, received
        received += piece
    return received


def _served(port: int) -> bool:
    with closing(_connected(port)) as connection:
        _ask(connection, more="Connection: close\r\n")
        return _rest(connection).endswith(b"\r\n\r\nsmall\n")


@pytest.mark.parametrize("first", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: event\r\nX-"])
def test_whoever_does_not_ask_is_sent_away(port: int, first: bytes) -> None:
    began = time.monotonic()
    with closing(_connected(port)) as connection:
        connection.sendall(first)
        assert _rest(connection).startswith(b"HTTP/1.1 408 ")
    assert 0.7 < time.monotonic() - began < 5


def test_a_header_a_byte_at_a_time_gains_no_time(port: int) -> None:
    began = time.monotonic()
    with closing(_connected(port)) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nX: ")
        with suppress(ConnectionError):  # reset or a broken pipe, as it comes
            while time.monotonic() - began < 8:
                connection.sendall(b"a")
                time.sleep(0.05)
    assert time.monotonic() - began < 5


def test_after_an_answer_the_next_request_may_not_dribble_either(port: int) -> None:
    with closing(_connected(port)) as connection:
        _ask(connection)
        assert b"200 OK" in _small(connection)
        began = time.monotonic()
        connection.sendall(b"GET / HTTP/1.1\r\n")
        assert _rest(connection).startswith(b"HTTP/1.1 408 ")
        assert time.monotonic() - began < 5


def test_many_requests_on_one_connection_are_answered(port: int) -> None:
    with closing(_connected(port)) as connection:
        for _ in range(8):  # together longer than a connection may be idle
            _ask(connection)
            _small(connection)
            time.sleep(0.15)
        for _ in range(3):  # one behind the other, without waiting
            _ask(connection)
        _ask(connection, more="Connection: close\r\n")
        assert _rest(connection).count(b"\r\n\r\nsmall\n") == 4


def test_whoever_does_not_take_what_was_asked_for_is_sent_away(port: int) -> None:
    with closing(_connected(port)) as connection:
        _ask(connection, "/large.bin")
        time.sleep(2.5)
        received = _rest(connection)
    assert received.startswith(b"HTTP/1.1 200 OK")
    assert len(received) < LARGE


def test_whoever_takes_slowly_but_steadily_gets_it_all(port: int) -> None:
    began = time.monotonic()
    with closing(_connected(port)) as connection:
        _ask(connection, "/large.bin", "Connection: close\r\n")
        received = 0
        while piece := connection.recv(512 * 1024):
            received += len(piece)
            time.sleep(0.03)
    assert received > LARGE
    assert time.monotonic() - began > Impatient.taking_s


def test_more_than_there_is_room_for_are_asked_to_wait(folder: Path) -> None:
    with _serving(folder, 3) as port:
        with ExitStack() as waiting:
            for _ in range(3):
                waiting.enter_context(_connected(port))
            late = waiting.enter_context(_connected(port))
            _ask(late)
            assert _rest(late).startswith(b"HTTP/1.1 503 ")
        time.sleep(0.3)
        assert _served(port)


def test_a_flood_of_connections_is_closed_unheard_and_passes(folder: Path) -> None:
    with _serving(folder, 3) as port:
        with ExitStack() as flood:
            connections = [flood.enter_context(_connected(port)) for _ in range(150)]
            assert _rest(connections[-1]) == b""  # at once: later it would be told of the time
        time.sleep(0.3)
        assert _served(port)


def test_slow_ones_do_not_keep_anybody_waiting(port: int) -> None:
    with ExitStack() as slow:
        for _ in range(5):
            slow.enter_context(_connected(port)).sendall(b"GET /")
        assert _served(port)
