"""``publish build`` as a process: explained, interrupted, killed, out of room, and idle."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from builds import write_statement
from support import ROOT

from publish.files import sha256_of
from publish.making import manifest

BARE = [sys.executable, "-c", "import json, pathlib, hashlib"]
"""What Python does before it does anything: a measure of how busy the machine is."""

LANGUAGES = ("en", "es", "fr", "ru")


def command(content: Path, *arguments: object) -> list[str]:
    """A build of the pamphlets of a content folder, into ``out`` beside it."""
    words = ("build", "--content", content, "-o", content.parent / "out", "-e", "pamphlet")
    return [sys.executable, "-m", "publish", *map(str, (*words, *arguments))]


def run(
    content: Path, *arguments: object, prepare: Callable[[], None] | None = None, **more: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(content, *arguments),
        cwd=ROOT,
        env={**os.environ, **more},
        capture_output=True,
        text=True,
        timeout=120,
        preexec_fn=prepare,
    )


def hashes(out: Path) -> dict[str, str | None]:
    return {path.name: sha256_of(path) for path in out.rglob("*.pdf")}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A content folder, and beside it the output of a build that nothing has disturbed."""
    content = write_content(tmp_path_factory.mktemp("whole") / "content")
    done = run(content)
    assert done.returncode == 0, done.stderr
    return content


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """The same content, of which nothing is made yet."""
    return write_content(tmp_path / "content")


def write_content(content: Path) -> Path:
    """One statement in all languages, long enough that a build of it can be disturbed."""
    folder = write_statement(content, "bread", *LANGUAGES)
    for path in folder.glob("*.md"):
        path.write_text(path.read_text() + "\nEverybody needs it, and some have none.\n" * 30)
    return content


