"""What is noted of the faces, in a cache where others may write, is as it was or made again."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from publish.errors import FontError
from publish.fonts import coverage, install
from publish.fonts.library import available, read_catalogue


@pytest.mark.parametrize("damage", ["[" * 100_000, "[]", "null", "{}", '{"x": 1}', "1" * 5_000])
def test_a_damaged_note_is_made_again(damage: str, tmp_path: Path) -> None:
    catalogue = available(read_catalogue(), tmp_path)
    installed = install.prepare(catalogue, tmp_path)
    sound = installed.coverage_file.read_bytes()
    installed.coverage_file.write_text(damage)
    assert install.prepare(catalogue, tmp_path) == installed
    assert installed.coverage_file.read_bytes() == sound


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    catalogue = available(read_catalogue(), tmp_path)
    installed = install.prepare(catalogue, tmp_path)
    installed.coverage_file.unlink()
    os.mkfifo(installed.coverage_file)
    assert install.prepare(catalogue, tmp_path) == installed
    assert installed.coverage_file.is_file()


def test_a_cache_that_was_moved_is_made_again(tmp_path: Path) -> None:
    """Its fontconfig named a folder that is gone: the text engine crashed for want of a face."""
    catalogue = available(read_catalogue(), tmp_path)
    install.prepare(catalogue, tmp_path / "one")
    (tmp_path / "one").rename(tmp_path / "two")
    installed = install.prepare(catalogue, tmp_path / "two")
    assert str(tmp_path / "two") in installed.fontconfig_file.read_text()
    (tmp_path / "three").symlink_to("two")
    assert install.prepare(catalogue, tmp_path / "three") == installed


def test_what_cannot_be_made_again_is_one_message(tmp_path: Path) -> None:
    """The sizes are right, and the rest is something else."""
    catalogue = available(read_catalogue(), tmp_path)
    installed = install.prepare(catalogue, tmp_path)
    noted = json.loads(installed.coverage_file.read_bytes())
    for face in noted.values():
        face["ranges"] = "all"
    installed.coverage_file.write_text(json.dumps(noted))
    with pytest.raises(FontError, match="Delete the folder"):
        coverage.load(catalogue, installed)
