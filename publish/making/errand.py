"""An errand: one build on a cluster, from orders that wait to artifacts in their place."""

from __future__ import annotations

import queue
from collections import deque
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from publish.doors.seals import cache_key
from publish.errors import Place, Problem, PublishError, fault_of_the_program
from publish.files import cannot_write, sha256
from publish.making.afar import Answer, Job, carry_out
from publish.making.fingerprint import Parts, fingerprint
from publish.making.graph import Graph
from publish.making.interrupts import noted
from publish.making.kept import Kept
from publish.making.orders import Order, Outcome, deliver
from publish.making.parcel import pack
from publish.making.shared import SharedCache
from publish.making.staff import RESTART, Staff, Tell, has
from publish.making.stamps import Stamps, unchanged
from publish.making.watching import Watch

if TYPE_CHECKING:
    from distributed import Client, Future

_TICK_S = 0.2
_AHEAD = 2
"""How many orders wait at a worker for each that it is at: enough that it never waits."""

_MOST_LOSSES = 2
"""How often an order may lose all workers that could have it, before it is given up."""


@dataclass(frozen=True, slots=True)
class _Ticket:
    """An order on its way: whether its artifacts come back with the answer, and who may have it.

    ``losses`` is how often all who could have had it were lost.
    """

    order: Order
    inline: bool
    sends_parcel: bool
    only: frozenset[str] = frozenset()
    losses: int = 0


class Errand:
    """Orders that wait, and those that have been handed out to the workers of ``client``."""

    def __init__(self, client: Client, tell: Tell, watch: Watch, time_limit_s: float) -> None:
        self._client = client
        self._tell = tell
        self._watch = watch
        self._time_limit_s = time_limit_s
        self._waiting: deque[_Ticket] = deque()
        self._suspects: deque[_Ticket] = deque()
        self._running: dict[Future[Answer], _Ticket] = {}
        self._done: queue.SimpleQueue[Future[Answer]] = queue.SimpleQueue()
        self._staff = Staff(client, tell)
        self._in_cache: set[str] = set()

    def outcomes(self, orders: Sequence[Order]) -> Generator[Outcome, None, None]:
        """What comes of the orders, as it comes."""
        for order in orders:
            shared = isinstance(order.cache, SharedCache)
            self._waiting.append(_Ticket(order, inline=not shared, sends_parcel=not shared))
        try:
            with noted() as listen:
                while self._waiting or self._suspects or self._running:
                    listen()
                    self._staff.look()
                    yield from self._taken_back()
                    self._hand_out()
                    yield from self._heard()
                    self._watch.tick()
        except (PublishError, OSError) as error:
            # What is done stays done; a scheduler that is gone can be asked for no more.
            problems = error.problems if isinstance(error, PublishError) else (_lost(error),)
            yield Outcome(orders[0].target, problems=problems, ends_all=True)

    def _hand_out(self) -> None:
        """Give every worker some more than it is at."""
        while len(self._running) < len(self._staff.at_work) * (1 + _AHEAD):
            ticket = self._next()
            if ticket is None:
                return
            ticket = replace(ticket, only=self._staff.at_work)
            try:
                job = self._job(ticket)
            except OSError as error:
                raise PublishError(_unreadable(ticket.order, error)) from error
            future = self._client.submit(
                carry_out, job, workers=sorted(ticket.only), pure=False, retries=0
            )
            self._running[future] = ticket
            future.add_done_callback(self._done.put)
            self._watch.started(ticket.order)

    def _job(self, ticket: _Ticket) -> Job:
        order, target = ticket.order, ticket.order.target
        name, parcel = _parcel(target.folder, target.profile)
        shared = order.cache if isinstance(order.cache, SharedCache) else None
        if shared and not ticket.sends_parcel and name not in self._in_cache:
            shared.lay_down(name, parcel)
            self._in_cache.add(name)
        sent = parcel if ticket.sends_parcel else None
        bare = replace(order, out=None, workshop=None, cache=None, seen={})
        key = cache_key()
        own = key.name if key else None
        return Job(bare, name, sent, shared, ticket.inline, self._time_limit_s, own)

    def _next(self) -> _Ticket | None:
        """Suspects go one at a time: one that kills its worker is then found out, and alone."""
        if self._suspects and not any(ticket.losses for ticket in self._running.values()):
            return self._suspects.popleft()
        return self._waiting.popleft() if self._waiting else None

    def _taken_back(self) -> Iterator[Outcome]:
        """Take back what only workers had that are gone, for Dask would wait for them."""
        for future, ticket in tuple(self._running.items()):
            if ticket.only & self._staff.at_work or future.done():
                continue
            del self._running[future]
            future.release()
            if ticket.losses == _MOST_LOSSES:
                yield _failed(ticket.order, None, self._time_limit_s)
            else:
                self._suspects.append(replace(ticket, losses=ticket.losses + 1))

    # --- What comes back --------------------------------------------------------------

    def _heard(self) -> Iterator[Outcome]:
        """The outcome of an order that has ended within a tick, if any has."""
        try:
            future = self._done.get(timeout=_TICK_S)
        except queue.Empty:
            return
        ticket = self._running.pop(future, None)
        if ticket is None:
            return
        if future.status == "finished":
            yield from self._settled(ticket, future.result())
        elif future.status == "error":
            yield _failed(ticket.order, future.exception(), self._time_limit_s)
        else:
            raise ConnectionError("it has forgotten the build")

    def _settled(self, ticket: _Ticket, answer: Answer) -> Iterator[Outcome]:
        order = ticket.order
        if answer.outcome is not None:
            outcome = self._delivered(ticket, answer.outcome, answer.kept)
            if outcome is None:  # the shared cache has lost it
                self._waiting.appendleft(replace(ticket, inline=True))
            else:
                yield outcome
        elif answer.lacks_parcel:
            self._waiting.appendleft(replace(ticket, sends_parcel=True))
        elif (found := _differences(order, answer.parts)) is None:
            yield Outcome(order.target, problems=(_changed(order),))
        else:
            self._staff.refuse(answer.worker, RESTART if answer.stale else has(found))
            self._waiting.appendleft(ticket)

    def _delivered(
        self, ticket: _Ticket, outcome: Outcome, kept: Mapping[str, Kept]
    ) -> Outcome | None:
        """The outcome, with its artifacts in their place; None where one cannot be had."""
        order = ticket.order
        shared = order.cache if isinstance(order.cache, SharedCache) else None
        try:
            for entry in outcome.made:
                key = order.fingerprints.get(entry.path, "")
                found = kept.get(key) or (shared.take(key) if shared else None)
                if found is None or sha256(found.content) != entry.sha256:
                    return None
                deliver(order, entry, found.content, keep=key in kept)
        except PublishError as error:
            return replace(outcome, made=(), problems=error.problems)
        except OSError as error:
            return replace(
                outcome, made=(), problems=(cannot_write(order.out, error),), ends_all=True
            )
        return outcome


