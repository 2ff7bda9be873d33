"""Measures how long it takes to impose, and how much memory.

    python tests/bench/imposition.py [PAGES]

prints, for a document of 400 pages of real text (the pages of a pamphlet again and again), the
seconds and the peak of memory that imposing it as a booklet adds.
"""

from __future__ import annotations

import resource
import sys
import time
from io import BytesIO
from pathlib import Path

import pikepdf

from publish.impose import SCHEMES, impose

ROOT = Path(__file__).resolve().parents[2]


def document(pamphlet: Path, pages: int) -> bytes:
    """A PDF of so many pages, each a page of its own with its own content."""
    with pikepdf.open(pamphlet) as source, pikepdf.new() as target:
        while len(target.pages) < pages:
            target.pages.extend(source.pages[: pages - len(target.pages)])
        for page in target.pages:
            content = page.Contents.read_bytes()
            page.Contents = target.make_stream(content + b"\n%% %d" % page.index)
        file = BytesIO()
        target.save(file)
        return file.getvalue()


def main() -> None:
    """Measure and print."""
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    (pamphlet,) = ROOT.glob("build/imcwp-23-ukraine/*.en.pamphlet.pdf")
    data = document(pamphlet, pages)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    imposed = impose(data, SCHEMES["saddle-2up"], "left", thickness_mm=0.1)
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{pages} pages, {len(data) / 1e6:.1f} MB, on {imposed.sheets} sheets: {seconds:.2f} s,")
    print(f"{after / 1024:.0f} MB at the most, of which {(after - before) / 1024:.0f} MB are new")


if __name__ == "__main__":
    main()
