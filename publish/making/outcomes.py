"""What is out of date is taken from the cache where that has it, and ordered where it has not."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from publish.errors import PublishError
from publish.files import cannot_write
from publish.making.graph import Graph
from publish.making.kept import Keeper
from publish.making.manifest import Entry
from publish.making.orders import Order, Outcome, deliver, entry_of
from publish.making.plan import Target
from publish.making.stamps import Stamp
from publish.making.survey import Item
from publish.making.watching import Watch
from publish.making.workers import CarryOut


@dataclass(frozen=True, slots=True)
class Work:
    """A text with its artifacts: those that are up to date, and those that are not."""

    target: Target
    items: tuple[Item, ...]

    @property
    def stale(self) -> tuple[Item, ...]:
        """The artifacts that are to be made."""
        return tuple(item for item in self.items if item.reasons)

    @property
    def unchanged(self) -> tuple[Entry, ...]:
        """The entries of the artifacts that are up to date."""
        return tuple(item.entry for item in self.items if item.entry and not item.reasons)


@dataclass(frozen=True, slots=True)
class Bench:
    """Where a build works: its output, its folder for half-written files, its cache.

    With ``force`` nothing is taken from the cache, though what is made is put there.
    """

    out: Path
    workshop: Path
    cache: Keeper | None
    graph: Graph
    epoch: int | None
    force: bool


def outcomes(
    works: Sequence[Work], bench: Bench, carry_out: CarryOut, watch: Watch
) -> Generator[Outcome, None, None]:
    """What comes of each text: first what is there and what the cache has, then what is made."""
    orders: list[Order] = []
    for work in works:
        order, outcome = _taken(work, bench)
        yield outcome
        if outcome.ends_all:
            return
        if order.target.editions:
            orders.append(order)
    with closing(carry_out(_longest_first(orders), bench.graph.house.seen, watch)) as made:
        for outcome in made:
            yield outcome
            if outcome.ends_all:
                return


def _taken(work: Work, bench: Bench) -> tuple[Order, Outcome]:
    """A text with what of it the cache has, and the order for the rest."""
    order = _order(work, bench)
    taken: list[Entry] = []
    try:
        for item in work.stale:
            kept = bench.cache.take(item.fingerprint) if bench.cache and not bench.force else None
            entry = entry_of(work.target, item.edition, kept.entry) if kept else None
            if kept and entry:
                deliver(order, entry, kept.content, keep=False)
                taken.append(entry)
    except PublishError as error:
        order = replace(order, target=replace(order.target, editions=()))
        return order, Outcome(work.target, taken=tuple(taken), problems=error.problems)
    except OSError as error:
        problem = cannot_write(bench.out, error)
        return order, Outcome(work.target, taken=tuple(taken), problems=(problem,), ends_all=True)
    there = {entry.path for entry in taken}
    target = order.target
    editions = tuple(each for each in target.editions if str(target.path(each)) not in there)
    order = replace(order, target=replace(target, editions=editions))
    return order, Outcome(work.target, taken=tuple(taken), unchanged=work.unchanged)


def _order(work: Work, bench: Bench) -> Order:
    stale = work.stale
    seen: Mapping[str, Stamp] = bench.graph.seen(work.target) if stale else {}
    return Order(
        target=replace(work.target, editions=tuple(item.edition for item in stale)),
        fingerprints={item.path: item.fingerprint for item in stale},
        out=bench.out,
        workshop=bench.workshop,
        cache=bench.cache,
        epoch=bench.epoch,
        seen=seen,
        weight=_size(work.target.words) * len(stale),
    )


def _longest_first(orders: Sequence[Order]) -> list[Order]:
    """The orders by weight, the texts of one statement together.

    The statement whose longest text is the longest comes first, so that no worker is left
    with it at the end; a worker need not load a statement again for its next language.
    """
    heaviest: dict[Path, int] = {}
    for order in orders:
        folder = order.target.folder
        heaviest[folder] = max(order.weight, heaviest.get(folder, 0))
    return sorted(
        orders,
        key=lambda each: (-heaviest[each.target.folder], each.target.folder, -each.weight),
    )


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # its loading says what is wrong
        return 0
