"""The cache of artifacts: whole, checked, bounded, and only ever its own files."""

from __future__ import annotations

import json
import multiprocessing
import os
from pathlib import Path

import pytest

from publish.doors.seals import Key
from publish.errors import PublishError
from publish.files import sha256
from publish.making.cache import Cache, open_cache
from publish.making.kept import Kept, packed

KEYS = [sha256(bytes([number])) for number in range(10)]


def kept(content: bytes) -> Kept:
    return Kept({"path": "a", "sha256": sha256(content)}, content)


def files(cache: Cache) -> list[Path]:
    return sorted(
        path for path in cache.folder.rglob("*") if path.is_file() and path.name != "lock"
    )


def test_what_is_put_is_taken(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    content = b"%PDF-1.7\nbytes\n\xff with lines\n"
    cache.put(KEYS[0], kept(content))
    assert cache.take(KEYS[0]) == kept(content)
    assert cache.has(KEYS[0])
    assert cache.take(KEYS[1]) is None


@pytest.mark.parametrize("damage", [b"", b"{", b"[]\nx", b'{"path": "a"}\nx', b'{"sha256": 1}\nx'])
def test_a_damaged_file_is_thrown_away(damage: bytes, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    cache.put(KEYS[0], kept(b"content"))
    (path,) = files(cache)
    path.write_bytes(damage)
    assert cache.take(KEYS[0]) is None
    assert not path.exists()


def test_one_byte_is_enough_to_be_damaged(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    cache.put(KEYS[0], kept(b"content"))
    (path,) = files(cache)
    path.write_bytes(path.read_bytes()[:-1] + b"T")
    assert cache.take(KEYS[0]) is None


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache", limit_bytes=5_000)
    for age, key in enumerate(KEYS):
        cache.put(key, kept(bytes(900)))
        os.utime(cache.folder / key[:2] / key[2:], (1_000 + age, 1_000 + age))
    cache.take(KEYS[0])
    cache.trim()
    there = [key for key in KEYS if cache.has(key)]
    assert there == [KEYS[0], *KEYS[-3:]]
    assert sum(path.stat().st_size for path in files(cache)) <= 5_000


def test_files_of_others_are_not_thrown_away(tmp_path: Path) -> None:
    """A folder that was named by mistake loses nothing."""
    for name in ("letters", "ab"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "to-mother.txt").write_bytes(bytes(10_000))
    cache = Cache(tmp_path, limit_bytes=1)
    cache.put(KEYS[0], kept(b"content"))
    cache.trim()
    assert not cache.has(KEYS[0])
    assert (tmp_path / "letters" / "to-mother.txt").exists()
    assert (tmp_path / "ab" / "to-mother.txt").exists()


def test_a_cache_that_cannot_be_written_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = Cache(tmp_path / "file" / "cache")
    cache.put(KEYS[0], kept(b"content"))
    cache.trim()
    assert cache.take(KEYS[0]) is None


def test_several_processes_may_use_it_at_once(tmp_path: Path) -> None:
    """Writing, reading and throwing away the same few artifacts, nobody ever takes a part."""
    cache = Cache(tmp_path / "cache", limit_bytes=200_000)
    context = multiprocessing.get_context("fork")

    def work(seed: int) -> None:
        for step in range(150):
            number = (seed * 7 + step) % len(KEYS)
            content = bytes([number]) * 40_000
            cache.put(KEYS[number], kept(content))
            found = cache.take(KEYS[(number + 1) % len(KEYS)])
            assert found is None or sha256(found.content) == found.entry["sha256"]
            if step % 10 == seed:
                cache.trim()

    workers = [context.Process(target=work, args=(seed,)) for seed in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
        assert worker.exitcode == 0
    assert not [path for path in files(cache) if path.name.startswith(".new-")]


def test_its_place_and_size_are_the_users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLISH_BUILD_CACHE", "off")
    assert open_cache() is None
    monkeypatch.setenv("PUBLISH_BUILD_CACHE", str(tmp_path / "own"))
    monkeypatch.setenv("PUBLISH_BUILD_CACHE_MB", "7")
    assert open_cache() == Cache(tmp_path / "own", 7_000_000)
    assert open_cache(str(tmp_path / "other")) == Cache(tmp_path / "other", 7_000_000)
    monkeypatch.delenv("PUBLISH_BUILD_CACHE")
    monkeypatch.setenv("PUBLISH_CACHE", str(tmp_path))
    assert open_cache() == Cache(tmp_path / "artifacts", 7_000_000)
    monkeypatch.setenv("PUBLISH_BUILD_CACHE_MB", "much")
    with pytest.raises(PublishError, match="not a number of megabytes"):
        open_cache()


# --- What somebody else has put there -----------------------------------------------------


def forged(path: Path, content: bytes, **entry: object) -> None:
    """A file as it was kept before there were seals: with the right checksum, by anybody."""
    head = json.dumps({"path": "a", "sha256": sha256(content), **entry}).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(head + b"\n" + content)


def test_an_entry_without_our_seal_is_none_and_makes_room_for_ours(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    path = cache.folder / KEYS[0][:2] / KEYS[0][2:]
    forged(path, b"planted")
    assert cache.take(KEYS[0]) is None
    assert not path.exists()
    cache.put(KEYS[0], kept(b"content"))
    assert cache.take(KEYS[0]) == kept(b"content")


def test_a_seal_of_somebody_else_is_none(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    cache.put(KEYS[0], kept(b"content"))
    (path,) = files(cache)
    path.write_bytes(packed(KEYS[0], kept(b"planted"), Key(b"a key of their own, 32 bytes or so")))
    assert cache.take(KEYS[0]) is None


def test_an_entry_of_ours_does_not_stand_for_another(tmp_path: Path) -> None:
    """Who can write there could give out the statement of last year as that of today."""
    cache = Cache(tmp_path / "cache")
    for key in KEYS[:2]:
        cache.put(key, kept(key.encode()))
    first, second = (cache.folder / key[:2] / key[2:] for key in KEYS[:2])
    second.write_bytes(first.read_bytes())
    assert cache.take(KEYS[1]) is None
    assert cache.take(KEYS[0]) is not None


def test_what_is_no_file_is_none_and_is_not_waited_for(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    paths = [cache.folder / key[:2] / key[2:] for key in KEYS[:4]]
    for path in paths:
        path.parent.mkdir(parents=True)
    os.mkfifo(paths[0])
    paths[1].mkdir()
    paths[2].symlink_to("/dev/zero")
    with paths[3].open("wb") as hole:
        hole.truncate(1 << 43)
    for key in KEYS[:4]:
        assert cache.take(key) is None
        cache.put(key, kept(b"content"))
    assert [cache.take(key) is not None for key in KEYS[:4]] == [True, False, True, True]


def test_clearing_out_stays_in_the_folder(tmp_path: Path) -> None:
    """Nor is a file emptied to which the name of the lock leads."""
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / KEYS[0][2:]).write_bytes(bytes(10_000))
    cache = Cache(tmp_path / "cache", limit_bytes=1)
    cache.folder.mkdir()
    (cache.folder / "ab").symlink_to(theirs)
    (cache.folder / "lock").symlink_to(theirs / KEYS[0][2:])
    cache.trim()
    (cache.folder / "lock").unlink()
    cache.trim()
    assert (theirs / KEYS[0][2:]).stat().st_size == 10_000


def test_without_a_key_there_is_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    monkeypatch.delenv("PUBLISH_BUILD_CACHE")
    told: list[str] = []
    assert open_cache(str(tmp_path / "cache"), told.append) is None
    assert "PUBLISH_CACHE_KEY" in told[0]
    cache = Cache(tmp_path / "cache")
    cache.put(KEYS[0], kept(b"content"))
    assert cache.take(KEYS[0]) is None
