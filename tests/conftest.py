"""What all tests share: the project's own content, built once by the command itself."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import CONTENT, ROOT, Publish


@pytest.fixture(scope="session")
def publish() -> Publish:
    """The command line, as a person has it: a process of its own."""

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "publish", *map(str, arguments)]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)

    return run


@pytest.fixture(scope="session")
def built(publish: Publish, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a build of all the project's content."""
    out = tmp_path_factory.mktemp("built")
    done = publish("build", "--content", CONTENT, "-o", out)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the project's content, free to be changed."""
    copy = tmp_path / "content"
    shutil.copytree(CONTENT, copy)
    return copy
