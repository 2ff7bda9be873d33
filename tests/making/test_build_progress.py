"""What a person sees while a build goes on."""

from __future__ import annotations

import io
import threading
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from publish import progress
from publish.errors import Problem
from publish.making.orders import Order, Outcome
from publish.making.plan import Scope, Target, plan
from publish.progress import Bar, pace


@pytest.mark.parametrize(
    ("made", "left", "seconds", "said"),
    [
        (0, 10, 3.0, ""),
        (4, 12, 2.0, "2.0 a second, 0:06 left"),
        (30, 90, 20.0, "1.5 a second, 1:00 left"),
        (10, 80_000, 5.0, "2.0 a second, 11:06:40 left"),
    ],
)
def test_the_pace_tells_rate_and_remaining_time(
    made: int, left: int, seconds: float, said: str
) -> None:
    assert pace(made, left, seconds) == said


def shown(small: Path, clerk: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a terminal has been sent after two of the small content's four texts."""
    terminal = io.StringIO()
    monkeypatch.setattr(
        "rich.console.Console",
        lambda **_: Console(file=terminal, force_terminal=True, width=100, color_system=None),
    )
    threads = threading.active_count()
    clock = iter(range(100))
    targets = plan(small, Scope(editions=("pamphlet",))).targets
    with progress._bar() as drawn:
        bar = Bar(drawn, lambda: float(next(clock)))
        bar.planned(4)
        orders = [_order(target, small) for target in targets]
        bar.started(orders[0])
        bar.started(orders[1])
        bar.ended(clerk.fulfil(orders[0]))
        bar.ended(Outcome(orders[1].target, problems=(Problem("no"),)))
        bar.tick()
        assert threading.active_count() == threads
    return terminal.getvalue()


def _order(target: Target, small: Path) -> Order:
    return Order(target, {}, small.parent / "out", small.parent / "tmp", None)


def test_a_bar_names_what_is_made_and_counts_what_is_done(
    small: Path, clerk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It needs no thread, which a fork would not survive; what has failed is done with too."""
    said = shown(small, clerk, monkeypatch)
    assert "getting ready" in said
    assert "bread en, bread es" in said
    assert "made bread/bread.en.pamphlet.pdf (1 kB)" in said
    assert "2/4" in said
    assert "a second" in said
    assert "left" in said
