"""Writes an archive of invented statements, for tests and benchmarks.

    python tests/bench/archive.py STATEMENTS LANGUAGES OUT [--seed S] [--pages P]

makes in the folder OUT as many statements as asked for, each a folder that `publish` builds, with
a title, paragraphs, lists, numbers, dates, foreign names, signatories and events. LANGUAGES is a
number or tags with commas between them: `4`, `en,fa,el`. The same numbers and seed give the same
bytes, and a longer archive begins with all of a shorter one. Statements have 1 to 40 pages, half
of them 4 or fewer; `--pages` makes all of about one length.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Write what the command line asks for."""
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    from bench.statements import available, write_archive

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("statements", type=int)
    parser.add_argument("languages", help="a number, or tags with commas between them")
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--pages", type=float)
    asked = parser.parse_args()
    numbered = asked.languages.isdecimal()
    tags = available(int(asked.languages)) if numbered else tuple(asked.languages.split(","))
    made = write_archive(asked.statements, tags, asked.out, asked.seed, asked.pages)
    print(f"{len(made)} statements in {', '.join(tags)} below {asked.out}")


if __name__ == "__main__":
    main()
