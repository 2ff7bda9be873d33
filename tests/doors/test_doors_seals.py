"""Seals tell what is ours from what anybody may have written: keys, and who may have them."""

from __future__ import annotations

import multiprocessing
import stat
from pathlib import Path

import pytest

from publish.doors import seals
from publish.doors.seals import Key, cache_key, machine_key
from publish.errors import PublishError


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("PUBLISH_CACHE_KEY", raising=False)


def test_a_seal_is_of_its_parts_in_their_order_for_one_purpose() -> None:
    key = Key(b"k" * 32)
    seal = key.seal("p", b"a", b"bc").encode()
    assert key.holds(seal, "p", b"a", b"bc")
    assert not key.holds(seal, "p", b"ab", b"c")
    assert not key.holds(seal, "p", b"bc", b"a")
    assert not key.holds(seal, "q", b"a", b"bc")
    assert not Key(b"l" * 32).holds(seal, "p", b"a", b"bc")
    for other in (b"", seal[:-1], seal.upper(), b"\xff" * 64):
        assert not key.holds(other, "p", b"a", b"bc")


def test_a_key_is_not_told() -> None:
    assert "kkk" not in repr(Key(b"k" * 32))
    assert Key(b"k" * 32).name == Key(b"k" * 32).name != Key(b"l" * 32).name


def test_the_machines_key_is_made_once_for_its_user_alone(tmp_path: Path) -> None:
    key = machine_key()
    path = tmp_path / "data" / "publish" / "cache.key"
    assert key is not None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["cache.key"]
    seals._key_at.cache_clear()
    assert machine_key() == key == cache_key()


def test_processes_that_make_it_at_once_have_the_same(tmp_path: Path) -> None:
    with multiprocessing.get_context("fork").Pool(4) as pool:
        keys = pool.starmap(machine_key, [()] * 16)
    assert len({key.secret for key in keys if key}) == 1
    assert None not in keys


def test_where_nothing_can_be_kept_there_is_no_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").touch()
    assert machine_key() is None
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", "/proc/nobody")
    assert machine_key() is None


def test_a_team_names_its_key(tmp_path: Path) -> None:
    path = tmp_path / "team.key"
    path.write_text(f"{'ab' * 32}\n")
    path.chmod(0o600)
    assert cache_key({"PUBLISH_CACHE_KEY": str(path)}) == Key(b"ab" * 32)


@pytest.mark.parametrize(
    ("content", "mode", "message"),
    [
        ("ab" * 32, 0o640, "others can read the key"),
        ("ab" * 32, 0o604, "others can read the key"),
        ("short", 0o600, "a key has 32 to 4,096 bytes; this has 5"),
        ("  \n" * 40, 0o600, "this has 0"),
        ("a" * 10_000, 0o600, "a key has 32 to 4,096 bytes"),
    ],
)
def test_what_is_no_secret_is_no_key(content: str, mode: int, message: str, tmp_path: Path) -> None:
    path = tmp_path / "team.key"
    path.write_text(content)
    path.chmod(mode)
    with pytest.raises(PublishError, match=message):
        cache_key({"PUBLISH_CACHE_KEY": str(path)})


def test_a_key_that_is_not_there_says_how_one_is_made(tmp_path: Path) -> None:
    for path in (tmp_path / "missing", tmp_path, Path("/dev/zero")):
        with pytest.raises(PublishError, match=r"there is no key.*openssl rand -hex 32"):
            cache_key({"PUBLISH_CACHE_KEY": str(path)})
