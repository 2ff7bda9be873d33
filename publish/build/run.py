"""The run: makes what is missing or out of date, a text at a time, on several cores."""

from __future__ import annotations

import json
import multiprocessing
import os
import shutil
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from pathlib import Path

from publish.build import manifest
from publish.build.files import sha256, sha256_of, write_whole
from publish.build.fingerprint import fingerprint, sources
from publish.build.make import make
from publish.build.manifest import Entry, Manifest, Source
from publish.build.plan import Task
from publish.editions import Edition
from publish.errors import Place, Problem, PublishError
from publish.fonts.library import open_library

HOUSE = ".publish"
"""The folder below the output for what the build keeps for itself."""

Report = Callable[["Outcome"], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one task: what was made, what was already there, or what went wrong."""

    task: Task
    made: tuple[Entry, ...] = ()
    unchanged: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """A task as a worker gets it: with where to put things, and each edition's fingerprint."""

    task: Task
    out: Path
    sources: tuple[Source, ...]
    fingerprints: dict[str, str]
    epoch: int | None


def build(
    tasks: Sequence[Task],
    out: Path,
    *,
    jobs: int | None = None,
    force: bool = False,
    report: Report = lambda _: None,
) -> tuple[Outcome, ...]:
    """Make the artifacts of ``tasks`` below ``out`` and bring its manifest up to date.

    Only what is missing or out of date is made, everything with ``force``. ``jobs`` is the
    number of processes, by default one a core. ``report`` hears of each task as it ends.
    A task that fails leaves its earlier artifacts as they were and the others unharmed.
    """
    epoch = source_date_epoch()
    before = manifest.read(out)
    keys = {} if force else _read_keys(out)
    try:
        outcomes = []
        orders = []
        for task in tasks:
            order, unchanged = _order(task, out, before, keys, epoch)
            if order.task.editions:
                orders.append((order, unchanged))
            else:
                outcomes.append(Outcome(task, unchanged=unchanged))
                report(outcomes[-1])
        for outcome in _carry_out(orders, jobs or os.cpu_count() or 1):
            outcomes.append(outcome)
            report(outcome)
    finally:
        shutil.rmtree(out / HOUSE / "tmp", ignore_errors=True)
    if orders:
        _record(out, before, outcomes, [order for order, _ in orders])
    return tuple(outcomes)


def source_date_epoch() -> int | None:
    """SOURCE_DATE_EPOCH, which fixes every date in the files (reproducible-builds.org)."""
    value = os.environ.get("SOURCE_DATE_EPOCH")
    if not value:
        return None
    if not value.isdecimal():
        raise PublishError(
            Problem(
                f'SOURCE_DATE_EPOCH is "{value}", which is not a number of seconds.',
                remedy="Set it to seconds since 1970-01-01 UTC, or unset it.",
            )
        )
    return int(value)


def _order(
    task: Task,
    out: Path,
    before: Manifest,
    keys: dict[str, str],
    epoch: int | None,
) -> tuple[Order, tuple[Entry, ...]]:
    """The order for what is out of date in a task, and the entries that are not."""
    made_from = sources(task.statement, task.language)
    stale: list[Edition] = []
    unchanged: list[Entry] = []
    fingerprints: dict[str, str] = {}
    for edition in task.editions:
        path = str(task.path(edition))
        profile = task.profile if edition.writer == "press" else None
        with_fonts = task.epub_fonts or edition.writer != "book"
        languages = task.statement.languages
        key = fingerprint(made_from, languages, path, epoch, profile, with_fonts=with_fonts)
        entry = before.entry(path)
        if entry and keys.get(path) == key and sha256_of(out / path) == entry.sha256:
            unchanged.append(entry)
        else:
            stale.append(edition)
            fingerprints[path] = key
    task = replace(task, editions=tuple(stale))
    return Order(task, out, made_from, fingerprints, epoch), tuple(unchanged)


def _carry_out(orders: list[tuple[Order, tuple[Entry, ...]]], jobs: int) -> Iterator[Outcome]:
    if not orders:
        return
    open_library()  # the faces are made ready once, not by every worker
    if jobs == 1 or len(orders) == 1:
        for order, unchanged in orders:
            yield replace(_fulfil(order), unchanged=unchanged)
        return
    # A server that has the engine loaded forks the workers: start-up is paid once, and
    # no thread of this process is carried into them.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "weasyprint"])
    pool = ProcessPoolExecutor(min(jobs, len(orders)), mp_context=context, initializer=_quiet)
    # No more is handed over than can be worked on: an order that waits half-written in the
    # pipe when a worker dies would hang the pool (CPython issue 94777).
    waiting = deque(orders)
    running: dict[Future[Outcome], tuple[Order, tuple[Entry, ...]]] = {}
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                order, unchanged = waiting.popleft()
                running[_submit(pool, order)] = order, unchanged
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                order, unchanged = running.pop(future)
                yield replace(_outcome(future, order.task), unchanged=unchanged)
    finally:
        pool.shutdown(cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, order: Order) -> Future[Outcome]:
    """The future outcome of an order; a failed one where the pool has broken down."""
    try:
        return pool.submit(_fulfil, order)
    except BrokenProcessPool as error:
        failed: Future[Outcome] = Future()
        failed.set_exception(error)
        return failed


def _outcome(future: Future[Outcome], task: Task) -> Outcome:
    try:
        return future.result()
    except BrokenProcessPool:
        problem = Problem(
            f"the text in {task.language} was not made, because a process has died.",
            Place(task.statement.folder),
            "Run the command again; with -j 1 it shows which text is to blame.",
        )
        return Outcome(task, problems=(problem,))


def _quiet() -> None:
    """Leave Ctrl-C to the parent, which ends the workers in order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _fulfil(order: Order) -> Outcome:
    """Make the artifacts of one order and put them in place once all of them are made."""
    task = order.task
    try:
        artifacts = tuple(make(task, open_library(), order.epoch))
    except PublishError as error:
        return Outcome(task, problems=error.problems)
    entries = []
    for artifact in artifacts:
        path = task.path(artifact.edition)
        write_whole(order.out / path, artifact.content, order.out / HOUSE / "tmp")
        entries.append(
            Entry(
                path=str(path),
                statement=task.statement.slug,
                language=task.language,
                edition=artifact.edition.name,
                media_type=artifact.edition.media_type,
                bytes=len(artifact.content),
                sha256=sha256(artifact.content),
                pages=artifact.pages,
                title=artifact.title,
                sources=order.sources,
            )
        )
    return Outcome(task, made=tuple(entries))


def _read_keys(out: Path) -> dict[str, str]:
    """The fingerprints of what is there; lost or damaged ones only mean making it again."""
    try:
        keys = json.loads((out / HOUSE / "keys.json").read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return keys if isinstance(keys, dict) else {}


def _record(out: Path, before: Manifest, outcomes: list[Outcome], orders: list[Order]) -> None:
    """Bring the manifest and the fingerprints up to date with what was made."""
    made = {entry.path: entry for outcome in outcomes for entry in outcome.made}
    entries = {entry.path: entry for entry in before.artifacts} | made
    fresh = {path: key for order in orders for path, key in order.fingerprints.items()}
    keys = _read_keys(out) | {path: key for path, key in fresh.items() if path in made}
    workshop = out / HOUSE / "tmp"
    manifest.write(out, entries.values(), workshop)
    write_whole(out / HOUSE / "keys.json", json.dumps(keys, indent=1).encode(), workshop)
    shutil.rmtree(workshop, ignore_errors=True)
