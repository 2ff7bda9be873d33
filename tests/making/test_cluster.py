"""A cluster that is really there: a scheduler and workers as processes, over TLS."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.clusters import Cluster, children, cluster
from bench.statements import write_archive
from moto.server import ThreadedMotoServer
from support import ROOT

from publish.making.shared import SharedCache

from .certificates import write_certificates

MEMORY_MB = 350


class Office:
    """A cluster of two workers, a store of objects, and content that both can make."""

    def __init__(self, folder: Path, made: Cluster, environment: dict[str, str]) -> None:
        self.folder = folder
        self.cluster = made
        self.environment = environment
        self.content = folder / "content"

    def start(self, out: Path, *arguments: str) -> subprocess.Popen[str]:
        """Start a build of all content."""
        editions = ("-e", "pamphlet", "-e", "epub")
        command = ["build", "--content", str(self.content), "-o", str(out), *editions, *arguments]
        return subprocess.Popen(
            [sys.executable, "-m", "publish", *command],
            cwd=ROOT,
            env=os.environ | self.environment,
            stderr=subprocess.PIPE,
            text=True,
        )

    def build(self, out: Path, *arguments: str) -> tuple[int, str]:
        """Build all content; the exit status and what was said."""
        process = self.start(out, *arguments)
        _, said = process.communicate(timeout=120)
        return process.returncode, said

    @property
    def over_there(self) -> tuple[str, str]:
        """The option that has the cluster do it."""
        return ("--cluster", self.cluster.address)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    write_archive(3, ("en", "ru", "ar"), folder / "content", seed=3, length=3)
    certificate, key = write_certificates(folder)
    store = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    store.start()
    host, port = store.get_host_and_port()
    environment = {
        "FSSPEC_S3_ENDPOINT_URL": f"http://{host}:{port}",
        "FSSPEC_S3_KEY": "testing",
        "FSSPEC_S3_SECRET": "testing",
        "DASK_DISTRIBUTED__COMM__TLS__CA_FILE": str(certificate),
        **{
            f"DASK_DISTRIBUTED__COMM__TLS__{role}__{name}": str(path)
            for role in ("SCHEDULER", "WORKER", "CLIENT")
            for name, path in (("CERT", certificate), ("KEY", key))
        },
    }
    try:
        with cluster(environment, 2, ["--protocol=tls"]) as made:
            yield Office(folder, made, environment)
    finally:
        store.stop()


@pytest.fixture(scope="module")
def expected(office: Office) -> dict[str, bytes]:
    """What this machine makes of the content by itself."""
    out = office.folder / "local"
    status, said = office.build(out, "--no-cache", "-j", "2")
    assert status == 0, said
    return artifacts(out)


def artifacts(out: Path) -> dict[str, bytes]:
    """All files below an output folder, but for what the build keeps for itself."""
    files = (path for path in out.rglob("*") if path.is_file())
    shown = {path.relative_to(out): path for path in files}
    return {
        path.as_posix(): file.read_bytes()
        for path, file in shown.items()
        if path.parts[0] != ".publish"
    }


def memory_mb(process: int) -> float:
    """The most memory that a worker has had (proc(5), VmHWM); its nanny is its parent."""
    (worker,) = (child for child in children(process) if "spawn_main" in command_line(child))
    status = Path(f"/proc/{worker}/status").read_text()
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1000


def command_line(process: int) -> str:
    return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def test_a_cluster_makes_the_same_files_though_a_worker_is_lost(
    office: Office, expected: dict[str, bytes], tmp_path: Path
) -> None:
    """Killed in the middle of its work, with its nanny: others do what it had."""
    lost = office.cluster.hire()
    lost.wait()
    process = office.start(tmp_path / "out", "--no-cache", *office.over_there)
    assert process.stderr
    said = process.stderr.readline()
    while not said.startswith("made"):
        said = process.stderr.readline()
    lost.end()
    _, rest = process.communicate(timeout=120)
    assert process.returncode == 0, rest
    assert "not encrypted" not in said + rest
    assert artifacts(tmp_path / "out") == expected
    assert memory_mb(office.cluster.workers[0].pid) < MEMORY_MB


def test_a_worker_that_would_make_something_else_is_refused(
    office: Office, expected: dict[str, bytes], tmp_path: Path
) -> None:
    """With other code it may well make other files; the others make all of them."""
    other = tmp_path / "other"
    for name in ("publish", "styles", "fonts"):
        shutil.copytree(ROOT / name, other / name)
    with (other / "publish" / "typeset" / "engine.py").open("a") as file:
        file.write("# Another line.\n")
    stranger = office.cluster.hire({"PYTHONPATH": str(other)})
    stranger.wait()
    try:
        status, said = office.build(tmp_path / "out", "--no-cache", *office.over_there)
    finally:
        stranger.end()
    assert status == 0, said
    assert " is refused: it has other code in publish/typeset." in said
    assert artifacts(tmp_path / "out") == expected


def test_artifacts_and_content_go_through_a_store_that_all_can_reach(
    office: Office, expected: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An S3-compatible one; and what is there need not be made again, by whomever."""
    import s3fs

    for key, value in office.environment.items():
        monkeypatch.setenv(key, value)
    endpoint = office.environment["FSSPEC_S3_ENDPOINT_URL"]
    bucket = s3fs.S3FileSystem(key="testing", secret="testing", endpoint_url=endpoint)
    bucket.mkdir("archive")
    store = ("--cache", "s3://archive/publish")
    status, said = office.build(tmp_path / "there", *store, *office.over_there)
    assert status == 0, said
    assert artifacts(tmp_path / "there") == expected
    # Every artifact, the content of every statement, and the file that tries the store.
    made = len(expected) - 1
    assert len(bucket.find("archive/publish")) == made + 3 + 1
    status, said = office.build(tmp_path / "here", *store, "-j", "1")
    assert status == 0, said
    assert f"0 made, {made} taken from the cache" in said
    assert artifacts(tmp_path / "here") == expected


def test_ctrl_c_ends_a_build_on_a_cluster_and_the_next_goes_on(
    office: Office, expected: dict[str, bytes], tmp_path: Path
) -> None:
    process = office.start(tmp_path / "out", "--no-cache", *office.over_there)
    assert process.stderr
    while not process.stderr.readline().startswith("made"):
        pass
    begun = time.monotonic()
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert time.monotonic() - begun < 5
    assert process.returncode == 130, said
    done = artifacts(tmp_path / "out")
    assert 0 < len(done) < len(expected)
    del done["manifest.json"]
    assert done.items() <= expected.items()
    status, said = office.build(tmp_path / "out", "--no-cache", *office.over_there)
    assert status == 0, said
    assert artifacts(tmp_path / "out") == expected


def test_a_store_keeps_what_was_put_there(tmp_path: Path) -> None:
    """A folder that machines share is a store as well."""
    from publish.files import sha256
    from publish.making.kept import Kept

    store = SharedCache(f"file://{tmp_path}/store")
    kept = Kept({"sha256": sha256(b"%PDF"), "path": "a/a.en.pamphlet.pdf"}, b"%PDF")
    assert store.take("0123") is None
    store.put("0123", kept)
    assert store.take("0123") == kept
    (file,) = (path for path in (tmp_path / "store").rglob("*") if path.is_file())
    file.write_bytes(file.read_bytes()[:-1])
    assert store.take("0123") is None
