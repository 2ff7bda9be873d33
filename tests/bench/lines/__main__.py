"""Measures how even the lines and pages of PDFs are, whoever made them, and prints tables.

    python tests/bench/lines FILE.pdf... [--worst N]
    python tests/bench/lines --all [--as-before]
    python tests/bench/lines --page

Spaces are in units of the natural one. `--worst` shows the loosest lines of each file. `--all`
measures Publish and its peers on all texts and writes docs/lines.md; `--as-before` keeps that as
what later figures are compared with. `--page` writes the page anew, and no more.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def main() -> None:
    """Measure what the command line names."""
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    asked = _asked()
    if asked.all or asked.page:
        from bench.lines import page

        if asked.all:
            page.keep(page.measure(), before=asked.as_before)
        page.write()
    else:
        _show(asked.files, asked.worst)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--worst", type=int, default=0, metavar="N")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--page", action="store_true")
    parser.add_argument("--as-before", action="store_true")
    asked = parser.parse_args()
    if bool(asked.files) == (asked.all or asked.page):
        parser.error("name PDFs, or say --all")
    return asked


def _show(files: Sequence[Path], count: int) -> None:
    from bench.lines import table
    from bench.lines.evenness import loosest
    from bench.lines.figures import Figures, figures_of
    from bench.lines.glyphs import read

    drawn = {path: read(path.read_bytes()) for path in files}
    found = {path.name.removesuffix(".pdf"): figures_of(own) for path, own in drawn.items()}
    print(table.all_of({**found, "all": sum(found.values(), Figures())}))
    for path, own in drawn.items():
        for line in loosest(own, count):
            print(f"{path.name} page {line.page}: {line.ratio or 0:.2f}  {line.text}")


if __name__ == "__main__":
    main()
