"""A running server, asked as browsers, readers and download managers ask."""

from __future__ import annotations

import email
import gzip
import json
import re
import shutil
import time
from email.policy import HTTP
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

import numpy as np
import pytest
import zxingcpp
from asking import Serve, Server
from support import Publish
from zeroconf import ServiceBrowser, Zeroconf

from publish.catalogue.checks import verify_site
from publish.making import manifest
from publish.making.manifest import Entry
from publish.serving.network import url

_CELLS = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1)}


def test_the_address_is_shown_and_the_code_leads_there(server: Server) -> None:
    assert server.shown[0] == f"http://127.0.0.1:{server.port}/"
    rows = [line for line in server.shown[1:] if line and set(line) <= set(_CELLS)]
    cells = np.array([[_CELLS[cell] for cell in row] for row in rows])
    light = cells.transpose(0, 2, 1).reshape(-1, cells.shape[1])[:-1]
    picture = np.kron(light * 255, np.ones((4, 4))).astype(np.uint8)
    (read,) = zxingcpp.read_barcodes(picture)
    assert read.text == server.shown[0]


def test_every_file_of_the_catalogue_arrives_whole_and_as_what_it_is(
    server: Server, offered: Path
) -> None:
    for entry in manifest.read(offered).artifacts:
        got = server.ask(f"/{entry.path}")
        assert (got.status, got.headers["content-type"]) == (200, entry.media_type)
        assert sha256(got.body).hexdigest() == entry.sha256
        assert got.headers["etag"] == f'"{entry.sha256}"'
        named = unquote(got.headers["content-disposition"].partition("UTF-8''")[2])
        assert named.startswith(" ".join(entry.title.split())[:40])
    for path in sorted(offered.rglob("*")):
        if path.is_file():
            assert server.ask(f"/{path.relative_to(offered)}").body == path.read_bytes()


def test_a_folder_is_its_entrance(server: Server, offered: Path) -> None:
    assert server.ask("/").body == (offered / "index.html").read_bytes()
    assert server.ask("/open-shelves/").body == (offered / "open-shelves/index.html").read_bytes()
    moved = server.ask("/open-shelves")
    assert (moved.status, moved.headers["location"]) == (308, "/open-shelves/")


def test_head_tells_the_same_without_the_file(server: Server, arabic: Entry) -> None:
    for path in ("/", f"/{arabic.path}", "/nothing"):
        told, got = server.ask(path, method="HEAD"), server.ask(path)
        assert told.body == b""
        assert (told.status, told.headers) == (
            got.status,
            {**got.headers, "date": told.headers["date"]},
        )


def test_text_is_compressed_for_whoever_takes_it_and_books_are_not(
    server: Server, arabic: Entry
) -> None:
    for path in ("/index.ar.html", "/opds.json", "/opds.xml", "/site.files/site.css"):
        plain = server.ask(path, {"Accept-Encoding": "identity"})
        packed = server.ask(path, {"Accept-Encoding": "gzip"})
        assert "content-encoding" not in plain.headers
        assert packed.headers["content-encoding"] == "gzip"
        assert gzip.decompress(packed.body) == plain.body
        assert plain.headers["etag"] != packed.headers["etag"]
        assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"
    book = server.ask(f"/{arabic.path}", {"Accept-Encoding": "gzip"})
    assert "content-encoding" not in book.headers
    assert "vary" not in book.headers


def test_a_copy_that_is_still_the_same_is_not_sent_again(server: Server, arabic: Entry) -> None:
    got = server.ask(f"/{arabic.path}")
    for name, value in (
        ("If-None-Match", got.headers["etag"]),
        ("If-Modified-Since", got.headers["last-modified"]),
    ):
        again = server.ask(f"/{arabic.path}", {name: value})
        assert (again.status, again.body) == (304, b"")
        assert again.headers["etag"] == got.headers["etag"]
        assert "content-length" not in again.headers
    packed = server.ask("/opds.json", {"Accept-Encoding": "gzip"})
    known = {"Accept-Encoding": "gzip", "If-None-Match": packed.headers["etag"]}
    assert server.ask("/opds.json", known).status == 304
    assert server.ask("/opds.json", known | {"Accept-Encoding": "identity"}).status == 200
    assert server.ask(f"/{arabic.path}", {"If-Match": '"other"'}).status == 412


