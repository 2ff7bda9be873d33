"""Measures what every reader finds in pamphlets, and writes the table of docs/text-layer.md.

    python tests/bench/every_reader.py [--seed N] [--raise] [--show]

builds the statements of `content/` and invented texts in nineteen languages, as `publish build`
makes them, and asks all readers of `tests/readers/`. `--seed` invents other texts and prints the
table instead; `--raise` raises the floors of `tests/readers/floors.toml` to what was found, on
three more sets of texts as well; `--show` names the words that were lost.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from math import floor
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from readers.measure import Measured
    from readers.texts import Example

ROOT = Path(__file__).resolve().parents[2]

Found = dict[str, "dict[Example, Measured]"]
"""What each reader, by its name, found in each text."""


def main() -> None:
    """Measure, and write what the command line asks for."""
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    from bench.told import Measuring
    from readers.table import absent
    from readers.texts import SEED

    Measuring(absent, measured, show, raised, 3, _lines, "readers").main(SEED, __doc__)


def raised(times: Sequence[Found]) -> None:
    """Raise the floors to what was found each time."""
    from readers.trying import by_language, raise_floors

    raise_floors({name: [by_language(each[name]) for each in times] for name in times[0]})


def measured(seed: int) -> Found:
    """What all readers find in all pamphlets: of statements that are shipped, of invented texts."""
    from readers.table import READERS
    from readers.texts import build, shipped, unseen
    from readers.trying import tried

    content = ROOT / "content"
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        build(content, folder / "shipped")
        texts = [*shipped(content, folder / "shipped"), *unseen(folder / "unseen", seed=seed)]
        return {reader.name: tried(reader, texts) for reader in READERS}


def show(found: Found) -> None:
    """Name the words that were lost, some of each text."""
    for reader, texts in found.items():
        for text, measured in texts.items():
            if measured.lost:
                print(reader, text.name, *measured.lost[:9], sep="  ", file=sys.stderr)


def _lines(found: Found) -> Iterator[str]:
    from bench.told import row

    yield f"| text | {' | '.join(found)} |"
    yield "|---|" + "---|" * len(found)
    for text in next(iter(found.values())):
        yield row(text.name, [_shares(each[text]) for each in found.values()])
    yield row("marks on a page, at most", [str(_most(each)) for each in found.values()])
    yield row(
        "marks within words",
        [str(sum(text.inside for text in each.values())) for each in found.values()],
    )


def _shares(found: Measured) -> str:
    shares = (found.words, found.order, found.signs)
    words, order, signs = (f"{floor(round(each * 10, 6)) / 10:g}" for each in shares)
    if signs != words:
        return f"{words} · {order} · {signs}"
    return words if words == order else f"{words} · {order}"


def _most(found: Mapping[Example, Measured]) -> int:
    return max(text.marks for text in found.values())


if __name__ == "__main__":
    main()
