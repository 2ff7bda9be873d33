"""Command lines as people write them: what can be understood is, the rest is told in a line."""

from __future__ import annotations

import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

import pytest
from support import CONTENT, ROOT, Publish

from publish.commands.asking import language_tag, statement_name
from publish.content.new import create
from publish.disks import reason
from publish.editions import edition_called
from publish.errors import CommandError
from publish.files import write_whole
from publish.kit.keys import new_key


def run(
    arguments: Sequence[object], folder: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "publish", *map(str, arguments)]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, timeout=120)


@pytest.mark.parametrize(
    "given",
    [
        "open-shelves",
        "open-shelves/",
        "open-shelves/en.md",
        "content/open-shelves",
        "content/open-shelves/",
        "./content/open-shelves/ar.md",
        "content/../content//open-shelves/statement.toml",
        str(CONTENT / "open-shelves"),
    ],
)
def test_a_path_of_a_statement_names_it(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert statement_name(Path("content"), given) == "open-shelves"


def test_a_path_names_it_from_inside_and_through_a_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "texts" / "bread"
    folder.mkdir(parents=True)
    (folder / "statement.toml").touch()
    (folder / "en.md").touch()
    (tmp_path / "link").symlink_to(tmp_path / "texts")
    monkeypatch.chdir(folder)
    assert statement_name(Path(".."), ".") == statement_name(Path(".."), "en.md") == "bread"
    monkeypatch.chdir(tmp_path)
    assert statement_name(Path("texts"), "link/bread/") == "bread"
    with pytest.raises(CommandError, match="--content texts bread"):
        statement_name(Path("content"), "texts/bread")
    with pytest.raises(CommandError, match="the folder of all statements"):
        statement_name(Path("texts"), "texts/")


@pytest.mark.parametrize(
    ("given", "meant"),
    [("EN", "en"), ("pt_BR", "pt-BR"), ("SR-cyrl", "sr-Cyrl"), ("EN:5", "en:5"), ("all!", "all!")],
)
def test_a_language_is_known_in_any_spelling(given: str, meant: str) -> None:
    assert language_tag(given) == meant


@pytest.mark.parametrize(
    ("given", "meant"),
    [("PDF", "pamphlet"), ("ePub", "epub"), ("Press", "press"), ("boklet", "booklet")],
)
def test_an_edition_that_is_none_suggests_one(given: str, meant: str) -> None:
    with pytest.raises(CommandError, match=f'Did you mean "{meant}"'):
        edition_called(given)


@pytest.mark.parametrize(
    ("arguments", "folder", "said"),
    [
        (("bild",), ROOT, 'Did you mean "build"?'),
        (("build", "--langauge", "en"), ROOT, "--language"),
        (("check", "--content", "content/open-shelves"), ROOT, "--content content open-shelves"),
        (("check",), CONTENT, "say --content ."),
        (("build",), CONTENT / "open-shelves", "say --content .. open-shelves"),
        (("preview",), ROOT / "docs", f"in {ROOT / 'docs'}"),
        (("new", "content/open-shelves/", "-l", "EN"), ROOT, "exists already"),
        (("verify", "docs"), ROOT, "there is no PDF and no EPUB"),
        (("--show-completion", "tcsh"), ROOT, "bash, zsh, fish"),
    ],
)
def test_a_mistake_is_told_in_a_line(arguments: Sequence[str], folder: Path, said: str) -> None:
    done = run(arguments, folder)
    assert done.returncode == 2
    assert said in done.stderr.decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "begins"),
    [
        (("-h",), "Usage: publish [OPTIONS]"),
        (("help",), "Usage: publish [OPTIONS]"),
        (("help", "translate", "export"), "Usage: publish translate export"),
        (("kit", "-h"), "Usage: publish kit"),
        (("-V",), "0."),
        (("version",), "0."),
        (("--show-completion", "zsh"), "#compdef publish"),
    ],
)
def test_help_and_version_in_words(publish: Publish, arguments: list[str], begins: str) -> None:
    done = publish(*arguments)
    assert (done.returncode, done.stdout[: len(begins)]) == (0, begins)