def test_a_broken_download_is_resumed(server: Server, offered: Path, arabic: Entry) -> None:
    whole = (offered / arabic.path).read_bytes()
    etag = f'"{arabic.sha256}"'
    rest = server.ask(f"/{arabic.path}", {"Range": "bytes=1000-", "If-Range": etag})
    assert (rest.status, rest.body) == (206, whole[1000:])
    assert rest.headers["content-range"] == f"bytes 1000-{len(whole) - 1}/{len(whole)}"
    other = server.ask(f"/{arabic.path}", {"Range": "bytes=1000-", "If-Range": '"other"'})
    assert (other.status, other.body) == (200, whole)


def test_several_parts_come_in_one_answer(server: Server, offered: Path, arabic: Entry) -> None:
    whole = (offered / arabic.path).read_bytes()
    got = server.ask(f"/{arabic.path}", {"Range": "bytes=500-599, 0-9, -20"})
    head = f"Content-Type: {got.headers['content-type']}\r\n\r\n".encode()
    parts = list(email.message_from_bytes(head + got.body, policy=HTTP).iter_parts())
    assert [part["content-type"] for part in parts] == ["application/pdf"] * 3
    ranges = [part["content-range"] for part in parts]
    size = len(whole)
    assert ranges == [
        *(f"bytes 500-599/{size}", f"bytes 0-9/{size}", f"bytes {size - 20}-{size - 1}/{size}")
    ]
    for content in (whole[500:600], whole[:10], whole[-20:]):
        assert content in got.body
    assert got.headers["content-length"] == str(len(got.body))


def test_a_part_that_is_not_there(server: Server, arabic: Entry) -> None:
    got = server.ask(f"/{arabic.path}", {"Range": f"bytes={arabic.bytes}-"})
    assert (got.status, got.body) == (416, b"")
    assert got.headers["content-range"] == f"bytes */{arabic.bytes}"


@pytest.mark.parametrize("path", ["/", "/opds.json", "/nothing", "/counts", "/open-shelves"])
def test_every_answer_is_safe(server: Server, path: str) -> None:
    headers = server.ask(path).headers
    policy = dict(each.split(" ", 1) for each in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert not {"set-cookie", "server", "x-powered-by"} & headers.keys()


def test_the_pages_need_nothing_that_the_policy_forbids(offered: Path, server: Server) -> None:
    pages = [path.read_text("utf-8") for path in offered.rglob("*.html")]
    pages += [server.ask("/counts").body.decode()]
    for page in pages:
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", page)
        scripts = re.findall(r"<script[^>]*>", page)
        assert all("src=" in script or "application/ld+json" in script for script in scripts)


def test_only_reading_is_possible(server: Server) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "PROPFIND", "OPTIONS"):
        got = server.ask("/", method=method)
        assert got.status == 405
        assert {"GET", "HEAD"} == set(got.headers["allow"].split(", "))


# --- Counts ---------------------------------------------------------------------------------


def test_downloads_are_counted_by_language_and_edition_alone(
    serve: Serve, offered: Path, arabic: Entry
) -> None:
    path = f"/{arabic.path}"
    russian = path.replace(".ar.", ".ru.")
    with serve(offered, "--no-announce") as server:
        server.ask(path)
        server.ask(russian, {"Range": "bytes=0-99"})  # broken off,
        server.ask(russian, {"Range": "bytes=100-"})  # and resumed
        server.ask(path, method="HEAD")
        server.ask(path, {"If-None-Match": f'"{arabic.sha256}"'})
        server.ask("/index.ar.html")
        counted = json.loads(server.ask("/counts.json").body)
        page = server.ask("/counts").body.decode()
        status, _, said = server.stop()
    assert counted["downloads"] == 2
    assert {tag: n for tag, n in counted["languages"].items() if n} == {"ar": 1, "ru": 1}
    assert counted["files"][arabic.path] == 1
    assert "<title>Downloads: 2</title>" in page
    assert "العربية" in page
    assert status == 0
    assert said == "2 downloads (ar 1, ru 1)\n"
    assert "127.0.0.1" not in page + json.dumps(counted) + said