@lru_cache(maxsize=2)
def _parcel(folder: Path, profile: Path | None) -> tuple[str, bytes]:
    """The parcel of a statement, which its next language needs as well, and its name."""
    parcel = pack(folder, profile)
    return sha256(parcel), parcel


def _differences(order: Order, theirs: Mapping[str, Parts]) -> dict[str, tuple[str, str]] | None:
    """What a worker has otherwise than we: (ours, its) by part; None where we have changed."""
    graph = Graph(Stamps(), order.epoch)
    found: dict[str, tuple[str, str]] = {}
    for edition in order.target.editions:
        path = str(order.target.path(edition))
        ours, its = graph.parts(order.target, edition), theirs.get(path, {})
        if fingerprint(path, ours) != order.fingerprints[path]:
            return None
        for name in ours.keys() | its.keys():
            pair = ours.get(name, ""), its.get(name, "")
            if theirs and pair[0] != pair[1]:
                found[name] = pair
    return None if any(name.startswith(_OF_CONTENT) for name in found) else found


_OF_CONTENT = ("content ", "languages ", "option ")
"""Kinds of parts that come with the order."""


# --- Problems ----------------------------------------------------------------------------


def _failed(order: Order, error: BaseException | None, time_limit_s: float) -> Outcome:
    from distributed.scheduler import KilledWorker

    if error is None or isinstance(error, KilledWorker):
        what = f"every worker that was at it died, or took longer than {time_limit_s:g} seconds"
    else:
        what = fault_of_the_program(error)
    problem = Problem(
        f"the text was not made: {what}.",
        Place(order.target.words),
        "Build it without --cluster: that shows what is wrong.",
    )
    return Outcome(order.target, problems=(problem,))


def _changed(order: Order) -> Problem:
    what = "the program was" if unchanged(order.seen) else "its content was"
    return Problem(
        f"{what} changed while the text was being built.",
        Place(order.target.words),
        "Run the command again.",
    )


def _unreadable(order: Order, error: OSError) -> Problem:
    return Problem(f"it cannot be read: {error}.", Place(order.target.folder))


def _lost(error: OSError) -> Problem:
    return Problem(
        f"the scheduler is gone: {error}.",
        remedy="What is done is kept. Start it again and run the command again.",
    )