def test_no_help_speaks_of_types_of_python() -> None:
    from publish.app import COMMANDS

    for name in (*COMMANDS, "translate export", "translate import"):
        said = run((*name.split(), "--help")).stdout.decode()
        assert not re.search("<[a-z]", said), said


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1251"])
def test_letters_that_an_encoding_lacks_are_spelt(encoding: str) -> None:
    """Also in JSON, which stays JSON and says the same."""
    told = run(("check", "ŁÓDŹ-本"), PYTHONIOENCODING=encoding)
    assert (told.returncode, told.stderr[:14]) == (2, b'error: "\\u0141')
    plain = run(("check", "imcwp-23-ukraine", "--json")).stdout
    spelt = run(("check", "imcwp-23-ukraine", "--json"), PYTHONIOENCODING=encoding).stdout
    assert json.loads(spelt.decode(encoding)) == json.loads(plain)


@pytest.mark.parametrize("arguments", [("check", "--json"), ("schema",), ("fonts",), ("--help",)])
def test_a_pipe_that_nobody_reads_ends_quietly(arguments: Sequence[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "publish", *arguments]
    done = subprocess.run(command, cwd=ROOT, stdout=writing, stderr=subprocess.PIPE, timeout=120)
    os.close(writing)
    assert done.returncode
    for word in (b"Traceback", b"BrokenPipe", b"Exception"):
        assert word not in done.stderr


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    """By the file of the error, else by the folder; where neither is known, nothing is made up."""
    error = OSError(errno.ENOSPC, "No space left on device")
    assert "the disk at /dev" in reason(error, Path("/dev/shm/not/there/yet"))
    assert "MB left" in reason(OSError(errno.ENOSPC, "No space left", str(tmp_path / "x")))
    assert reason(OSError(errno.EACCES, "Permission denied"), tmp_path) == "Permission denied"


@pytest.mark.parametrize("write", ["write_whole", "a statement", "a key"])
def test_a_file_that_does_not_fit_is_named(
    write: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system names no file when it writes: the disk that is full would not be known."""

    def full(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    monkeypatch.setattr("os.fchmod", full)
    monkeypatch.setattr(Path, "write_text", full)
    work: Callable[[], object] = {
        "write_whole": lambda: write_whole(tmp_path / "x", b"x", tmp_path),
        "a statement": lambda: create(tmp_path, "x", ["en"]),
        "a key": lambda: new_key(tmp_path / "x"),
    }[write]
    with pytest.raises(OSError, match="No space left") as caught:
        work()
    assert caught.value.filename == str(tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


def test_what_others_have_named_does_nothing_to_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m\r\u202eb.pdf").write_bytes(b"x")
    (tmp_path / "x\nerror: y").mkdir()
    (tmp_path / "x\nerror: y" / "en.md").touch()
    check = run(("check", "--content", str(tmp_path)))
    verify = run(("verify", str(tmp_path / "a\x1b[31m\r\u202eb.pdf")))
    verify_none = run(("verify", str(tmp_path / "b\x1b[31m")))
    for done in (check, verify, verify_none):
        said = (done.stdout + done.stderr).decode()
        assert done.returncode in (1, 2)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]|^error: y", said, re.M)
        assert "\\u001b" in said or done is check


def test_the_shell_completes_statements_languages_and_editions() -> None:
    def completed(*words: str) -> list[str]:
        wanted = {"COMP_WORDS": " ".join(("publish", *words)), "COMP_CWORD": str(len(words))}
        done = run((), ROOT, _PUBLISH_COMPLETE="complete_bash", **wanted)
        return done.stdout.decode().split()

    assert completed("build", "open") == ["open-shelves"]
    assert completed("build", "open-shelves", "-l", "f") == ["fa", "fr"]
    assert completed("build", "-e", "p") == ["pamphlet", "press"]
    assert completed("cat") == ["catalog"]
