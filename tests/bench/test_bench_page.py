"""The page of figures: written from what was measured, with the remarks that people made."""

from __future__ import annotations

import sys

from bench import figures
from bench.figures import Figures, Goal
from bench.page import PAGE, page
from bench.timing import Work, in_turns, memory

MACHINE = {"date": "2026-01-02", "processor": "One, 2 cores"}
FAST = Figures(
    "Fast",
    ["It was measured so, and so."],
    ("", "s"),
    [("Publish", "0.10")],
    [Goal("all of it", "under 1 s", "0.10 s", True), Goal("half of it", "under 0 s", "1 s", False)],
    MACHINE,
)


def test_a_page_has_goals_tables_and_the_machine() -> None:
    written = page({"fast": FAST})
    assert "| all of it | under 1 s | 0.10 s | yes |" in written
    assert "| half of it | under 0 s | 1 s | **no** |" in written
    assert "## Fast\n\nIt was measured so, and so.\n\n|  | s |\n" in written
    assert "| processor | One, 2 cores |" in written


def test_remarks_stay_when_figures_are_taken_again() -> None:
    remark = "<!-- remarks -->\nA font was warm.\n<!-- end of remarks -->\n"
    before = page({"fast": FAST}).replace("<!-- remarks -->\n<!-- end of remarks -->\n", remark)
    assert remark in before
    assert page({"fast": FAST}, before) == before


def test_the_page_is_what_the_figures_say() -> None:
    """`python tests/bench/speed.py --page` writes it anew."""
    written = PAGE.read_text("utf-8")
    assert written == page(figures.kept(), written)


def test_memory_counts_every_process_and_time_is_that_of_whole_commands() -> None:
    hungry = "import time; held = bytearray(80_000_000); held[::4096] = b'x' * len(held[::4096]);"
    start = f'import subprocess, sys; subprocess.run([sys.executable, "-c", "{hungry}'
    command = [sys.executable, "-c", f'{start} time.sleep(0.4)"])']
    used = memory(Work([command]))
    assert 80 < used.largest < 130
    assert used.together >= 80
    taken = in_turns({"a nap": Work([[sys.executable, "-c", "import time; time.sleep(0.3)"]])}, 1)
    assert taken["a nap"] >= 0.3
