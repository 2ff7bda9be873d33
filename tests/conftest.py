"""What all tests share: the project's own content, built once by the command itself."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support import CONTENT, ROOT, Publish


@pytest.fixture(scope="session", autouse=True)
def without_cache() -> Iterator[None]:
    """Every test makes what it asks for: nothing comes from an earlier build, here or elsewhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PUBLISH_BUILD_CACHE", "off")
        yield


@pytest.fixture(scope="session")
def publish() -> Publish:
    """The command line, as a person has it: a process of its own."""

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "publish", *map(str, arguments)]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)

    return run


@pytest.fixture(scope="session")
def built(publish: Publish, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a build of all the project's content.

    It is made once, also where the tests are shared out to several processes.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    out = shared / "built"
    with (shared / "built.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not out.exists():
            done = publish("build", "--content", CONTENT, "-o", shared / "building")
            assert done.returncode == 0, done.stderr
            (shared / "building").rename(out)
    return out


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of the project's content, free to be changed."""
    copy = tmp_path / "content"
    shutil.copytree(CONTENT, copy)
    return copy
