"""Would the tests notice? A sample of small changes to modules, and those that no test sees.

``make mutants`` changes one operator, constant or condition at a time, in a copy of the program,
and runs the tests of the room that the module is in. What survives is shown: either a test is
missing there, or the change makes no difference.
"""

from __future__ import annotations

import argparse
import ast
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

ROOT: Final = Path(__file__).parent.parent
MODULES: Final = (
    "publish/serving/ranges.py",
    "publish/collate/figures.py",
    "publish/checks/typography/brackets.py",
    "publish/fonts/coverage.py",
)
_SILENT: Final = {"annotation", "returns", "decorator_list"}
"""What a change in makes no difference to what a program does, or none that matters."""
_TURNED: Final[Mapping[type[ast.AST], type[ast.AST]]] = {
    **{ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt},
    **{ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In},
    **{ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And},
    **{ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.Mod: ast.Mult},
    **{ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.FloorDiv: ast.Mult},
}
"""What stands for an operator in its stead."""

COPIED: Final = ("publish", "tests", "styles", "fonts", "content", "docs", "pyproject.toml")
"""What the tests of a room look at."""


@dataclass(frozen=True, slots=True, order=True)
class Mutant:
    """A module with one change: where it is, how it was and is, and the source that has it."""

    module: str
    line: int
    said: str
    changed: str


def mutants(module: str) -> Iterator[Mutant]:
    """Every change of one thing in a module."""
    tree = ast.parse((ROOT / module).read_text("utf-8"))
    silent = {
        id(inner)
        for node in ast.walk(tree)
        for field in _SILENT
        for each in _several(getattr(node, field, []))
        for inner in ast.walk(each)
    }
    for number, node in enumerate(ast.walk(tree)):
        if id(node) in silent:
            continue
        for field, value in ast.iter_fields(node):
            for place, old in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if (new := _changed(node, field, old)) is None:
                    continue
                copy = deepcopy(tree)
                twin = next(each for at, each in enumerate(ast.walk(copy)) if at == number)
                if place is None:
                    setattr(twin, field, new)
                else:
                    getattr(twin, field)[place] = new
                said = f"{_head(node)}  ->  {_head(twin)}"
                yield Mutant(module, getattr(node, "lineno", 0), said, ast.unparse(copy))


def _several(value: ast.AST | list[ast.AST] | None) -> list[ast.AST]:
    return value if isinstance(value, list) else [value] if value else []


def _head(node: ast.AST) -> str:
    return ast.unparse(node).partition("\n")[0]


def _changed(node: ast.AST, field: str, old: object) -> object:
    """What stands in a field instead, None where nothing is to be changed."""
    if isinstance(old, ast.AST) and type(old) in _TURNED:
        return _TURNED[type(old)]()
    match node, field, old:
        case ast.Constant(), "value", bool():
            return not old
        case ast.Constant(), "value", int():
            return old + 1
        case ((ast.If() | ast.IfExp() | ast.While()), "test", ast.expr()):
            return ast.UnaryOp(ast.Not(), old)
        case ast.Return(), "value", ast.expr() if not isinstance(old, ast.Constant):
            return ast.Constant(None)
    return None


def seconds(house: Path, tests: str, longest_s: float | None = None) -> float | None:
    """How long these tests take in a copy of the program; None if one fails, or all take longer."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", tests]
    surroundings = os.environ | {"PYTHONPATH": str(house), "PYTHONDONTWRITEBYTECODE": "1"}
    began = time.monotonic()
    try:
        done = subprocess.run(
            command,
            cwd=house,
            env=surroundings,
            capture_output=True,
            timeout=longest_s,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    return None if done.returncode else time.monotonic() - began


def survivors(house: Path, chosen: Iterable[Mutant], tests: str | None) -> Iterator[Mutant]:
    """Those of the changes that pass the tests of their room, or those that are named.

    What makes them run for more than three times as long has been noticed as well.
    """
    usual: dict[str, float | None] = {}
    for mutant in chosen:
        run = tests or f"tests/{Path(mutant.module).parts[1].removesuffix('.py')}"
        if run not in usual:
            usual[run] = seconds(house, run)
        if (longest_s := usual[run]) is None:
            sys.exit(f"{run} fails before anything is changed.")
        path = house / mutant.module
        sound = path.read_bytes()
        path.write_text(mutant.changed, "utf-8")
        if seconds(house, run, 3 * longest_s + 10):
            yield mutant
        path.write_bytes(sound)


def main() -> int:
    """Try a sample, print what survives, and end with a status of 1 where anything does."""
    ask = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    ask.add_argument("modules", nargs="*", default=MODULES, metavar="MODULE")
    ask.add_argument("-n", type=int, default=30, help="how many changes (default: 30)")
    ask.add_argument("--seed", type=int, default=0, help="which of them (default: 0)")
    ask.add_argument("--tests", help="run these tests (default: those of the module's room)")
    asked = ask.parse_args()
    every = [each for module in asked.modules for each in mutants(module)]
    chosen = sorted(Random(asked.seed).sample(every, min(asked.n, len(every))))
    left = 0
    with tempfile.TemporaryDirectory() as folder:
        house = Path(folder)
        for path in (ROOT / name for name in COPIED):
            (shutil.copytree if path.is_dir() else shutil.copy)(path, house / path.name)
        for mutant in survivors(house, chosen, asked.tests):
            left += 1
            print(f"{mutant.module}:{mutant.line}: {mutant.said}", flush=True)
    print(f"{left} of {len(chosen)} survive; {len(every)} were to choose from.")
    return bool(left)


if __name__ == "__main__":
    sys.exit(main())