@pytest.fixture
def begun(fresh: Path) -> Iterator[subprocess.Popen[str]]:
    """A build that has made its first file."""
    running = subprocess.Popen(
        command(fresh), cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert running.stderr is not None
    assert running.stderr.readline().startswith("made ")
    yield running
    running.kill()
    running.communicate()


def workers_of(process: int) -> list[int]:
    """The children of a process that are at work."""
    path = Path(f"/proc/{process}/task/{process}/children")
    return [int(child) for child in path.read_text().split()] if path.exists() else []


def is_alive(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def resumes(content: Path, whole: Path) -> None:
    """The next run ends the work, with the same bytes, and leaves nothing behind."""
    out = content.parent / "out"
    done = run(content)
    assert done.returncode == 0, done.stderr
    assert hashes(out) == hashes(whole.parent / "out")
    assert len(manifest.read(out).artifacts) == len(LANGUAGES)
    assert not (out / ".publish" / "tmp").exists()


def test_an_interrupted_build_keeps_what_is_done(
    begun: subprocess.Popen[str], fresh: Path, whole: Path
) -> None:
    """Within a second it is over: whole files, listed in the manifest, and no process left."""
    out = fresh.parent / "out"
    workers = workers_of(begun.pid)
    assert workers
    began = time.monotonic()
    os.killpg(begun.pid, signal.SIGINT)
    _, errors = begun.communicate(timeout=60)
    assert time.monotonic() - began < 1 + 10 * _seconds(BARE)  # more where others are at work
    assert begun.returncode == 130
    assert "run it again to go on" in errors
    assert "Traceback" not in errors
    assert not any(map(is_alive, workers))
    made = hashes(out)
    assert made.items() <= hashes(whole.parent / "out").items()
    assert {Path(entry.path).name for entry in manifest.read(out).artifacts} == made.keys()
    assert not (out / ".publish" / "tmp").exists()
    resumes(fresh, whole)


def test_a_killed_build_leaves_whole_files(
    begun: subprocess.Popen[str], fresh: Path, whole: Path
) -> None:
    """Kill -9 of the parent: its workers end too, and the next run completes the work."""
    workers = workers_of(begun.pid)
    begun.kill()
    begun.wait()
    deadline = time.monotonic() + 5
    while any(map(is_alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not any(map(is_alive, workers))
    assert hashes(fresh.parent / "out").items() <= hashes(whole.parent / "out").items()
    resumes(fresh, whole)


def test_a_killed_worker_costs_its_own_text_alone(
    begun: subprocess.Popen[str], fresh: Path, whole: Path
) -> None:
    victim, *_ = workers_of(begun.pid)
    os.kill(victim, signal.SIGKILL)
    _, errors = begun.communicate(timeout=60)
    assert begun.returncode in (0, 1)  # it may have had nothing more to do
    assert errors.count("its process died") == begun.returncode
    assert len(hashes(fresh.parent / "out")) >= len(LANGUAGES) - 1
    resumes(fresh, whole)


def test_a_disk_that_fills_up_costs_nothing(fresh: Path, whole: Path) -> None:
    """One clear message, nothing half-written, nothing lost; with room, the work goes on."""

    def small_files_only() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))

    earlier = fresh.parent / "out" / "bread" / "bread.es.pamphlet.pdf"
    earlier.parent.mkdir(parents=True)
    earlier.write_bytes(b"an earlier one")
    done = run(fresh, prepare=small_files_only)
    assert done.returncode == 1
    assert done.stderr.count("cannot be written: File too large") == 1
    assert "Traceback" not in done.stderr
    assert hashes(fresh.parent / "out") == {earlier.name: sha256_of(earlier)}
    assert earlier.read_bytes() == b"an earlier one"
    resumes(fresh, whole)


def test_what_would_be_made_is_explained(fresh: Path) -> None:
    """Nothing is made; lines for people, data for programs."""
    assert run(fresh).returncode == 0
    before = hashes(fresh.parent / "out")
    _append(fresh / "bread" / "ru.md", "\nMore.\n")
    said = run(fresh, "--explain")
    assert said.returncode == 0, said.stderr
    assert said.stdout.splitlines() == [
        "keep bread/bread.en.pamphlet.pdf",
        "keep bread/bread.es.pamphlet.pdf",
        "keep bread/bread.fr.pamphlet.pdf",
        "make bread/bread.ru.pamphlet.pdf: ru.md changed",
    ]
    assert said.stderr == "1 to make, 3 up to date\n"
    epoch = run(fresh, "--explain", "--json", "-l", "en", SOURCE_DATE_EPOCH="1000000000")
    (row,) = json.loads(epoch.stdout)["artifacts"]
    assert row == {
        "path": "bread/bread.en.pamphlet.pdf",
        "action": "make",
        "reasons": ["SOURCE_DATE_EPOCH changed"],
    }
    assert hashes(fresh.parent / "out") == before


def test_a_cached_build_is_the_same_byte_for_byte(fresh: Path, whole: Path) -> None:
    """Another output is filled from the cache, without setting a page."""
    out, second, cache = (fresh.parent / name for name in ("out", "second", "cache"))
    assert run(fresh, "--cache", cache).returncode == 0
    taken = run(fresh, "--cache", cache, "-o", second, "--json")
    assert len(json.loads(taken.stdout)["taken"]) == len(LANGUAGES)
    assert hashes(out) == hashes(second) == hashes(whole.parent / "out")
    assert manifest.read(out) == manifest.read(second) == manifest.read(whole.parent / "out")
    alone = run(fresh, "--cache", cache, "--no-cache", "-o", fresh.parent / "third", "-l", "en")
    assert alone.stderr.endswith(f"1 made, 0 up to date, in {fresh.parent / 'third'}/\n")


def test_an_idle_build_imports_next_to_nothing(whole: Path) -> None:
    """It is over in a few times what Python itself takes to start, and says what it would."""
    looked = run(whole, "--json", PUBLISH_LOOK="afresh")
    remembered = run(whole, "--json", PUBLISH_LOOK="afresh")
    assert len(json.loads(looked.stdout)["unchanged"]) == len(LANGUAGES)
    assert (looked.stdout, looked.stderr) == (remembered.stdout, remembered.stderr)
    words = [sys.executable, "-X", "importtime", *command(whole)[1:]]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60)
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    heavy = {"weasyprint", "babel", "pydantic", "typer", "rich", "markdown_it", "jinja2"}
    assert "publish.making.answers" in imported
    assert heavy.isdisjoint(imported)
    idle, bare = (min(_seconds(words) for _ in range(3)) for words in (command(whole), BARE))
    assert idle < max(0.25, 8 * bare)


def _seconds(words: list[str]) -> float:
    began = time.monotonic()
    subprocess.run(words, cwd=ROOT, capture_output=True, check=True)
    return time.monotonic() - began


def _append(path: Path, text: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(text)
