"""Only plain files of bounded size are read; everything else is told of at once."""

import os
import socket
from pathlib import Path

import pytest

from publish.doors.reading import parse_json, read_bytes, read_json
from publish.faults import Fault


def test_a_plain_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"12345")
    assert read_bytes(path, 5) == b"12345"


def test_a_file_that_is_too_large_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "x"
    with path.open("wb") as file:
        file.truncate(1 << 40)  # a hole: nothing could read that in time
    with pytest.raises(Fault, match="the limit is 1,000"):
        read_bytes(path, 1_000)


def test_what_is_no_plain_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket"))
        for path in (tmp_path / "pipe", tmp_path / "socket", tmp_path, Path("/dev/zero")):
            with pytest.raises(Fault, match="not a plain file"):
                read_bytes(path, 1_000)


def test_a_file_without_an_end_is_read_to_its_bound() -> None:
    with pytest.raises(Fault, match="limit"):
        read_bytes(Path("/proc/self/environ"), 1)  # it has no size, and more than a byte


@pytest.mark.parametrize("name", ["missing", "a\0b", "loop", "x" * 300, "file/below"])
def test_whatever_cannot_be_read_is_a_fault(tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "file").touch()
    with pytest.raises(Fault):
        read_bytes(tmp_path / name, 1_000)


def test_a_link_out_of_the_root_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret").write_text("x")
    (root / "x").symlink_to(tmp_path / "secret")
    assert read_bytes(root / "x", 9) == b"x"
    with pytest.raises(Fault, match="leads out"):
        read_bytes(root / "x", 9, root)


@pytest.mark.parametrize("data", [b"", b"[" * 100_000, b'"\xff"', b"1" * 5_000, b"{'a': 1}"])
def test_what_is_no_json_is_a_fault(data: bytes) -> None:
    with pytest.raises(Fault):
        parse_json(data)


def test_json_is_read(tmp_path: Path) -> None:
    (tmp_path / "x").write_text('{"a": [1]}')
    assert read_json(tmp_path / "x", 100) == {"a": [1]}
