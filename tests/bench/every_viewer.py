"""Searches and copies in viewers as people do, and writes the second table of docs/text-layer.md.

    python tests/bench/every_viewer.py [--seed N] [--raise] [--show]

builds the statements of `content/` and invented texts, as `publish build` makes them, and asks the
viewers of `tests/viewers/`. `--seed` invents other texts and prints the table instead; `--raise`
raises the floors of `tests/viewers/floors.toml` to what was found, on two more sets of texts as
well; `--show` names what was not found.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from viewers.trying import Scores

ROOT = Path(__file__).resolve().parents[2]

Found = dict[str, "Scores"]
"""What was found in each viewer, by its name."""


def main() -> None:
    """Search and copy, and write what the command line asks for."""
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    from bench.told import Measuring
    from readers.texts import SEED

    Measuring(absent, measured, show, raised, 2, _lines, "viewers").main(SEED, __doc__)


def absent() -> Iterator[str]:
    """A line for each viewer that is not here."""
    from viewers.table import VIEWERS

    for viewer in VIEWERS:
        if install := viewer.lacks():
            yield f"{viewer.name} is not here: {install}"


def raised(times: Sequence[Found]) -> None:
    """Raise the floors to what was found each time."""
    from viewers.trying import raise_floors

    raise_floors({name: [each[name] for each in times] for name in times[0]})


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
    from bench.told import row
    from viewers.trying import TITLES

    languages = list(next(iter(found.values())))
    yield row("asked for", ["viewer", *languages])
    yield "|---|---|" + "---|" * len(languages)
    for kind, title in TITLES.items():
        for number, (viewer, scores) in enumerate(found.items()):
            cells = [scores[language].get(kind) for language in languages]
            counts = [f"{each.found}/{each.asked}" if each else "" for each in cells]
            yield row("" if number else title, [viewer, *counts])


if __name__ == "__main__":
    main()