# --- The folder -----------------------------------------------------------------------------


def test_a_build_is_served_with_an_entrance_of_its_own(
    serve: Serve, built: Path, arabic: Entry
) -> None:
    with serve(built, "--no-announce") as server:
        page = server.ask("/").body.decode()
        assert f'href="/{arabic.path}"' in page
        assert arabic.title in page
        assert sha256(server.ask(f"/{arabic.path}").body).hexdigest() == arabic.sha256
        assert server.ask("/manifest.json").status == 200
        hidden = [path for path in built.rglob(".*") if path.is_dir()]
        assert all(server.ask(f"/{path.relative_to(built)}/").status == 404 for path in hidden)


def test_a_new_catalogue_is_served_at_once_and_a_spoilt_file_never(
    serve: Serve, changeable: Path
) -> None:
    folder = changeable
    with serve(folder, "--no-announce") as server:
        old = server.ask("/index.html").body
        fresh = Path(shutil.copytree(folder, folder.with_name("fresh")))
        (fresh / "index.html").write_bytes(b"new")
        sums = (fresh / "SHA256SUMS").read_text()
        digests = sha256(old).hexdigest(), sha256(b"new").hexdigest()
        (fresh / "SHA256SUMS").write_text(sums.replace(*digests))
        folder.rename(folder.with_name("old"))
        assert server.ask("/index.html").body == old  # between two renames
        fresh.rename(folder)
        assert server.ask("/index.html").body == b"new"
        (folder / "opds.json").write_bytes(b"spoilt")
        spoilt = server.ask("/opds.json")
        assert spoilt.status == 503
        assert b"spoilt" not in spoilt.body
        said = server.stop()[2]
    assert "opds.json: the file has changed" in said


def test_a_folder_that_is_none_and_a_port_that_is_taken_are_told(
    publish: Publish, server: Server, offered: Path, tmp_path: Path
) -> None:
    none = publish("serve", tmp_path)
    assert none.returncode == 1
    assert "neither a catalogue nor a build here. Run publish catalog" in none.stderr
    taken = publish("serve", offered, "--host", "127.0.0.1", "--port", server.port)
    assert taken.returncode == 2
    assert "Choose another --port" in taken.stderr


# --- The network ----------------------------------------------------------------------------


def _services(seconds: float, until: int, port: int) -> list[str]:
    """The web servers on ``port`` that are announced on loopback, when there are ``until``."""
    found: dict[str, int | None] = {}

    def changed(zeroconf: Zeroconf, service_type: str, name: str, state_change: object) -> None:
        if "Removed" in str(state_change):
            found.pop(name, None)
        elif info := zeroconf.get_service_info(service_type, name, 1000):
            found[name] = info.port

    with Zeroconf(interfaces=["127.0.0.1"]) as zeroconf:
        ServiceBrowser(zeroconf, "_http._tcp.local.", handlers=[changed])
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            names = [name for name, where in list(found.items()) if where == port]
            if len(names) == until:
                return names
            time.sleep(0.05)
    return [name for name, where in found.items() if where == port]


def test_the_server_is_announced_by_mdns_and_withdrawn_when_it_stops(
    serve: Serve, offered: Path
) -> None:
    with serve(offered) as server:
        (name,) = _services(8, 1, server.port)
        assert name.startswith("Publish on ")
        status, seconds, _ = server.stop()
        assert status == 0
        assert seconds < 2
    assert _services(1.5, 1, server.port) == []


def test_the_server_is_not_announced_if_that_is_not_wanted(server: Server) -> None:
    assert _services(1.5, 1, server.port) == []


@pytest.mark.parametrize(
    ("host", "port", "expected"),
    [
        ("192.0.2.7", 8000, "http://192.0.2.7:8000/"),
        ("192.0.2.7", 80, "http://192.0.2.7/"),
        ("2001:db8::1", 8000, "http://[2001:db8::1]:8000/"),
    ],
)
def test_addresses_to_type(host: str, port: int, expected: str) -> None:
    assert url(host, port) == expected


def test_serving_leaves_the_folder_as_it_was(server: Server, offered: Path) -> None:
    server.ask("/")
    assert verify_site(offered) == ()
