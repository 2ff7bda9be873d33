"""Requests that nobody sends in good faith: nothing leaks, nothing breaks, nothing stays behind."""

from __future__ import annotations

import http.client
import json
import shutil
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from asking import Serve, Server

from publish.catalogue.checks import verify_site
from publish.files import sha256
from publish.making.manifest import Entry

SECRET = b"the secret outside"

WAYS_OUT = [
    *("../secret.txt", "a/../../secret.txt", "./../secret.txt", "/../secret.txt", "//secret.txt"),
    *("..%2fsecret.txt", "%2e%2e/secret.txt", "%2e%2e%2fsecret.txt", "%2E%2E%5Csecret.txt"),
    *("..%252fsecret.txt", "%252e%252e%252fsecret.txt", "..\\secret.txt", "..%5csecret.txt"),
    *("..%c0%afsecret.txt", "%c0%ae%c0%ae/secret.txt", "..%e0%80%afsecret.txt"),
    *("%u002e%u002e/secret.txt", "..%00/secret.txt", "..;/secret.txt", "....//secret.txt"),
    *("%ef%bc%8e%ef%bc%8e%ef%bc%8fsecret.txt", "..%ef%bc%8fsecret.txt", "%f0%80%80%aesecret.txt"),
    *(
        "index.html/../../secret.txt",
        "open-shelves/..%2f..%2fsecret.txt",
        "..%2f..%2f..%2fetc/passwd",
    ),
    *(
        "/etc/passwd",
        "%2fetc%2fpasswd",
        "file:///etc/passwd",
        "..%09/secret.txt",
        "../secret.txt%00.html",
    ),
    *(".hidden", "%2ehidden", "./.hidden", "open-shelves/.hidden", "open-shelves/%2ehidden"),
    *("link.txt", "linked/secret.txt", "stranger.txt", ".git/config", "~root/", "con", "a" * 15000),
]

TOO_MUCH = [
    b"GET / HTTP/1.1\r\nHost: event\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: event\r\n" + b"X: a\r\n" * 20_000 + b"\r\n",
    b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: event\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: event\r\nX: " + b"a" * 20_000 + b"\r\n\r\n",
]

