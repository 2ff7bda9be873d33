"""The second build in a fresh copy of the program makes nothing, and imports next to nothing.

Python is let write what it compiles, as on any machine but one that forbids it: the dates of the
program's own folders change in the first run. Nothing here depends on the surroundings.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from support import ROOT

BUILD = ("build", "-e", "epub")
HEAVY = ("typer", "pydantic", "weasyprint", "publish.app", "publish.making.build")


@dataclass(frozen=True)
class Ran:
    """How a build went: its last line, how long it took, and what it imported."""

    said: str
    seconds: float
    imported: frozenset[str]

    @property
    def from_memory(self) -> bool:
        return not self.imported.intersection(HEAVY)


@dataclass(frozen=True)
class Checkout:
    """A copy of the program with a statement in two languages, and a cache of its own."""

    root: Path

    def build(self, *options: str, **environment: str) -> Ran:
        begun_s = time.monotonic()
        done = subprocess.run(
            [sys.executable, *options, "-X", "importtime", "-m", "publish", *BUILD],
            cwd=self.root,
            env={**self._surroundings(), **environment},
            capture_output=True,
            text=True,
            timeout=300,
        )
        seconds = time.monotonic() - begun_s
        lines = done.stderr.splitlines()
        told = [line for line in lines if not line.startswith("import time:")]
        imports = [line.split("|")[-1].strip() for line in lines if line.startswith("import time:")]
        assert done.returncode == 0, told
        return Ran(told[-1], seconds, frozenset(imports))

    def _surroundings(self) -> Mapping[str, str]:
        kept = {
            name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ
        }
        home = str(self.root.parent / "home")
        return {**kept, "HOME": home, "PYTHONPATH": str(self.root), "LC_ALL": "C.UTF-8"}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A copy in which nothing is compiled, built once."""
    root = tmp_path_factory.mktemp("second") / "tree"
    passed_over = shutil.ignore_patterns("__pycache__", "*.pyc")
    for name in ("publish", "styles", "fonts"):
        shutil.copytree(ROOT / name, root / name, ignore=passed_over)
    folder = root / "content" / "open-shelves"
    folder.mkdir(parents=True)
    for name in ("statement.toml", "en.md", "es.md"):
        shutil.copyfile(ROOT / "content" / "open-shelves" / name, folder / name)
    checkout = Checkout(root)
    first = checkout.build()
    assert first.said.startswith("2 made, 0 up to date")
    assert list((root / "publish").rglob("__pycache__")), "Python compiled nothing: a useless test"
    second = checkout.build()
    assert (second.said, second.from_memory) == ("0 made, 2 up to date, in build/", True)
    assert second.seconds < first.seconds / 2
    return checkout


@pytest.fixture
def copy(fresh: Checkout, tmp_path: Path) -> Checkout:
    """The same, to be changed: built and remembered where it stands."""
    root = tmp_path / "tree"
    shutil.copytree(fresh.root, root)
    checkout = Checkout(root)
    checkout.build()
    assert checkout.build().from_memory
    return checkout


def test_what_python_leaves_does_not_count(fresh: Checkout) -> None:
    """An upgrade leaves other compiled files; a cleaner takes all away; -B writes none."""
    package = fresh.root / "publish"
    for folder in list(package.rglob("__pycache__")):
        (folder / "gone.cpython-399.pyc").write_bytes(b"of another Python")
    (package / "making" / "old.pyc").write_bytes(b"beside its source, as long ago")
    assert fresh.build().from_memory
    for folder in list(package.rglob("__pycache__")):
        shutil.rmtree(folder)
    assert fresh.build("-B").from_memory
    assert fresh.build(PYTHONPYCACHEPREFIX=str(fresh.root.parent / "compiled")).from_memory
    assert fresh.build(PYTHONDONTWRITEBYTECODE="1").from_memory


def test_what_editors_and_desktops_leave_does_not_count(fresh: Checkout) -> None:
    """Hidden files and backups, in the program and beside the words."""
    for folder in ("publish", "publish/text", "content", "content/open-shelves", "styles"):
        for name in (".DS_Store", ".en.md.swp", ".#en.md", "en.md~"):
            (fresh.root / folder / name).write_bytes(b"left")
    assert fresh.build().from_memory


def test_a_file_that_is_only_touched_makes_nothing(copy: Checkout) -> None:
    """Its new date is looked into once, and then remembered."""
    (copy.root / "content" / "open-shelves" / "en.md").touch()
    again = copy.build()
    assert (again.said, again.from_memory) == ("0 made, 2 up to date, in build/", False)
    assert copy.build().from_memory


def test_memory_never_hides_a_change(copy: Checkout) -> None:
    """New words, a language gone, another statement, a new module: each is seen at once."""
    folder = copy.root / "content" / "open-shelves"
    words = folder / "en.md"
    words.write_text(words.read_text(encoding="utf-8") + "\nAnother paragraph.\n", encoding="utf-8")
    assert copy.build().said.startswith("1 made, 1 up to date")
    assert copy.build().from_memory
    (folder / "es.md").unlink()
    # The other names the languages that there are, so it is made anew.
    assert copy.build().said.startswith("1 made, 0 up to date, 1 removed")
    assert not list((copy.root / "build").rglob("*.es.epub"))
    assert copy.build().from_memory
    shutil.copytree(folder, copy.root / "content" / "second")
    assert copy.build().said.startswith("1 made, 1 up to date")
    assert copy.build().from_memory
    (copy.root / "publish" / "text" / "added.py").write_text('"""A module more."""\n')
    assert copy.build().said.startswith("2 made")
    assert copy.build().from_memory
