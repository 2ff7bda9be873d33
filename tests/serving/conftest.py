"""A catalogue of the project's content, and a real server process for it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from asking import Serve, Server
from support import CONTENT, ROOT, Publish

from publish.making import manifest
from publish.making.manifest import Entry


@contextmanager
def running(folder: Path, *options: object) -> Iterator[Server]:
    kept = () if "--keep-counts" in options else ("--forget-counts",)
    arguments = ["serve", folder, "--host", "127.0.0.1", "--port", "0", *kept, *options]
    process = subprocess.Popen(
        [sys.executable, "-m", "publish", *map(str, arguments)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        shown: list[str] = []
        while line := process.stdout.readline():  # the code ends in a line of upper halves
            shown.append(line.rstrip("\n"))
            if set(shown[-1]) == {"▀"}:
                break
        else:
            pytest.fail(f"the server did not start: {process.communicate()[1]}")
        yield Server(process, shown)
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture(scope="session")
def serve() -> Serve:
    """Starts ``publish serve FOLDER OPTIONS...`` on a free port of loopback."""
    return running


@pytest.fixture(scope="session")
def offered(publish: Publish, built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue of all the project's content. Not to be changed: a test takes a copy."""
    out = tmp_path_factory.mktemp("offered") / "site"
    done = publish("catalog", "--content", CONTENT, "--build", built, "-o", out)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture
def changeable(offered: Path, tmp_path: Path) -> Path:
    """A copy of the catalogue, free to be changed."""
    return Path(shutil.copytree(offered, tmp_path / "site"))


@pytest.fixture(scope="session")
def server(offered: Path) -> Iterator[Server]:
    """One server of the catalogue, for tests that leave it as it is."""
    with running(offered, "--no-announce") as server:
        yield server


@pytest.fixture(scope="session")
def arabic(offered: Path) -> Entry:
    """The Arabic pamphlet of the manifest."""
    artifacts = manifest.read(offered).artifacts
    wanted = ("imcwp-23-ukraine", "ar", "pamphlet")
    return next(e for e in artifacts if (e.statement, e.language, e.edition) == wanted)
