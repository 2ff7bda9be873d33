"""Bad content: one clear message with file and line, exit 1, and nothing lost or half-written."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from support import Publish

from publish.files import sha256_of

Spoil = Callable[[Path], object]
"""Does something bad to a statement's folder."""


def facts(old: str, new: str) -> Spoil:
    """Replace a line's text in statement.toml."""

    def spoil(folder: Path) -> None:
        path = folder / "statement.toml"
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))

    return spoil


def words(extra: str | bytes) -> Spoil:
    """Add something at the end of en.md."""

    def spoil(folder: Path) -> None:
        path = folder / "en.md"
        extra_bytes = extra if isinstance(extra, bytes) else extra.encode()
        path.write_bytes(path.read_bytes() + b"\n" + extra_bytes + b"\n")

    return spoil


def replaced(name: str, content: bytes) -> Spoil:
    return lambda folder: (folder / name).write_bytes(content)


def picture_outside(folder: Path) -> None:
    (folder.parent.parent / "outside.png").write_bytes(b"\x89PNG")
    words("![A picture](../../outside.png)")(folder)


CASES: dict[str, tuple[Spoil, str]] = {
    "broken TOML": (facts("schema = 1", "schema = = 1"), r"statement\.toml:4: "),
    "unknown key": (facts("kind =", "kint ="), r"statement\.toml:6: .*kint.*kind"),
    "unknown key in a table": (
        facts('country = "MT"', 'contry = "MT"'),
        r"statement\.toml:\d+: .*contry.*country",
    ),
    "missing title": (
        replaced("en.md", b'+++\nsubtitle = "x"\n+++\n\nWords.\n'),
        r"en\.md:\d: .*title",
    ),
    "missing source language": (lambda folder: (folder / "en.md").unlink(), r"en\.md"),
    "not UTF-8": (words(b"caf\xe9"), r"en\.md:\d+: .*UTF-8"),
    "NUL byte": (words(b"a\0b"), r"en\.md:\d+: .*U\+0000"),
    "raw HTML": (words("<script>alert(1)</script>"), r"en\.md:\d+: .*HTML"),
    "raw inline HTML": (words("some <b>bold</b> words"), r"en\.md:\d+: .*HTML"),
    "picture outside the folder": (picture_outside, r"en\.md:\d+: .*outside"),
    "picture on the network": (
        words("![A picture](https://example.org/a.png)"),
        r"en\.md:\d+: .*not in the statement.s folder",
    ),
    "impossible date": (
        facts("adopted = 2024-04-14", "adopted = 2023-02-30"),
        r"statement\.toml:\d+: ",
    ),
    "schema 99": (facts("schema = 1", "schema = 99"), r"statement\.toml:4: .*99"),
    "empty words": (replaced("en.md", b""), r"en\.md.*empty"),
    "empty facts": (replaced("statement.toml", b""), r"statement\.toml.*"),
    "unassigned character": (words("a\u0378b"), r"en\.md:\d+: .*U\+0378"),
    "private-use character": (words("a\ue123b"), r"en\.md:\d+: .*U\+E123"),
    "20 MB of Markdown": (words("word " * 4_000_000), r"en\.md: .*bytes; the limit is"),
    "deep nesting": (words(">" * 50_000 + " deep"), r"en\.md:\d+: "),
}


@pytest.fixture(scope="module")
def before(publish: Publish, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A content folder with one statement, and the files built from it when it was well."""
    home = tmp_path_factory.mktemp("before")
    content = Path(__file__).parent.parent.parent / "content" / "open-shelves"
    shutil.copytree(content, home / "content" / "open-shelves")
    done = publish("build", "--content", home / "content", "-o", home / "out", "-l", "en")
    assert done.returncode == 0, done.stderr
    return home


def state(folder: Path) -> dict[str, str | None]:
    """Every file below a folder, with its hash, but for what a build has last looked at."""
    return {
        str(path.relative_to(folder)): sha256_of(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "stamps.json"
    }


@pytest.mark.parametrize(("spoil", "message"), CASES.values(), ids=CASES)
def test_one_clear_message_and_nothing_lost(
    spoil: Spoil, message: str, before: Path, tmp_path: Path, publish: Publish
) -> None:
    home = tmp_path / "home"
    shutil.copytree(before, home)
    earlier = state(home / "out")
    spoil(home / "content" / "open-shelves")
    done = publish("build", "--content", home / "content", "-o", home / "out", "-l", "en")
    errors = [line for line in done.stderr.splitlines() if line.startswith("error: ")]
    assert done.returncode == 1, done.stderr
    assert len(errors) == 1, done.stderr
    assert re.search(message, errors[0]), errors[0]
    assert "open-shelves" in errors[0]
    assert len(errors[0]) < 600
    assert "Traceback" not in done.stderr
    assert state(home / "out") == earlier


def test_a_slug_with_dots_is_refused(publish: Publish, tmp_path: Path) -> None:
    """No folder outside the content folder can be named."""
    for slug in ("..", "../content", "a/../../b"):
        done = publish("build", slug, "-o", tmp_path / "out")
        assert done.returncode in (1, 2)
        assert "Traceback" not in done.stderr
        assert slug in done.stderr
        assert not (tmp_path / "out").exists()


def test_a_broken_statement_does_not_stop_the_others(
    publish: Publish, content: Path, tmp_path: Path
) -> None:
    """The rest is built, the fault is told, and the exit status is 1."""
    (content / "open-shelves" / "statement.toml").write_text("schema = 2\n")
    out = tmp_path / "out"
    done = publish("build", "--content", content, "-o", out, "-l", "es", "-e", "pamphlet")
    assert done.returncode == 1
    assert "open-shelves/statement.toml:1" in done.stderr
    assert (out / "imcwp-23-ukraine" / "imcwp-23-ukraine.es.pamphlet.pdf").is_file()
