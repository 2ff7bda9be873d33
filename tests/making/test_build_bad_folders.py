"""One folder that cannot be read costs its own statement; all others are built, with status 1.

The bounds are those of ``publish check``, which names the same problems.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Mapping, Sequence
from pathlib import Path

import pytest
from builds import FACTS, WORDS, Clerk, write_statement
from support import ROOT

from publish.commands.answering import load_all
from publish.errors import PublishError
from publish.making.build import build
from publish.making.graph import Graph
from publish.making.orders import Order, Outcome, statement_in
from publish.making.plan import Scope, plan
from publish.making.stamps import Stamp, Stamps, stamp_of
from publish.making.watching import Watch
from publish.making.workers import CarryOut

HUGE = 1 << 43
"""Eight tebibytes, nearly all that ext4 lets a file have."""


def _hole(path: Path) -> None:
    path.unlink(missing_ok=True)
    with path.open("wb") as file:
        file.truncate(HUGE)


def _pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def _link(path: Path, target: str) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(target)


def _socket(path: Path) -> None:
    path.unlink(missing_ok=True)
    here = os.getcwd()
    os.chdir(path.parent)  # the path of a socket is a hundred bytes at most
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(path.name)
    finally:
        os.chdir(here)


def _folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


def _facts(text: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        (folder / "statement.toml").write_text(FACTS + text)

    return spoil


def _named(name: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        shutil.move(folder, folder.with_name(name))

    return spoil


def _many_languages(folder: Path) -> None:
    for number in range(3_000):
        (folder / f"note {number}.md").touch()


BAD: dict[str, Callable[[Path], None]] = {
    "deep facts": _facts("a = " + "[" * 5_000),
    "deep tables": _facts("a = " + "{ a = " * 600 + "1" + " }" * 600),
    "long dotted keys": _facts("\n".join(f"k{n}{'.a' * 1_900} = 1" for n in range(260))),
    "a number of 5,000 digits": _facts("a = [\n" + "9" * 3_900 + ",\n" + "1" * 5_000 + "]"),
    "a number in hexadecimal": _facts("schema_ = 0x" + "f" * 3_900),
    "a day that is none": _facts("published = 2024-02-30\n"),
    "no TOML": _facts("= = ="),
    "a character that is none": _facts('a = "\0"'),
    "facts in a pipe": lambda folder: _pipe(folder / "statement.toml"),
    "facts in a hole": lambda folder: _hole(folder / "statement.toml"),
    "facts in a folder": lambda folder: _folder(folder / "statement.toml"),
    "facts without an end": lambda folder: _link(folder / "statement.toml", "/dev/zero"),
    "facts from elsewhere": lambda folder: _link(folder / "statement.toml", "/etc/hostname"),
    "facts in a circle": lambda folder: _link(folder / "statement.toml", "statement.toml"),
    "no facts": lambda folder: (folder / "statement.toml").unlink(),
    "words in a pipe": lambda folder: _pipe(folder / "en.md"),
    "words in a hole": lambda folder: _hole(folder / "en.md"),
    "words in a folder": lambda folder: _folder(folder / "en.md"),
    "words in a socket": lambda folder: _socket(folder / "en.md"),
    "words without an end": lambda folder: _link(folder / "en.md", "/dev/zero"),
    "words in a circle": lambda folder: _link(folder / "en.md", "en.md"),
    "words of another language in a pipe": lambda folder: _pipe(folder / "fr.md"),
    "a language that is none": lambda folder: (folder / "Not a tag.md").touch(),
    "a language of endless parts": lambda folder: (folder / f"en-x{'-a' * 120}.md").touch(),
    "a thousand languages that are none": _many_languages,
    "a name that is no slug": _named("Bad Name"),
    "a name that is too long": _named("b" * 240),
    "a name of a line": _named("a\nb"),
    "a name that is no text": _named(os.fsdecode(b"bad\xff")),
}


@pytest.fixture(params=BAD)
def spoilt(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A content folder of three statements, the second of which cannot be read."""
    content = tmp_path / "content"
    for slug in ("apples", "bread", "water"):
        write_statement(content, slug, "en", "es")
    BAD[request.param](content / "bread")
    return content