NONSENSE = [
    *(b"\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 600, b"\x00" * 4096),
    *(
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET  / HTTP/1.1\r\n\r\n",
    ),
    b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: event\r\nContent-Length: -1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: event\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: event\r\n Folded: x\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: event\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"CONNECT example.org:80 HTTP/1.1\r\nHost: event\r\n\r\n",
    b"GET http://example.org/ HTTP/1.1\r\nHost: example.org\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: event\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
]


@pytest.fixture(scope="module")
def besieged(
    serve: Serve, offered: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server of a folder with secrets beside it, hidden in it and linked from it."""
    place = tmp_path_factory.mktemp("besieged")
    folder = Path(shutil.copytree(offered, place / "site"))
    (place / "secret.txt").write_bytes(SECRET)
    (folder / ".git").mkdir()
    for name in (".hidden", "open-shelves/.hidden", "stranger.txt", ".git/config"):
        (folder / name).write_bytes(SECRET)
    (folder / "link.txt").symlink_to(place / "secret.txt")
    (folder / "linked").symlink_to(place)
    with serve(folder, "--no-announce") as server:
        yield server
        assert server.ask("/").status == 200  # whatever came before
        assert server.process.poll() is None
        assert server.stop()[2].count("\n") == 1  # the sum of downloads, and no trace of a fault


def _said(port: int, request: bytes, timeout_s: float = 3) -> bytes:
    """What comes back, until the server closes or has nothing more to say."""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=timeout_s)) as connection:
        received = bytearray()
        try:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            while piece := connection.recv(65536):
                received += piece
        except OSError:
            pass
        return bytes(received)


@pytest.mark.parametrize("way", WAYS_OUT, ids=lambda way: way[:40])
def test_no_way_leads_out(besieged: Server, way: str) -> None:
    for path in {f"/{way}", way}:
        request = f"GET {path} HTTP/1.1\r\nHost: event\r\nConnection: close\r\n\r\n"
        answer = _said(besieged.port, request.encode())
        assert SECRET not in answer
        assert b"root:" not in answer
        assert answer.split(b" ", 2)[1] in (b"400", b"404")


@pytest.mark.parametrize("request_", TOO_MUCH, ids=["long", "many", "target", "a little"])
def test_huge_headers_are_refused(besieged: Server, request_: bytes) -> None:
    answer = _said(besieged.port, request_)
    assert answer == b"" or answer.split(b" ", 2)[1] in (b"400", b"431")
    assert besieged.ask("/").status == 200


@pytest.mark.parametrize("request_", NONSENSE, ids=lambda request: repr(request[:50]))
def test_nonsense_breaks_nothing(besieged: Server, request_: bytes) -> None:
    answer = _said(besieged.port, request_)
    assert b"Traceback" not in answer
    assert answer == b"" or answer.split(b" ", 2)[1] in (b"200", b"400", b"404", b"405", b"408")
    assert besieged.ask("/").status == 200


@pytest.mark.parametrize(
    "header",
    [
        *("bytes=0-0," * 5000, "bytes=" + "0-," * 1000, f"bytes={'9' * 5000}-"),
        *("bytes=-" + "9" * 18, "bytes=18446744073709551615-", "bytes=5-1", "bytes=\x80-1"),
        "x" * 9000,
    ],
    ids=lambda header: header[:20],
)
def test_bad_ranges_get_the_file_or_a_refusal_and_never_more(
    besieged: Server, arabic: Entry, header: str
) -> None:
    got = besieged.ask(f"/{arabic.path}", {"Range": header})
    assert got.status in (200, 206, 416, 431)
    assert len(got.body) <= arabic.bytes
    if got.status in (200, 206):
        assert sha256(got.body) == arabic.sha256


def test_a_body_that_nobody_asked_for_is_not_waited_for(besieged: Server) -> None:
    head = b"POST / HTTP/1.1\r\nHost: event\r\nContent-Length: 100000000000\r\n\r\n"
    with closing(socket.create_connection(("127.0.0.1", besieged.port), timeout=5)) as connection:
        connection.sendall(head)
        began = time.monotonic()
        answer = connection.recv(65536)
        while connection.recv(65536):
            pass
    assert b" 405 " in answer
    assert b"connection: close" in answer.lower()
    assert time.monotonic() - began < 2


def test_a_crowd_of_slow_senders_keeps_nobody_from_reading(besieged: Server, arabic: Entry) -> None:
    slow = [socket.create_connection(("127.0.0.1", besieged.port)) for _ in range(300)]
    try:
        for connection in slow:
            connection.sendall(b"GET / HTTP/1.1\r\nX-Slow: ")
        began = time.monotonic()
        got = besieged.ask(f"/{arabic.path}")
        assert sha256(got.body) == arabic.sha256
        assert time.monotonic() - began < 3
    finally:
        for connection in slow:
            connection.close()


def test_no_redirect_leads_to_another_host(besieged: Server) -> None:
    for path in ("//example.org", "//example.org/..", "/\\example.org", "/open-shelves?//x.org"):
        got = besieged.ask(path)
        assert got.headers.get("location", "/open-shelves/") == "/open-shelves/"


# --- Stopping -------------------------------------------------------------------------------

LARGE = 64 * 1024 * 1024


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A folder with a file that is not sent within a second."""
    folder = tmp_path / "site"
    folder.mkdir()
    content = bytes(range(256)) * (LARGE // 256)
    (folder / "large.bin").write_bytes(content)
    (folder / "SHA256SUMS").write_text(f"{sha256(content)}  large.bin\n")
    return folder


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stopping_amid_downloads_is_quick_and_leaves_nothing_half(
    serve: Serve, large: Path, number: int
) -> None:
    before = {path: path.stat().st_mtime_ns for path in large.rglob("*")}
    with serve(large, "--no-announce") as server:
        asking = []
        for _ in range(5):
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
            connection.request("GET", "/large.bin")
            answer = connection.getresponse()
            assert len(answer.read(100_000)) == 100_000
            asking.append((connection, answer))
        idle = socket.create_connection(("127.0.0.1", server.port))
        idle.sendall(b"GET / HT")
        status, seconds, said = server.stop(number)
        assert (status, said) == (0, "0 downloads\n")
        assert seconds < 2
        for connection, answer in asking:  # whoever was reading knows that it is not whole
            with pytest.raises((http.client.IncompleteRead, ConnectionResetError)):
                answer.read()
            connection.close()
        idle.close()
    assert {path: path.stat().st_mtime_ns for path in large.rglob("*")} == before
    assert not [path for path in large.parent.iterdir() if path != large]


def test_a_download_that_nearly_is_done_may_end(serve: Serve, offered: Path, arabic: Entry) -> None:
    with serve(offered, "--no-announce") as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        connection.request("GET", f"/{arabic.path}")
        answer = connection.getresponse()
        server.process.send_signal(signal.SIGTERM)
        assert sha256(answer.read()) == arabic.sha256
        connection.close()
        assert server.process.wait(5) == 0
    assert verify_site(offered) == ()


def test_a_broken_off_download_is_not_counted(serve: Serve, large: Path) -> None:
    with serve(large, "--no-announce") as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        connection.request("GET", "/large.bin")
        connection.getresponse().read(1000)
        connection.close()
        assert json.loads(server.ask("/counts.json").body)["downloads"] == 0
        assert server.stop()[2] == "0 downloads\n"
