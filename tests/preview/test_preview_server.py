"""The preview's server: for its own page alone, and gone without a trace when it is told to go."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest
from preview.looking import SLUG, Server, running
from support import Publish

OPEN = json.dumps({"statement": SLUG, "file": "en.md", "line": 10}).encode()


def token(server: Server) -> str:
    return str(json.loads(server.ask("/session").body)["token"])


# --- Strangers ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/", "/session", "/events?statement=imcwp-23-ukraine", "/main.js"]
)
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:{port}"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1.evil.example:{port}"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_other_sites_and_foreign_names_are_refused(
    server: Server, path: str, headers: dict[str, str]
) -> None:
    """Other origins, and other names for this machine: DNS rebinding."""
    told = {name: value.replace("{port}", str(server.port)) for name, value in headers.items()}
    assert server.ask(path, told).status == 403


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "LOCALHOST"])
def test_the_machines_own_names_are_answered(server: Server, host: str) -> None:
    name = f"{host}:{server.port}"
    asked = {"Host": name, "Origin": f"http://{name.lower()}", "Sec-Fetch-Site": "same-origin"}
    assert server.ask("/session", asked).status == 200


def test_nothing_is_opened_without_the_token(server: Server, opened: Path) -> None:
    opened.unlink(missing_ok=True)
    for given in ({}, {"X-Publish-Token": ""}, {"X-Publish-Token": "x" * 32}):
        assert server.ask("/open", given, method="POST", body=OPEN).status == 403
    right = {"X-Publish-Token": token(server)}
    assert server.ask("/open", right | {"Origin": "http://evil.example"}, method="POST", body=OPEN)
    assert server.ask("/open", right, method="GET").status == 404
    assert not opened.exists()
    assert server.ask("/open", right, method="POST", body=OPEN).status == 200
    end = time.monotonic() + 10
    while not opened.exists() and time.monotonic() < end:
        time.sleep(0.02)
    assert opened.exists()


@pytest.mark.parametrize(
    "asked",
    [
        b"",
        b"[]",
        b'{"statement": "imcwp-23-ukraine", "file": "../../secret.md", "line": 1}',
        b'{"statement": "..", "file": "en.md", "line": 1}',
        b'{"statement": "imcwp-23-ukraine", "file": "image.png", "line": 1}',
        b'{"statement": "imcwp-23-ukraine", "file": "en.md", "line": 0}',
        b'{"statement": "imcwp-23-ukraine", "file": "zz.md", "line": 1}',
        b"x" * 10_000,
    ],
)
def test_only_files_of_a_statement_are_opened(server: Server, opened: Path, asked: bytes) -> None:
    opened.unlink(missing_ok=True)
    given = {"X-Publish-Token": token(server)}
    assert server.ask("/open", given, method="POST", body=asked).status in (400, 404, 413)
    assert not opened.exists()


@pytest.mark.parametrize(
    "path",
    [
        "/..%2f..%2fpyproject.toml",
        "/picture/imcwp-23-ukraine/en.pamphlet/none/400.png",
        "/picture/imcwp-23-ukraine/en.pamphlet/none/999999.png",
        "/picture/..%2f/en.pamphlet/none/400.png",
        "/book/imcwp-23-ukraine/en.epub/x/..%2f..%2fetc%2fpasswd",
        "/events?statement=nothing",
        "/events?statement=..",
    ],
)
def test_what_is_not_there_is_not_found(server: Server, path: str) -> None:
    assert server.ask(path).status == 404


def test_answers_are_safe_to_have(server: Server) -> None:
    page = server.ask("/")
    assert page.status == 200
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert page.headers["x-content-type-options"] == "nosniff"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["cross-origin-resource-policy"] == "same-origin"
    assert not re.search(rb"<script(?![^>]*src=)|style=|\son\w+=|https?://", page.body)


def test_other_machines_may_look_but_open_nothing(preview: type, fresh: Path) -> None:
    """Without --editor there is no token at all."""
    with running(fresh) as plain:
        assert json.loads(plain.ask("/session").body)["token"] is None
        assert plain.ask("/open", {"X-Publish-Token": ""}, method="POST", body=OPEN).status == 403


# --- Coming and going ---------------------------------------------------------------------


def _children(parent: int) -> list[str]:
    found = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False
    )
    return found.stdout.split()


def _alive(number: str) -> bool:
    try:
        return "Z" not in Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_it_ends_cleanly_with_no_child_left(fresh: Path, number: int) -> None:
    """Also while a page is being set and somebody looks; even when it is killed outright."""
    with running(fresh, SLUG) as server:
        asking = subprocess.Popen(
            ["curl", "-sN", f"{server.address}events?statement={SLUG}&view=en.pamphlet"],
            stdout=subprocess.PIPE,
        )
        assert asking.stdout is not None
        assert asking.stdout.readline().startswith(b"data: ")
        end = time.monotonic() + 30
        while len(family := _family(server.process.pid)) < 3 and time.monotonic() < end:
            time.sleep(0.05)
        status, took_s, said = server.stop(number)
        asking.communicate(timeout=10)
        if number != signal.SIGKILL:
            assert (status, said) == (0, "Ctrl+C ends the preview.\n")
            assert took_s < 10
        end = time.monotonic() + 10
        while (left := [each for each in family if _alive(each)]) and time.monotonic() < end:
            time.sleep(0.05)
        assert left == []


def _family(parent: int) -> list[str]:
    children = _children(parent)
    return [each for child in children for each in (child, *_family(int(child)))]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing"], 'no statement "nothing"'),
        (["-l", "xx"], 'no language "xx"'),
        (["-e", "pamphlett"], 'Did you mean "pamphlet"'),
        (["--editor", "vim"], "{file}"),
        (["--editor", "'vim {file}"], "cannot be read"),
        (["--host", "203.0.113.1"], "cannot listen"),
    ],
)
def test_a_wrong_command_is_told(
    publish: Publish, fresh: Path, arguments: list[str], said: str
) -> None:
    done = publish("preview", "--content", fresh, "--port", "0", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_that_is_taken_is_told(publish: Publish, server: Server) -> None:
    done = publish("preview", "--content", server.content, "--port", server.port)
    assert done.returncode == 2
    assert "Another preview may be running" in done.stderr
