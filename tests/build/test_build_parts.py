"""Plans, whole files and the manifest, without setting a page."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support import CONTENT, PER_TEXT, ROOT, TEXTS

from publish.build import manifest
from publish.build.files import sha256_of, write_whole
from publish.build.fingerprint import fingerprint, sources
from publish.build.manifest import Entry
from publish.build.plan import plan
from publish.content.load import load
from publish.errors import CommandError, PublishError


def test_a_plan_names_files_as_the_contract_does() -> None:
    """build/<statement>/<statement>.<lang>.<edition>, source language first."""
    tasks = plan([load(CONTENT / "open-shelves")], ["ar", "en"])
    assert [str(task.path(edition)) for task in tasks for edition in task.editions] == [
        "open-shelves/open-shelves.en.pamphlet.pdf",
        "open-shelves/open-shelves.en.largeprint.pdf",
        "open-shelves/open-shelves.en.press.pdf",
        "open-shelves/open-shelves.en.booklet.pdf",
        "open-shelves/open-shelves.en.epub",
        "open-shelves/open-shelves.ar.pamphlet.pdf",
        "open-shelves/open-shelves.ar.largeprint.pdf",
        "open-shelves/open-shelves.ar.press.pdf",
        "open-shelves/open-shelves.ar.booklet.pdf",
        "open-shelves/open-shelves.ar.epub",
    ]


@pytest.mark.parametrize(
    ("languages", "editions", "message"),
    [
        (["arr"], [], 'Did you mean "ar"'),
        ([], ["pamflet"], 'Did you mean "pamphlet"'),
        (["zu"], [], "There are: ar, en, es"),
    ],
)
def test_a_plan_for_what_does_not_exist_is_refused(
    languages: list[str], editions: list[str], message: str
) -> None:
    with pytest.raises(CommandError, match=message):
        plan([load(CONTENT / "open-shelves")], languages, editions)


def test_a_failed_write_leaves_the_earlier_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk at the last moment costs nothing and leaves nothing."""
    path, workshop = tmp_path / "file", tmp_path / "workshop"
    write_whole(path, b"earlier", workshop)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"later", workshop)
    assert path.read_bytes() == b"earlier"
    assert list(workshop.iterdir()) == []


def test_somebody_elses_manifest_is_not_overwritten(tmp_path: Path) -> None:
    """An output folder that is not ours is refused."""
    (tmp_path / "manifest.json").write_text('{"name": "a web app"}')
    with pytest.raises(PublishError, match="not a manifest"):
        manifest.read(tmp_path)


def test_a_manifest_forgets_files_that_are_gone(tmp_path: Path) -> None:
    """Entries are sorted by path, and only of files that are there."""
    common = {"statement": "s", "language": "en", "edition": "epub", "title": "T", "sha256": "0"}
    entries = [
        Entry(path=name, media_type="application/epub+zip", bytes=1, sources=(), **common)
        for name in ("b", "a", "gone")
    ]
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"1")
    manifest.write(tmp_path, entries, tmp_path / "workshop")
    assert [entry.path for entry in manifest.read(tmp_path).artifacts] == ["a", "b"]


def test_a_fingerprint_follows_what_a_text_is_made_from(content: Path) -> None:
    """Facts and own words count, and which other languages there are; their words do not."""

    def of(language: str) -> str:
        statement = load(content / "open-shelves")
        return fingerprint(sources(statement, language), statement.languages, "a", None)

    folder = content / "open-shelves"
    english, arabic = of("en"), of("ar")
    (folder / "en.md").write_text((folder / "en.md").read_text() + "\nMore.\n")
    assert of("en") != english
    assert of("ar") == arabic
    (folder / "nl.md").write_text('+++\ntitle = "Titre"\n+++\n\nMots.\n')
    assert of("ar") != arabic


def test_an_interrupted_build_leaves_whole_files(tmp_path: Path) -> None:
    """Ctrl-C in the middle: what is there is complete, and the next run makes the rest."""
    out = tmp_path / "out"
    command = [sys.executable, "-m", "publish", "build", "-o", str(out)]
    running = subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert running.stderr is not None
    assert running.stderr.readline().startswith("made ")
    os.killpg(running.pid, signal.SIGINT)
    began = time.monotonic()
    running.communicate(timeout=60)
    assert running.returncode != 0
    assert time.monotonic() - began < 30
    assert not (out / ".publish" / "tmp").exists()
    left = {path: sha256_of(path) for path in out.rglob("*") if path.suffix in (".pdf", ".epub")}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert len(manifest.read(out).artifacts) == len(TEXTS) * PER_TEXT
    for path, digest in left.items():
        assert sha256_of(path) == digest


def test_a_worker_that_dies_is_told_about(tmp_path: Path) -> None:
    """A build ends, with a message, also when its processes are killed under it."""
    command = [sys.executable, "-m", "publish", "build", "-o", str(tmp_path / "out")]
    running = subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert running.stderr is not None
    assert running.stderr.readline().startswith("made ")
    for worker in _workers(running.pid):
        os.kill(worker, signal.SIGKILL)
    _, errors = running.communicate(timeout=60)
    assert running.returncode == 1
    assert "a process has died" in errors
    assert "Traceback" not in errors


def _workers(build: int) -> list[int]:
    """The processes that set pages for a build: children of its fork server."""

    def children(parent: int) -> list[int]:
        path = Path(f"/proc/{parent}/task/{parent}/children")
        return [int(child) for child in path.read_text().split()] if path.exists() else []

    def command(process: int) -> bytes:
        path = Path(f"/proc/{process}/cmdline")
        return path.read_bytes() if path.exists() else b""

    family = [worker for server in children(build) for worker in children(server)]
    return [worker for worker in family if b"forkserver" in command(worker)]
