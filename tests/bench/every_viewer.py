"""Searches and copies in viewers as people do, and writes the second table of docs/text-layer.md.

    python tests/bench/every_viewer.py [--seed N] [--raise] [--show]

builds the statements of `content/` and invented texts, as `publish build` makes them, and asks the
viewers of `tests/viewers/`. `--seed` invents other texts and prints the table instead; `--raise`
raises the floors of `tests/viewers/floors.toml` to what was found, on two more sets of texts as
well; `--show` names what was not found.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewers.trying import Scores

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "text-layer.md"

_TABLE = re.compile(r"(<!-- viewers -->\n).*?(<!-- end of viewers -->)", re.DOTALL)

Found = dict[str, "Scores"]
"""What was found in each viewer, by its name."""


def main() -> None:
    """Search and copy, and write what the command line asks for."""
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    from readers.texts import SEED
    from viewers.table import VIEWERS
    from viewers.trying import raise_floors

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--raise", action="store_true", dest="raising")
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    absent = [(viewer.name, install) for viewer in VIEWERS if (install := viewer.lacks())]
    if absent:
        sys.exit("\n".join(f"{name} is not here: {install}" for name, install in absent))
    found = measured(asked.seed)
    if asked.show:
        show(found)
    if asked.raising:
        others = [measured(asked.seed + number) for number in (1, 2)]
        raise_floors({name: [found[name], *(each[name] for each in others)] for name in found})
    table = "\n".join(_lines(found))
    if asked.seed != SEED:
        print(table)
    else:
        page = PAGE.read_text("utf-8")
        PAGE.write_text(_TABLE.sub(lambda old: f"{old[1]}{table}\n{old[2]}", page), "utf-8")


def measured(seed: int) -> Found:
    """What is found and copied in all viewers."""
    from readers.texts import build
    from viewers.table import VIEWERS
    from viewers.texts import sources
    from viewers.trying import tried

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        build(ROOT / "content", folder / "shipped")
        texts = sources(folder / "shipped", folder / "unseen", seed=seed)
        return {viewer.name: tried(viewer, texts) for viewer in VIEWERS}


def show(found: Found) -> None:
    """Name what was not found, some of each kind."""
    for viewer, scores in found.items():
        for language, kinds in scores.items():
            for kind, score in kinds.items():
                if score.missed:
                    print(viewer, language, kind, *score.missed[:9], sep="  ", file=sys.stderr)


def _lines(found: Found) -> Iterator[str]:
    from viewers.trying import TITLES

    languages = list(next(iter(found.values())))
    yield _row("asked for", ["viewer", *languages])
    yield "|---|---|" + "---|" * len(languages)
    for kind, title in TITLES.items():
        for number, (viewer, scores) in enumerate(found.items()):
            cells = [scores[language].get(kind) for language in languages]
            counts = [f"{each.found}/{each.asked}" if each else "" for each in cells]
            yield _row("" if number else title, [viewer, *counts])


def _row(name: str, cells: Sequence[str]) -> str:
    return f"| {name} | {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
