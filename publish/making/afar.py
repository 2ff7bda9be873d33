"""Afar: the end of a cluster where orders are carried out, in the process of a worker.

A job holds all that it needs, for a worker shares no folder with the machine that sent it. What
comes back is whole: entries with their bytes, unless those are in a cache that both can reach.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import publish
from publish.doors.seals import cache_key
from publish.errors import Place, Problem
from publish.making.fingerprint import Parts, fingerprint
from publish.making.kept import Kept
from publish.making.loaded import Loaded
from publish.making.orders import Order, Outcome, fulfil
from publish.making.parcel import unpack
from publish.making.shared import SharedCache

TOO_LONG = 75
"""The status with which a worker ends that has been at one text for too long."""

_PARCELS = 8
"""How many statements a worker keeps laid out."""

_TURN = threading.Lock()
"""The text engine sets one text at a time in a process, however many threads a worker has."""


@dataclass(frozen=True, slots=True)
class Job:
    """An order, with its content: a parcel, or its name in the ``shared`` cache.

    ``inline`` says that the artifacts are to come back with the answer. So they do where this
    worker does not have the key of that name: the sender would not know them as its own.
    """

    order: Order
    parcel_name: str
    parcel: bytes | None
    shared: SharedCache | None
    inline: bool
    time_limit_s: float
    key_name: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a job, from the ``worker`` at this address.

    ``parts`` are there instead of an outcome where the worker would make something else: by
    path, what it has for each part of the artifact. ``stale`` says that its program has
    changed since it was started. ``kept`` are the artifacts by fingerprint.
    """

    worker: str
    outcome: Outcome | None = None
    kept: Mapping[str, Kept] = field(default_factory=dict)
    parts: Mapping[str, Parts] = field(default_factory=dict)
    stale: bool = False
    lacks_parcel: bool = False


@dataclass(frozen=True, slots=True)
class _Basket:
    """Takes the place of a cache: what is put into it goes back with the answer."""

    kept: dict[str, Kept] = field(default_factory=dict)

    def take(self, key: str) -> Kept | None:
        return self.kept.get(key)

    def put(self, key: str, kept: Kept) -> None:
        self.kept[key] = kept

    def trim(self) -> None:
        """Nothing is too much."""


def greet() -> str:
    """The version of Publish that is here."""
    return publish.__version__


def carry_out(job: Job) -> Answer:
    """Carry out a job in the process of a Dask worker."""
    from distributed import get_worker

    worker = get_worker()
    with _TURN, _within(job.time_limit_s):
        return replace(_answer(job, Path(worker.local_directory)), worker=worker.address)


def _answer(job: Job, room: Path) -> Answer:
    parcel = job.parcel if job.parcel is not None else _fetched(job)
    if parcel is None:
        return Answer("", lacks_parcel=True)
    order, target = job.order, job.order.target
    place = room / "publish" / job.parcel_name
    folder, profile = unpack(parcel, place, target.slug)
    _make_room(place)
    moved = replace(target, folder=folder, profile=profile)
    parts = _loaded().parts(moved, order.epoch)
    if _loaded().is_stale():
        return Answer("", stale=True)
    if any(fingerprint(path, own) != order.fingerprints[path] for path, own in parts.items()):
        return Answer("", parts=parts)
    basket = _Basket()
    own = cache_key()
    known = own is not None and own.name == job.key_name
    shelf = job.shared if job.shared and known and not job.inline else basket
    outcome = fulfil(replace(order, target=moved, out=None, workshop=None, cache=shelf, seen={}))
    problems = tuple(_moved_back(each, folder, target.folder) for each in outcome.problems)
    return Answer("", replace(outcome, target=target, problems=problems), basket.kept)


def _fetched(job: Job) -> bytes | None:
    """The parcel from the shared cache."""
    return job.shared.pick_up(job.parcel_name) if job.shared else None


def _make_room(newest: Path) -> None:
    """Keep the statements that were laid out last."""
    os.utime(newest)
    places = sorted(newest.parent.iterdir(), key=lambda place: place.stat().st_mtime_ns)
    for place in places[:-_PARCELS]:
        shutil.rmtree(place, ignore_errors=True)


def _moved_back(problem: Problem, here: Path, there: Path) -> Problem:
    """A problem that speaks of files where the sender has them."""
    place = problem.place
    if place and place.path.is_relative_to(here):
        place = Place(there / place.path.relative_to(here), place.line)
    said = problem.message.replace(str(here), str(there))
    remedy = problem.remedy and problem.remedy.replace(str(here), str(there))
    return Problem(said, place, remedy)


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """End this process where it takes longer; its nanny starts another, Dask tries elsewhere."""
    timer = threading.Timer(seconds, os._exit, [TOO_LONG])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@cache
def _loaded() -> Loaded:
    return Loaded()
