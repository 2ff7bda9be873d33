"""Answers from memory: they hold as long as nothing changes that a build would look at."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from publish.making import answers
from publish.making.answers import Answer, recall, remember
from publish.making.build import Built, build, idle
from publish.making.plan import Scope, plan
from publish.making.stamps import NO_STAMP, Stamps, settled, stamp_of

ARGUMENTS = ["build", "-e", "pamphlet"]
SAID = Answer("", "0 made\n")


@pytest.fixture(autouse=True)
def own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "default_cache_dir", lambda: tmp_path / "memory")


@pytest.fixture
def built(small: Path, clerk: Any) -> Path:
    """An output whose build is remembered to have nothing to do."""
    out = small.parent / "out"
    planned = plan(small, Scope(editions=("pamphlet",)))
    done = idle(planned, out, build(planned, out, clerk))
    assert done is not None
    remember(ARGUMENTS, done.seen, SAID)
    return out


def append(path: Path) -> None:
    with path.open("a") as file:
        file.write("\n")


def disguise(path: Path) -> None:
    """Change a file, but neither its size nor the time that it bears."""
    before = path.stat()
    content = path.read_bytes()
    path.write_bytes(content.replace(b"Everybody", b"everybodY"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_an_answer_is_remembered(built: Path) -> None:
    assert recall(ARGUMENTS) == SAID
    assert recall([*ARGUMENTS, "--json"]) is None


@pytest.mark.parametrize(
    "change",
    [
        lambda content, out: append(content / "bread" / "ru.md"),
        lambda content, out: disguise(content / "bread" / "ru.md"),
        lambda content, out: append(content / "water" / "statement.toml"),
        lambda content, out: (content / "water" / "nl.md").touch(),
        lambda content, out: (content / "bread" / "ru.md").unlink(),
        lambda content, out: shutil.copytree(content / "water", content / "wine"),
        lambda content, out: append(out / "bread" / "bread.en.pamphlet.pdf"),
        lambda content, out: (out / "bread" / "bread.en.pamphlet.pdf").unlink(),
        lambda content, out: (out / "manifest.json").unlink(),
        lambda content, out: (out / ".publish" / "record.json").unlink(),
    ],
    ids=[
        "words",
        "disguised",
        "facts",
        "language",
        "gone",
        "statement",
        "altered",
        "missing",
        "manifest",
        "record",
    ],
)
def test_it_holds_only_while_nothing_changes(
    change: Callable[[Path, Path], object], built: Path, small: Path
) -> None:
    change(small, built)
    assert recall(ARGUMENTS) is None


@pytest.mark.parametrize("name", ["SOURCE_DATE_EPOCH", "PUBLISH_CACHE", "PUBLISH_BUILD_CACHE"])
def test_it_holds_in_the_same_surroundings_only(
    name: str, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "1")
    assert recall(ARGUMENTS) is None


def test_the_program_itself_is_among_what_is_looked_at(small: Path, clerk: Any) -> None:
    import publish

    planned = plan(small, Scope(editions=("pamphlet",)))
    seen = build(planned, small.parent / "out", clerk).seen
    package = Path(publish.__file__).parent
    for file in ("text/edit.py", "typeset/engine.py", "templates/blocks.html.j2", "language/data"):
        assert seen[str(package / file)] == stamp_of(package / file)


def test_what_was_just_written_is_not_trusted(tmp_path: Path) -> None:
    """Within a tick of the clock a file can change and look the same (racy Git)."""
    path = tmp_path / "file"
    path.write_bytes(b"one")
    now_ns = time.time_ns()
    stamp = stamp_of(path)
    assert not settled(stamp, stamp.modified_ns + 1_000_000)
    assert settled(stamp, stamp.modified_ns + 100_000_000)
    whole_second = stamp._replace(modified_ns=now_ns - now_ns % 1_000_000_000)
    assert not settled(whole_second, whole_second.modified_ns + 1_500_000_000)
    stamps = Stamps()
    os.utime(path, ns=(now_ns, now_ns + 10**12))  # a clock that is ahead
    stamps.sha256(path)
    assert not stamps.known


@pytest.mark.parametrize("name", [".DS_Store", ".a.md.swp", "a.md~", "a.pyc", "__pycache__"])
def test_what_programs_leave_in_a_folder_does_not_count(name: str, tmp_path: Path) -> None:
    """Neither as a name nor by the date that it gives to the folder."""
    (tmp_path / "a.md").touch()
    stamps = Stamps()
    assert stamps.names(tmp_path) == ("a.md",)
    (tmp_path / name).touch()
    os.utime(tmp_path, (1_000, 1_000))
    assert stamp_of(tmp_path) == stamps.seen[str(tmp_path)]
    assert Stamps().names(tmp_path) == ("a.md",)


def test_a_folder_changes_with_its_names_and_their_kinds(tmp_path: Path) -> None:
    """A file of a folder's name is another thing, and so is a name that two are run into."""
    (tmp_path / "a").touch()
    one = stamp_of(tmp_path)
    (tmp_path / "a").unlink()
    empty = stamp_of(tmp_path)
    (tmp_path / "a").mkdir()
    folder = stamp_of(tmp_path)
    (tmp_path / "b").touch()
    two = stamp_of(tmp_path)
    shutil.rmtree(tmp_path / "a")
    (tmp_path / "b").rename(tmp_path / "ab")
    assert len({one, empty, folder, two, stamp_of(tmp_path), NO_STAMP}) == 6
    (tmp_path / "ab").rename(tmp_path / "a")
    assert stamp_of(tmp_path) == one


def test_a_hash_is_taken_anew_when_the_stamp_changes(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"one")
    os.utime(path, (1_000, 1_000))
    stamps = Stamps()
    first = stamps.sha256(path)
    assert stamps.known
    path.write_bytes(b"two")
    os.utime(path, (1_000, 1_000))
    assert Stamps(stamps.known).sha256(path) != first
    path.unlink()
    assert stamps.sha256(path) == ""
    assert stamps.seen[str(path)] == NO_STAMP


def test_only_so_many_answers_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "_MOST", 3)
    for number in range(5):
        remember(["build", str(number)], {}, SAID)
    assert len(list((tmp_path / "memory" / "answers").iterdir())) == 3
    assert recall(["build", "4"]) == SAID


def test_a_damaged_answer_is_none(built: Path, tmp_path: Path) -> None:
    (path,) = (tmp_path / "memory" / "answers").iterdir()
    for damage in ("", "[]", "{}", '{"seen": {"/": [1]}, "out": "", "err": ""}'):
        path.write_text(damage)
        assert recall(ARGUMENTS) is None


def test_a_build_with_something_to_say_is_not_remembered(small: Path, clerk: Any) -> None:
    """A fault of the content has to be told of again, and looked for again."""
    (small / "empty").mkdir()
    planned = plan(small, Scope(editions=("pamphlet",)))
    out = small.parent / "out"
    done: Built = build(planned, out, clerk)
    assert done.problems
    assert idle(planned, out, done) is None
