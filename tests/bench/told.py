"""What measures of text have in common: their command line, their floors, their table in a page."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "text-layer.md"

Found = TypeVar("Found")
"""What is measured of one set of texts."""


@dataclass(frozen=True, slots=True)
class Measuring(Generic[Found]):
    """How something is measured of the texts of a seed, shown, held and written.

    ``absent`` has a line for what is not installed; ``others`` is on how many more sets of texts
    floors are raised; ``table`` is the name of the table in the page.
    """

    absent: Callable[[], Iterator[str]]
    measured: Callable[[int], Found]
    show: Callable[[Found], None]
    raise_floors: Callable[[Sequence[Found]], None]
    others: int
    lines: Callable[[Found], Iterator[str]]
    table: str

    def main(self, seed: int, about: str | None) -> None:
        """Measure, and write what the command line asks for; ``seed`` is that of the page."""
        parser = argparse.ArgumentParser(
            description=about, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        parser.add_argument("--seed", type=int, default=seed)
        parser.add_argument("--raise", action="store_true", dest="raising")
        parser.add_argument("--show", action="store_true")
        asked = parser.parse_args()
        if missing := list(self.absent()):
            sys.exit("\n".join(missing))
        found = self.measured(asked.seed)
        if asked.show:
            self.show(found)
        if asked.raising:
            more = range(asked.seed + 1, asked.seed + self.others + 1)
            self.raise_floors([found, *map(self.measured, more)])
        table = "\n".join(self.lines(found))
        if asked.seed != seed:
            print(table)
            return
        whole = re.compile(
            rf"(<!-- {self.table} -->\n).*?(<!-- end of {self.table} -->)", re.DOTALL
        )
        page = PAGE.read_text("utf-8")
        PAGE.write_text(whole.sub(lambda old: f"{old[1]}{table}\n{old[2]}", page), "utf-8")


def row(name: str, cells: Sequence[str]) -> str:
    """A row of a table."""
    return f"| {name} | {' | '.join(cells)} |"