def test_one_bad_folder_costs_that_statement_alone(spoilt: Path) -> None:
    """What the build says of it is what the check says."""
    clerk = Clerk()
    started = time.monotonic()
    planned = plan(spoilt, Scope(editions=("pamphlet",)))
    good = [target for target in planned.targets if target.slug in ("apples", "water")]
    assert len(good) == 4
    built = build(planned, spoilt.parent / "out", _reading(clerk))
    assert sorted(clerk.made) == [
        f"{slug}/{slug}.{tag}.pamphlet.pdf" for slug in ("apples", "water") for tag in ("en", "es")
    ]
    checked = {str(problem) for problem in load_all(spoilt, [])[1]}
    assert {str(problem) for problem in built.problems} == checked
    assert checked
    assert time.monotonic() - started < 10


def _reading(clerk: Clerk) -> CarryOut:
    """A clerk who first loads what he is to make, as those who set pages do."""

    def carry_out(
        orders: Sequence[Order], _house: Mapping[str, Stamp], _watch: Watch
    ) -> Generator[Outcome, None, None]:
        for order in orders:
            try:
                statement_in(order.target.folder)
            except PublishError as error:
                yield Outcome(order.target, problems=error.problems)
            else:
                yield clerk.fulfil(order)

    return carry_out


def test_the_command_builds_the_others_and_ends_with_status_1(tmp_path: Path) -> None:
    """Four kinds of bad at once, and two statements that are well."""
    content = tmp_path / "content"
    for slug in ("apples", "deep", "pipe", "hole", "water"):
        write_statement(content, slug, "en")
    BAD["deep facts"](content / "deep")
    BAD["facts in a pipe"](content / "pipe")
    BAD["words in a hole"](content / "hole")
    write_statement(content, "named", "en").rename(content / "Named Otherwise")
    words = ["build", "--content", content, "-o", tmp_path / "out", "-e", "pamphlet"]
    done = subprocess.run(
        [sys.executable, "-m", "publish", *map(str, words)],
        cwd=ROOT,
        env={**os.environ, "PUBLISH_BUILD_CACHE": "off"},
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 1
    assert sorted(path.name for path in (tmp_path / "out").rglob("*.pdf")) == [
        "apples.en.pamphlet.pdf",
        "water.en.pamphlet.pdf",
    ]
    assert done.stderr.count("error: ") == 4, done.stderr
    assert "Traceback" not in done.stderr
    assert "fault of the program" not in done.stderr


def test_pictures_that_are_none_are_not_waited_for(tmp_path: Path) -> None:
    """A text that shows a picture is made from all of its folder: whatever lies there."""
    content = tmp_path / "content"
    images = write_statement(content, "bread", "en") / "images"
    images.mkdir()
    (content / "bread" / "en.md").write_text(WORDS + "\n![x](images/x.png)\n")
    _pipe(images / "pipe.png")
    _hole(images / "hole.png")
    _link(images / "zero.png", "/dev/zero")
    _link(images / "secret.png", "/etc/passwd")
    _link(images / "everything", "/")
    for name in ("a", "b", "c"):
        _link(images / name, ".")
    started = time.monotonic()
    (target,) = plan(content, Scope(editions=("pamphlet",))).targets
    stamps = Stamps()
    graph = Graph(stamps)
    parts = graph.parts(target, target.editions[0])
    assert parts["content images/hole.png"] == ""
    assert parts["content images/pipe.png"] == ""
    assert not any("secret" in name or "everything" in name for name in parts)
    assert all(Path(path).is_relative_to(tmp_path) for path in stamps.seen)
    assert time.monotonic() - started < 5


def test_a_link_to_a_folder_is_not_listed_and_told_when_it_leads_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is in somebody else's folder is none of a build's business, not even its names."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    link = tmp_path / "link"
    link.symlink_to("one")
    stamps = Stamps()
    with monkeypatch.context() as patch:
        patch.delattr("os.scandir")
        assert stamps.sha256(link) == ""
    before = stamps.seen[str(link)]
    link.unlink()
    link.symlink_to("two")
    assert stamp_of(link) != before
