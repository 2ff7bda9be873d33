"""The recipes of docs/contributing.md work when they are followed to the letter."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from support import ROOT

PAGE = (ROOT / "docs" / "contributing.md").read_text("utf-8")
TAKEN = ("publish", "styles", "fonts", "content", "tests", "docs")

STEP = re.compile(
    r"^(?:`(?P<path>[^`]+)`, "
    r"(?P<how>new|at its end|(?:above|below) (?P<ticks>`+)(?P<line>.+?)(?P=ticks)):\n\n)?"
    r"```(?P<language>\w+)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be written: into which file, and where (``new``, or by a line)."""

    path: str
    how: str
    line: str | None
    text: str

    def make(self, house: Path) -> Path:
        """Do it in a copy of the project."""
        path = house / self.path
        if self.how == "new":
            assert not path.exists()
            path.write_text(self.text, "utf-8")
            return path
        lines = path.read_text("utf-8").splitlines(keepends=True)
        if self.line is None:
            at = len(lines)
        else:
            (at,) = (i for i, line in enumerate(lines) if line.lstrip().startswith(self.line))
            at += self.how.startswith("below")
        lines.insert(at, self.text)
        path.write_text("".join(lines), "utf-8")
        return path


def recipe(name: str) -> Iterator[Change | str]:
    """The steps of a recipe: changes, and commands for a shell."""
    section = PAGE.split(f"\n### {name}\n", 1)[1].split("\n### ", 1)[0]
    for step in STEP.finditer(section):
        if step["path"]:
            yield Change(step["path"], step["how"], step["line"], step["text"])
        else:
            assert step["language"] == "sh", step["text"]
            yield step["text"]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of the project, as if cloned and set up."""
    for name in TAKEN:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in ROOT.glob("*.*"):
        if path.is_file():
            shutil.copy(path, tmp_path)
    (tmp_path / ".venv").symlink_to(sys.prefix)
    return tmp_path


def shell(house: Path, commands: str) -> str:
    """What commands say in a copy; all must do well."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        ["sh", "-ec", commands],
        cwd=house,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def follow(house: Path, name: str) -> str:
    """Do all that a recipe says. What is written is in the style of the house."""
    said = ""
    written = []
    for step in recipe(name):
        if isinstance(step, Change):
            written.append(step.make(house))
        else:
            said += shell(house, step)
    code = " ".join(str(path) for path in written if path.suffix == ".py")
    if code:
        shell(house, f".venv/bin/ruff check {code}; .venv/bin/ruff format --check {code}")
    return said


def test_a_language_is_a_file(house: Path) -> None:
    follow(house, "A language")
    text = shell(house, "pdftotext build/harbour/harbour.nl.pamphlet.pdf -")
    assert "Uitgave als brochure" in text


def test_an_edition_is_a_row_and_a_sheet(house: Path) -> None:
    """It is built, judged, offered on the site, and named in every language."""
    said = follow(house, "An edition")
    assert "0 errors, 0 warnings" in said
    assert (house / "build/open-shelves/open-shelves.ar.pocket.pdf").is_file()
    for page in ("open-shelves/open-shelves.ar.html", "opds.ar.xml", "opds.ar.json"):
        assert "Pocket edition" in (house / "site" / page).read_text("utf-8"), page


def test_a_check_is_a_module_and_a_row(house: Path) -> None:
    """It sees addresses, because no row says that it should not."""
    follow(house, "A check")
    text = house / "content" / "open-shelves" / "en.md"
    text.write_text(text.read_text("utf-8") + "\nSee [here](http://example.org/).\n", "utf-8")
    said = shell(house, ".venv/bin/python -m publish check open-shelves --json")
    assert said.count('"address-insecure"') == 1


def test_a_cleaning_rule_is_a_function_and_a_row(house: Path) -> None:
    follow(house, "A cleaning rule")
    text = house / "content" / "open-shelves" / "en.md"
    text.write_text(text.read_text("utf-8") + "\nWide\u3000\u3000space.\n", "utf-8")
    said = shell(house, ".venv/bin/python -m publish check open-shelves --json")
    assert said.count("doubled-wide-spaces") == 1


def test_a_paper_is_a_row(house: Path) -> None:
    follow(house, "A paper")
    (ticket,) = (house / "runs").rglob("*.xjdf")
    assert "70" in ticket.read_text("utf-8")
