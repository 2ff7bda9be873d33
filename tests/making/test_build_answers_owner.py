"""A remembered answer is printed as it is: only what this user alone can have written is taken."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from publish.making import answers
from publish.making.answers import Answer, recall, remember

ARGUMENTS = ["build"]
SAID = Answer("", "0 made\n")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of an answer that holds."""
    monkeypatch.setattr(answers, "default_cache_dir", lambda: tmp_path)
    remember(ARGUMENTS, {}, SAID)
    assert recall(ARGUMENTS) == SAID
    (path,) = (tmp_path / "answers").iterdir()
    return path


@pytest.mark.parametrize("mode", [0o602, 0o620, 0o666])
def test_what_others_may_write_is_not_taken(mode: int, kept: Path) -> None:
    kept.chmod(mode)
    assert recall(ARGUMENTS) is None


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_what_belongs_to_somebody_else_is_not_taken(kept: Path) -> None:
    os.chown(kept, 12345, 12345)
    assert recall(ARGUMENTS) is None


@pytest.mark.parametrize("text", ["[" * 100_000, '{"seen": {}}', '{"seen": 1, "out": 2}', "null"])
def test_what_is_no_answer_is_none(text: str, kept: Path) -> None:
    kept.write_text(text)
    assert recall(ARGUMENTS) is None


def test_a_pipe_and_a_hole_are_not_waited_for(kept: Path) -> None:
    with kept.open("wb") as file:
        file.truncate(1 << 43)
    assert recall(ARGUMENTS) is None
    kept.unlink()
    os.mkfifo(kept)
    assert recall(ARGUMENTS) is None
