"""Measures where the time goes between content and files, and what a long-lived worker holds.

    python tests/bench/hot_path.py stages [--than CHECKOUT] [--rounds N] [--content DIR]
    python tests/bench/hot_path.py worker [--documents N]

``stages`` makes pamphlet, press, booklet and EPUB of every language of a statement, and prints
the CPU time of each stage: in a new process (cold), and again in the same (warm). With ``--than``
it does the same with the program of another checkout, in turn, and prints ratios. ``worker``
makes N documents in one process, each of other words, and prints its memory as it goes on.

CPU time, for other work on the machine disturbs it less; medians of the rounds.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
STATEMENT = "imcwp-23-ukraine"
MADE = ("pamphlet", "press", "booklet", "epub")

# A stage, and where its functions are looked up. Time in an inner stage is not the outer's.
STAGES = {
    "edit": ("publish.making.make:edit",),
    "markup": (
        "publish.making.make:page_markup",
        "publish.making.pressed:page_markup",
        "publish.making.pressed:slug_markup",
    ),
    "parse HTML": ("weasyprint:HTML.__init__",),
    "cascade": ("weasyprint.document:get_all_computed_styles",),
    "boxes": ("weasyprint.document:build_formatting_structure",),
    "layout": ("publish.making.make:lay_out", "publish.making.pressed:lay_out"),
    "survival": ("publish.typeset.engine:check_survival",),
    "fonts": ("weasyprint.pdf:build_fonts_dictionary",),
    "serialise": ("pydyf:PDF.write",),
    "paint": (
        "publish.making.make:write_pdf",
        "publish.making.pressed:write_pdf",
        "publish.making.pressed:write_plates",
    ),
    "press": ("publish.making.pressed:finish",),
    "impose": ("publish.making.make:impose",),
    "page list": ("publish.making.make:page_starts",),
    "cover": ("publish.making.make:_cover", "publish.making.make:title_page_picture"),
    "EPUB": ("publish.making.make:bind",),
}


class Clock:
    """CPU seconds by stage."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self._inner: list[float] = []

    def watch(self, stage: str, place: str) -> None:
        """Take the time of the function at ``module:name``, where this checkout has it."""
        module, _, name = place.partition(":")
        owner: Any = importlib.import_module(module)
        *path, last = name.split(".")
        for part in path:
            owner = getattr(owner, part)
        function = getattr(owner, last, None)
        if function is None:
            return

        @functools.wraps(function)
        def timed(*arguments: Any, **options: Any) -> Any:
            begin = time.process_time()
            self._inner.append(0.0)
            try:
                return function(*arguments, **options)
            finally:
                spent = time.process_time() - begin
                self.spent[stage] += spent - self._inner.pop()
                if self._inner:
                    self._inner[-1] += spent

        setattr(owner, last, timed)


def measure(content: Path) -> dict[str, dict[str, float]]:
    """What a process spends on its start, on the artifacts, and on the same once more."""
    begin = time.process_time()
    import publish.typeset.engine  # noqa: F401 - first: it lets the page engine start sooner
    from publish.content.load import load
    from publish.design.design import default_design
    from publish.editions import EDITIONS
    from publish.fonts.library import open_library
    from publish.making.make import make
    from publish.making.plan import Task

    clock = Clock()
    statement = load(content / STATEMENT)
    editions = tuple(EDITIONS[name] for name in MADE)
    tasks = [Task(statement, language, editions) for language in statement.languages]
    fonts = open_library()
    clock.spent["start"] = time.process_time() - begin
    for stage, places in STAGES.items():
        for place in places:
            clock.watch(stage, place)
    passes = {}
    for name in ("cold", "warm"):
        begin = time.process_time()
        for task in tasks:
            for _ in make(task, fonts, default_design()):
                pass
        clock.spent["all"] = time.process_time() - begin + clock.spent["start"]
        passes[name] = dict(clock.spent)
        clock.spent.clear()
    return passes


def stages(content: Path, than: Path | None, rounds: int) -> None:
    """Print a table of stages, this checkout's and another's in turn."""
    checkouts = [ROOT] if than is None else [than, ROOT]
    found: defaultdict[tuple[Path, str, str], list[float]] = defaultdict(list)
    for _ in range(rounds):
        for checkout in checkouts:
            done = subprocess.run(
                [sys.executable, __file__, "measure", "--content", content],
                env={**os.environ, "PYTHONPATH": str(checkout)},
                cwd="/",
                capture_output=True,
                check=True,
            )
            for name, spent in json.loads(done.stdout.splitlines()[-1]).items():
                for stage, seconds in spent.items():
                    found[checkout, name, stage].append(seconds)
    print("| stage | cold, ms | warm, ms |" + (" before | ratio |" if than else ""))
    print("|---|---|---|" + ("---|---|" if than else ""))
    for stage in ("start", *STAGES, "all"):
        now = {name: median(found[ROOT, name, stage] or [0]) for name in ("cold", "warm")}
        row = f"| {stage} | {now['cold'] * 1e3:.0f} | {now['warm'] * 1e3:.0f} |"
        if than:
            before = [median(found[than, name, stage] or [0]) for name in now]
            ratios = (
                f"{after / was:.2f}" if was else "–"
                for after, was in zip(now.values(), before, strict=True)
            )
            spans = " / ".join(f"{seconds * 1e3:.0f}" for seconds in before)
            row += f" {spans} | {' / '.join(ratios)} |"
        print(row)


def worker(documents: int) -> None:
    """Print what one process holds after every tenth part of so many different documents."""
    from dataclasses import replace

    from publish.content.load import load
    from publish.content.statement import Paragraph, Run
    from publish.design.design import default_design
    from publish.editions import EDITIONS
    from publish.fonts.library import open_library
    from publish.making.make import make
    from publish.making.plan import Task

    fonts = open_library()
    statement = load(ROOT / "content" / STATEMENT)
    editions = tuple(EDITIONS[name] for name in MADE)
    tasks = [Task(statement, language, editions) for language in statement.languages]
    for number in range(documents):
        task = tasks[number % len(tasks)]
        translation = task.statement.translations[task.language]
        more = Paragraph((Run(f"{number:x} " * (number % 40 + 1)),), line=1)
        changed = replace(translation, blocks=(*translation.blocks, more))
        others = {**task.statement.translations, task.language: changed}
        other = replace(task, statement=replace(task.statement, translations=others))
        for _ in make(other, fonts, default_design()):
            pass
        if (number + 1) % max(1, documents // 10) == 0:
            print(f"{number + 1:5} documents: {_resident_mb():.0f} MB")


def _resident_mb() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("what", choices=("stages", "worker", "measure"))
    parser.add_argument("--than", type=Path, metavar="CHECKOUT")
    parser.add_argument("--content", type=Path, default=ROOT / "content")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--documents", type=int, default=200)
    asked = parser.parse_args()
    if asked.what == "measure":
        print(json.dumps(measure(asked.content)))
    elif asked.what == "stages":
        stages(asked.content, asked.than, asked.rounds)
    else:
        worker(asked.documents)


if __name__ == "__main__":
    main()
