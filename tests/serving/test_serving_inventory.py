"""Only what the lists vouch for is offered; what is in the folder besides is not there."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from publish.errors import PublishError
from publish.files import sha256
from publish.serving.inventory import Offer, inventory
from publish.serving.media import media_type
from publish.serving.store import ChangedError, Store


def _list(folder: Path, files: dict[str, bytes]) -> None:
    lines = [f"{sha256(content)}  {path}\n" for path, content in files.items()]
    (folder / "SHA256SUMS").write_text("".join(lines), "utf-8")
    for path, content in files.items():
        target = folder / path
        if ".." not in path and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)


def test_files_have_addresses_and_folders_their_entrance(tmp_path: Path) -> None:
    _list(tmp_path, {"index.html": b"1", "a/index.html": b"2", "a/слово.png": b"3"})
    (tmp_path / "stranger.txt").touch()
    found = inventory(tmp_path)
    names = {"/", "/index.html", "/a/", "/a/index.html", "/a/слово.png", "/SHA256SUMS"}
    assert set(found.offers) == names
    assert found.folders == {"/a"}


def test_hidden_files_are_not_offered_even_if_listed(tmp_path: Path) -> None:
    _list(tmp_path, {"a.txt": b"1", ".secret": b"2", ".git/config": b"3", "a/.b/c": b"4"})
    assert set(inventory(tmp_path).offers) == {"/a.txt", "/SHA256SUMS"}


@pytest.mark.parametrize("path", ["../secret", "a/../../secret", "/etc/hostname"])
def test_a_list_that_leads_out_is_refused(tmp_path: Path, path: str) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (tmp_path / "secret").write_bytes(b"x")
    (folder / "a").mkdir()
    (folder / "SHA256SUMS").write_text(f"{sha256(b'x')}  {path}\n")
    with pytest.raises(PublishError, match="not in the folder"):
        inventory(folder)


@pytest.mark.parametrize("link", ["file", "folder"])
def test_a_link_that_leads_out_is_refused(tmp_path: Path, link: str) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "secret").write_bytes(b"x")
    if link == "file":
        (folder / "a").symlink_to(tmp_path / "out" / "secret")
        _list(folder, {"a": b"x"})
    else:
        (folder / "a").symlink_to(tmp_path / "out")
        _list(folder, {"a/secret": b"x"})
    with pytest.raises(PublishError, match="not in the folder"):
        inventory(folder)


def test_a_missing_file_is_told_before_anybody_asks_for_it(tmp_path: Path) -> None:
    _list(tmp_path, {"a": b"1"})
    (tmp_path / "a").unlink()
    with pytest.raises(PublishError, match="missing"):
        inventory(tmp_path)


def test_an_empty_folder_is_nothing_to_serve(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="neither a catalogue nor a build"):
        inventory(tmp_path)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("opds.json", "application/opds+json"),
        ("opds.ar.json", "application/opds+json"),
        ("opds.xml", "application/atom+xml;profile=opds-catalog;kind=navigation"),
        ("opds.zh-Hant.xml", "application/atom+xml;profile=opds-catalog;kind=acquisition"),
        ("statements.ar.atom", "application/atom+xml"),
        ("a/opds.json", "application/json"),
        ("a/a.epub", "application/epub+zip"),
        ("site.files/language.js", "text/javascript; charset=utf-8"),
        ("SHA256SUMS", "text/plain; charset=utf-8"),
        ("a/A.PDF", "application/pdf"),
        ("a/strange.exe", "application/octet-stream"),
    ],
)
def test_media_types(path: str, expected: str) -> None:
    assert media_type(path) == expected


def _offer(path: Path, content: bytes) -> Offer:
    return Offer(path.name, path, sha256(content), media_type(path.name), 0)


def test_changed_bytes_are_not_handed_out(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"true")
    offer = _offer(path, b"true")
    path.write_bytes(b"lies")
    with pytest.raises(ChangedError):
        asyncio.run(Store().read(offer))


@pytest.mark.parametrize(
    "become", [os.mkfifo, lambda path: path.symlink_to("/dev/zero"), Path.mkdir]
)
def test_what_has_become_no_file_is_not_waited_for(
    become: Callable[[Path], object], tmp_path: Path
) -> None:
    """Nor is nothing there: the time is over in which the list was true."""
    path = tmp_path / "a.pdf"
    offer = _offer(path, b"true")
    with pytest.raises(ChangedError, match="missing"):
        asyncio.run(Store().read(offer))
    become(path)
    with pytest.raises(ChangedError, match="not a plain file"):
        asyncio.run(Store().read(offer))


def test_the_store_keeps_no_more_than_it_may_and_still_reads_all(tmp_path: Path) -> None:
    contents = {tmp_path / f"{n}.pdf": bytes([n]) * 1000 for n in range(5)}
    for path, content in contents.items():
        path.write_bytes(content)

    async def read_all(store: Store) -> None:
        for path, content in contents.items():
            assert (await store.read(_offer(path, content))).plain == content

    store = Store(kept_bytes=2500)
    asyncio.run(read_all(store))
    for path in contents:
        path.unlink()
    kept = [path for path in contents if _is_kept(store, _offer(path, contents[path]))]
    assert kept == list(contents)[-2:]


def _is_kept(store: Store, offer: Offer) -> bool:
    try:
        asyncio.run(store.read(offer))
    except ChangedError:
        return False
    return True


def test_one_reading_serves_all_who_wait_and_outlives_those_who_go(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"true" * 1000)
    offer = _offer(path, b"true" * 1000)

    async def ask() -> None:
        store = Store()
        first = asyncio.create_task(store.read(offer))
        others = [asyncio.create_task(store.read(offer)) for _ in range(20)]
        await asyncio.sleep(0)
        first.cancel()
        found = await asyncio.gather(*others)
        assert all(content is found[0] for content in found)

    asyncio.run(ask())
