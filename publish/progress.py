"""How a build is shown as it goes on: a live bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from publish.making.watching import Watch
from publish.report import built_line

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from publish.making.orders import Order, Outcome
    from publish.making.plan import Target

_MOST_NAMES = 3
"""How many texts the bar names that are being made."""


@contextmanager
def progress(*, live: bool | None = None) -> Iterator[Watch]:
    """Somebody to tell a build to; ``live`` says whether there is a terminal to draw on."""
    if live is None:
        live = sys.stderr.isatty()
    if not live:
        yield Lines(lambda line: print(line, file=sys.stderr, flush=True))
        return
    with _bar() as bar:
        yield Bar(bar)


class Lines(Watch):
    """A line for each artifact that has come."""

    def __init__(self, show: Callable[[str], None]) -> None:
        self._show = show

    def ended(self, outcome: Outcome) -> None:
        """Tell of what was made or taken from the cache."""
        for entry in outcome.made:
            self._show(built_line("made", entry))
        for entry in outcome.taken:
            self._show(built_line("taken from the cache:", entry))


class Bar(Lines):
    """The same above a bar: what is being made, how many of how many, how fast, how long yet.

    The bar is drawn anew only when it is told something. A thread of its own could hold a lock
    in the moment in which a worker is forked.
    """

    def __init__(self, bar: Progress, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(lambda line: bar.console.print(line, soft_wrap=True))
        self._bar = bar
        self._clock = clock
        self._task: TaskID | None = None
        self._left = 0
        self._at_work: dict[Target, str] = {}
        self._begun_s: float | None = None
        self._made = 0

    def planned(self, artifacts: int) -> None:
        """Begin the bar, where there is anything to make."""
        if artifacts:
            self._left = artifacts
            self._task = self._bar.add_task("getting ready", total=artifacts, pace="")
            self._bar.refresh()

    def started(self, order: Order) -> None:
        """Name the text that is being made."""
        if self._begun_s is None:
            self._begun_s = self._clock()
        self._at_work[order.target] = order.label
        self._draw()

    def ended(self, outcome: Outcome) -> None:
        """Tell of what has come, and move the bar by it, or by what has failed."""
        super().ended(outcome)
        was_ordered = self._at_work.pop(outcome.target, None)
        ordered = len(outcome.target.editions) if was_ordered else 0
        done = ordered or len(outcome.taken)
        self._made += ordered
        self._left -= done
        if done:
            self._draw(done)

    def tick(self) -> None:
        """Let time go on."""
        self._draw()

    def _draw(self, done: int = 0) -> None:
        if self._task is None:
            return
        names = list(dict.fromkeys(self._at_work.values()))
        said = ", ".join(names[:_MOST_NAMES]) + (" …" if len(names) > _MOST_NAMES else "")
        seconds = self._clock() - self._begun_s if self._begun_s is not None else 0.0
        self._bar.update(
            self._task,
            advance=done,
            description=said or "getting ready",
            pace=pace(self._made, self._left, seconds),
            refresh=True,
        )


def pace(made: int, left: int, seconds: float) -> str:
    """How fast artifacts come, and how long the rest takes at that rate.

    >>> pace(30, 90, 20.0)
    '1.5 a second, 1:00 left'
    """
    if not made or seconds <= 0:
        return ""
    minutes, rest = divmod(round(left * seconds / made), 60)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
    return f"{made / seconds:.1f} a second, {clock} left"


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[pace]}"),
        console=Console(stderr=True, highlight=False, markup=False),
        auto_refresh=False,
        transient=True,
    )
