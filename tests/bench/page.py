"""Writes docs/benchmarks.md from the figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from textwrap import fill

from bench.figures import Figures

PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"

_INTRODUCTION = """\
# Benchmarks

`make bench` measures and writes this page, all but the remarks. `make bench ONLY=cold,long`
measures some of it, and `make bench-scale` the archive of a thousand statements; what is not
measured again stays as it was.

Publish and its peers are given the same texts, the same faces and pages of the same size, and take
turns, so that a busy minute strikes all of them. Times are medians, of whole processes with their
start-up where nothing else is said; compiled modules are there, and the faces have been made ready,
as after installing. Times differ from machine to machine; ratios differ less.
"""

_REMARKS = re.compile(r"<!-- remarks -->\n.*<!-- end of remarks -->\n", re.DOTALL)
_NO_REMARKS = "<!-- remarks -->\n<!-- end of remarks -->\n"


def page(figures: Mapping[str, Figures], before: str = "") -> str:
    """The page; the remarks are taken from what it was ``before``."""
    remarks = _REMARKS.search(before)
    return "\n".join(_parts(figures, remarks[0] if remarks else _NO_REMARKS))


def write(figures: Mapping[str, Figures]) -> None:
    """Write the page, with its remarks as they are."""
    before = PAGE.read_text("utf-8") if PAGE.is_file() else ""
    PAGE.write_text(page(figures, before), "utf-8")


def _parts(figures: Mapping[str, Figures], remarks: str) -> Iterator[str]:
    yield _INTRODUCTION
    goals = [goal for each in figures.values() for goal in each.goals]
    if goals:
        yield "## Goals\n"
        rows = [(goal.work, goal.target, goal.measured, _yes(goal.met)) for goal in goals]
        yield _table(("work", "goal", "measured", "met"), rows)
    yield remarks
    for each in figures.values():
        yield f"## {each.title}\n"
        yield fill(" ".join(each.how), 100, break_on_hyphens=False) + "\n"
        yield _table(each.head, each.rows)
    if figures:
        yield "## Where this was measured\n"
    yield from _machines(figures)


def _machines(figures: Mapping[str, Figures]) -> Iterator[str]:
    """A table a machine, with the titles of what was measured on it."""
    by_machine: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for each in figures.values():
        by_machine.setdefault(tuple(each.machine.items()), []).append(each.title)
    for machine, titles in by_machine.items():
        yield f"{'; '.join(titles)}:\n"
        yield _table(("what", "which"), machine)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _yes(value: bool) -> str:
    return "yes" if value else "**no**"
