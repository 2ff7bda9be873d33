"""Measures how fast Publish and its peers are, and writes docs/benchmarks.md.

    python tests/bench/speed.py [--only STEP,...] [--page]

runs the steps of `make bench`, or those that are named: {steps}. `scale`, of a thousand
statements, runs only when it is named. What was measured is kept in figures.json, from which the
page is written, `--page` without measuring anything.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Run the steps that the command line asks for."""
    sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
    from bench import figures, page
    from bench.long_statement import long
    from bench.many_statements import on_a_cluster, on_paper, scale, warm
    from bench.one_statement import again, change, from_nothing
    from bench.workbench import workbench

    measures = (from_nothing, warm, again, change, scale, on_a_cluster, long, on_paper)
    steps = dict(zip(figures.STEPS, measures, strict=True))
    usual = [name for name in steps if name != "scale"]
    parser = argparse.ArgumentParser(
        description=(__doc__ or "").format(steps=", ".join(steps)),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--only", metavar="STEP,...", help="only these steps")
    parser.add_argument("--page", action="store_true", help="write the page anew, and no more")
    asked = parser.parse_args()
    chosen = asked.only.split(",") if asked.only else usual
    if unknown := set(chosen) - steps.keys():
        parser.error(
            f"there are no steps {', '.join(sorted(unknown))}; there are {', '.join(steps)}"
        )
    if not asked.page:
        _look_for_peers()
        with workbench() as bench:
            for name in chosen:
                start = time.monotonic()
                print(f"{name} ...", file=sys.stderr, flush=True)
                figures.keep(name, steps[name](bench))
                print(f"{name}: {time.monotonic() - start:.0f} s", file=sys.stderr, flush=True)
    page.write(figures.kept())


def _look_for_peers() -> None:
    """A page without one of the peers would say less than it seems to."""
    absent = [name for name in ("typst", "playwright", "distributed") if not find_spec(name)]
    absent += [name for name in ("chromium", "pdftotext") if not shutil.which(name)]
    if absent:
        sys.exit(f"Not installed: {', '.join(absent)}. `make bench` installs them.")


if __name__ == "__main__":
    main()
