"""How many lines of each room its own tests run, and all tests together (``make coverage``).

Each folder of tests runs by itself, with every process that it starts. No number is asked for: a
low one says where to look, and a test that is written for a number protects nothing.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coverage import Coverage

TESTS: Final = Path(__file__).parent
ROOT: Final = TESTS.parent
DATA: Final = ROOT / ".coverage"
"""Where it is noted which lines ran, in a file for each folder of tests."""

OWN: Final[Mapping[str, str]] = {
    "__main__": "whole",
    "app": "whole",
    "cli": "whole",
    "commands": "whole",
    "report": "whole",
    "disks": "whole",
    "progress": "making",
    "files": "making",
    "resources": "making",
    "errors": "content",
    "faults": "doors",
}
"""The tests of rooms that have no folder of this name: they are seen through another room."""


@dataclass(frozen=True, slots=True)
class Row:
    """A room: how many of its lines can run, and which share of them did.

    ``own`` is by the tests named ``tests``, None where these did not run.
    """

    room: str
    tests: str
    lines: int
    own: float | None
    all: float

    def __str__(self) -> str:
        own = "-" if self.own is None else f"{self.own:.0%}"
        return f"{self.room:12} {self.lines:6} {own:>5} by tests/{self.tests:12} {self.all:>5.0%}"


def rooms(package: Path) -> dict[str, list[Path]]:
    """The modules of every room: a folder, or a module that stands alone."""
    found = {
        path.stem: sorted(path.rglob("*.py")) if path.is_dir() else [path]
        for path in sorted(package.iterdir())
        if path.is_dir() or path.suffix == ".py"
    }
    return {room: paths for room, paths in found.items() if paths and room != "__init__"}


def run(folders: Iterable[str], options: Sequence[str]) -> Iterator[str]:
    """Run each folder of tests, note what it ran, and name those that failed."""
    shutil.rmtree(DATA, ignore_errors=True)
    DATA.mkdir()
    for folder in folders:
        note = f"--data-file={DATA / folder}"
        print(f"tests/{folder}", file=sys.stderr)
        command = ["run", note, "-m", "pytest", "-q", *options, f"tests/{folder}"]
        done = subprocess.run([sys.executable, "-m", "coverage", *command], cwd=ROOT, check=False)
        combine = ["combine", "-q", note]
        subprocess.run([sys.executable, "-m", "coverage", *combine], cwd=ROOT, check=True)
        if done.returncode:
            yield folder


def missed(notes: Iterable[Path], modules: Iterable[Path]) -> dict[Path, tuple[set[int], set[int]]]:
    """By module: the lines that can run, and those of them that did in none of the notes."""
    coverage = Coverage(data_file=None, config_file=ROOT / "pyproject.toml")
    coverage.combine([str(note) for note in notes], keep=True)
    found = {}
    for module in modules:
        _, lines, _, missing, _ = coverage.analysis2(str(module))
        found[module] = set(lines), set(missing)
    return found


def table(package: Path, data: Path) -> Iterator[Row]:
    """The rooms of a package by what is noted in a folder, one note for each folder of tests."""
    notes = {note.name: note for note in data.iterdir()}
    houses = rooms(package)
    by_all = missed(notes.values(), [module for modules in houses.values() for module in modules])
    for room, modules in houses.items():
        tests = OWN.get(room, room)
        own = missed([notes[tests]], modules) if tests in notes else None
        lines = sum(len(by_all[module][0]) for module in modules)
        if lines:
            every = _share({module: by_all[module] for module in modules})
            yield Row(room, tests, lines, _share(own) if own else None, every)


def _share(found: Mapping[Path, tuple[set[int], set[int]]]) -> float:
    lines = sum(len(all_) for all_, _ in found.values())
    return 1 - sum(len(missing) for _, missing in found.values()) / lines


def main(arguments: Sequence[str]) -> int:
    """Run the folders that are named, or all; what begins with a dash is for pytest."""
    options = [each for each in arguments if each.startswith("-")]
    every = sorted({path.relative_to(TESTS).parts[0] for path in TESTS.rglob("*/test_*.py")})
    named = [each for each in arguments if not each.startswith("-")]
    failed = list(run(named or every, options))
    print("room          lines   own tests               all that ran")
    print(*table(ROOT / "publish", DATA), sep="\n")
    if failed:
        print(f"Counted as far as they ran, for tests failed: {', '.join(failed)}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
