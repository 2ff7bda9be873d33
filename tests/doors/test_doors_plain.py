"""Plain files are opened, and nothing that waits, has no end, or is somebody else's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from publish.doors.plain import NotPlainError, open_lock, open_plain
from publish.files import MOST_HASHED, sha256, sha256_of


def test_a_plain_file_is_opened(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"content")
    with open_plain(tmp_path / "x") as file:
        assert file.read() == b"content"
    assert sha256_of(tmp_path / "x") == sha256(b"content")


def test_nothing_else_is(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    for path in (tmp_path, tmp_path / "pipe", tmp_path / "link", Path("/dev/zero")):
        with pytest.raises(NotPlainError):
            open_plain(path)
        assert sha256_of(path) is None


def test_what_cannot_be_hashed_in_time_has_no_hash(tmp_path: Path) -> None:
    with (tmp_path / "hole").open("wb") as file:
        file.truncate(MOST_HASHED + 1)
    (tmp_path / "circle").symlink_to("circle")
    for name in ("hole", "circle", "missing", "a\0b", "x" * 300):
        assert sha256_of(tmp_path / name) is None


def test_a_lock_never_empties_a_file(tmp_path: Path) -> None:
    """Not even where its name is a link to somebody's letters."""
    letters = tmp_path / "letters"
    letters.write_text("dear mother")
    (tmp_path / "lock").symlink_to(letters)
    with pytest.raises(OSError, match="symbolic link"):
        open_lock(tmp_path / "lock")
    with open_lock(letters):
        pass
    assert letters.read_text() == "dear mother"
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotPlainError):
        open_lock(tmp_path / "pipe")
