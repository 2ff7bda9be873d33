"""The run: makes what is missing or out of date, and takes away what has lost its content."""

from __future__ import annotations

import signal
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from publish.errors import Problem
from publish.files import cannot_write
from publish.making.graph import Graph
from publish.making.kept import Keeper
from publish.making.ledger import Cleared, enter, keep_stamps
from publish.making.manifest import Entry
from publish.making.orders import Outcome
from publish.making.outcomes import Bench, Work, outcomes
from publish.making.plan import Plan
from publish.making.record import HOUSE, books, workshop
from publish.making.settings import source_date_epoch
from publish.making.stamps import Stamp, Stamps
from publish.making.survey import Gone, Item, Survey, seen_from
from publish.making.watching import Watch
from publish.making.workers import CarryOut

__all__ = ["HOUSE", "Built", "build", "idle", "source_date_epoch", "survey"]

MOST_REMEMBERED = 20_000
"""How many artifacts a build may have that is remembered to have nothing to do."""

_NOBODY = Watch()


@dataclass(frozen=True, slots=True)
class Built:
    """How a build went: what came of each text, and what was removed.

    ``unmade`` is how many artifacts are still out of date, for whatever reason; ``seen`` are
    the stamps of all files and folders that decided what was.
    """

    outcomes: tuple[Outcome, ...]
    cleared: Cleared
    problems: tuple[Problem, ...]
    unmade: int
    interrupted: bool
    seen: Mapping[str, Stamp] = field(repr=False)


def survey(
    plan: Plan, out: Path, *, force: bool = False
) -> tuple[tuple[Item, ...], tuple[Gone, ...]]:
    """What a build of ``plan`` would make or keep below ``out``, and what it would remove."""
    looked = Survey(out, Graph(plan.stamps, source_date_epoch()), force=force)
    items = tuple(item for target in plan.targets for item in looked.items(target))
    return items, tuple(looked.gone(plan))


def build(
    plan: Plan,
    out: Path,
    carry_out: CarryOut,
    *,
    cache: Keeper | None = None,
    force: bool = False,
    watch: Watch = _NOBODY,
) -> Built:
    """Have the artifacts of ``plan`` below ``out``, and its manifest say so.

    Only what is missing or out of date is made, everything with ``force``; what the ``cache``
    has is taken from there. ``carry_out`` makes the rest. A text that fails leaves its earlier
    artifacts as they were and the others unharmed; so does Ctrl-C, which keeps what is done.

    Raises PublishError where what is in ``out`` is not a build's.
    """
    epoch = source_date_epoch()
    graph = Graph(plan.stamps, epoch)
    looked = Survey(out, graph, force=force)
    works = [Work(target, looked.items(target)) for target in plan.targets]
    gone = tuple(looked.gone(plan))
    stale = sum(len(work.stale) for work in works)
    watch.planned(stale)
    if not stale and not gone:
        done = tuple(Outcome(work.target, unchanged=work.unchanged) for work in works)
        keep_stamps(out, graph.stamps, whole=plan.scope.is_all)
        return Built(done, Cleared(), plan.problems, 0, False, _seen(graph))
    with workshop(out) as shop:
        bench = Bench(out, shop, cache, graph, epoch, force)
        done, ending = _gathered(outcomes(works, bench, carry_out, watch), watch)
        items = {item.path: item for work in works for item in work.items}
        problems = [*plan.problems, *(each for outcome in done for each in outcome.problems)]
        cleared = Cleared()
        with _undisturbed():
            try:
                cleared = enter(out, shop, done, items, gone, seen_from(out, plan.content))
            except OSError as error:
                problems.append(cannot_write(out, error))
    interrupted = isinstance(ending, KeyboardInterrupt)
    if ending and not interrupted:
        raise ending
    if not interrupted:
        keep_stamps(out, graph.stamps, whole=plan.scope.is_all)
        if cache:
            cache.trim()
    made = sum(len(outcome.made) + len(outcome.taken) for outcome in done)
    once = tuple(dict.fromkeys(problems))
    return Built(done, cleared, once, stale - made, interrupted, _seen(graph))


def idle(plan: Plan, out: Path, built: Built) -> Built | None:
    """How the same build would go now that it is done: with nothing to do, by what is ``seen``.

    None where it would have something to do or to say, and where to find out takes too long.
    """
    if built.problems or built.interrupted or built.cleared.left:
        return None
    if sum(len(target.editions) for target in plan.targets) > MOST_REMEMBERED:
        return None
    stamps = Stamps(plan.stamps.known)
    entries: dict[str, Entry] = {}
    for outcome in built.outcomes:
        if outcome.unsettled:
            return None
        for entry in (*outcome.made, *outcome.taken, *outcome.unchanged):
            entries[entry.path] = entry
            if stamps.sha256(out / entry.path) != entry.sha256:
                return None
    for path in books(out):
        stamps.sha256(path)
    done = tuple(
        Outcome(
            target, unchanged=tuple(entries[str(target.path(each))] for each in target.editions)
        )
        for target in plan.targets
    )
    return Built(done, Cleared(), (), 0, False, {**built.seen, **stamps.seen})


def _gathered(
    coming: Generator[Outcome, None, None], watch: Watch
) -> tuple[tuple[Outcome, ...], BaseException | None]:
    """All outcomes until the end, and what ended it if it was not the end: Ctrl-C, say.

    Whatever that is, what is done is entered into the books first.
    """
    done: list[Outcome] = []
    try:
        with closing(coming):
            for outcome in coming:
                done.append(outcome)
                watch.ended(outcome)
    except BaseException as ending:
        return tuple(done), ending
    return tuple(done), None


def _seen(graph: Graph) -> Mapping[str, Stamp]:
    return graph.house.seen | graph.stamps.seen


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let no signal come between: an impatient second Ctrl-C waits until the books are closed."""
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM))
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
