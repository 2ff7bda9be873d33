"""Workers: crashes, hangs, growth and ends of processes, with orders that do such things."""

from __future__ import annotations

import faulthandler
import os
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from publish.errors import Problem
from publish.making import warming, workers
from publish.making.orders import Order, Outcome
from publish.making.plan import Scope, plan
from publish.making.watching import Watch

Fulfil = Callable[[Order], Outcome]
CarryOut = Callable[..., dict[str, Outcome]]


@pytest.fixture
def orders(small: Path) -> list[Order]:
    """An order for each text of the small content folder: bread en, es, ru and water en."""
    targets = plan(small, Scope(editions=("pamphlet",))).targets
    return [Order(target, {}, None, None, None) for target in targets]


@pytest.fixture
def carry_out(orders: list[Order], monkeypatch: pytest.MonkeyPatch) -> CarryOut:
    """Carries out the orders in forked workers that do as the test says."""
    monkeypatch.setattr(warming, "warm", lambda *_: None)
    # A worker begins as large as the process of all these tests.
    monkeypatch.setattr(workers, "MEMORY_LIMIT_MB", 1_000_000)

    def run(
        fulfil: Fulfil, jobs: int = 2, watch: Watch | None = None, limit_s: float = 60
    ) -> dict[str, Outcome]:
        monkeypatch.setattr(workers, "fulfil", lambda order, *_: fulfil(order))
        hands = workers.here(jobs, time_limit_s=limit_s)
        outcomes = hands(orders, {}, watch or Watch())
        return {f"{each.target.slug} {each.target.language}": each for each in outcomes}

    return run


def well(order: Order) -> Outcome:
    """An order that goes well, and says in which process."""
    return Outcome(order.target, problems=(Problem(str(os.getpid())),))


def processes(outcomes: Mapping[str, Outcome]) -> set[str]:
    return {problem.message for each in outcomes.values() for problem in each.problems}


def children() -> list[int]:
    pid = os.getpid()
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in path.read_text().split()]


@pytest.mark.parametrize("jobs", [1, 2, 8])
def test_every_order_is_carried_out_once(jobs: int, carry_out: CarryOut) -> None:
    """By so many workers at most, none of which is this process or is left behind."""
    before = children()
    outcomes = carry_out(well, jobs)
    assert sorted(outcomes) == ["bread en", "bread es", "bread ru", "water en"]
    assert 1 <= len(processes(outcomes)) <= min(jobs, 4)
    assert str(os.getpid()) not in processes(outcomes)
    assert children() == before


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGSEGV])
def test_a_crash_is_told_of_and_the_others_are_made(
    end: signal.Signals, carry_out: CarryOut
) -> None:
    def crash(order: Order) -> Outcome:
        if order.target.language == "es":
            faulthandler.disable()
            os.kill(os.getpid(), end)
        return well(order)

    outcomes = carry_out(crash)
    (problem,) = outcomes["bread es"].problems
    assert problem.message == f"the text was not made: its process died ({end.name})."
    assert problem.place is not None
    assert problem.place.path.name == "es.md"
    assert len(outcomes) == 4


def test_a_process_that_ends_by_itself_is_told_of_too(
    carry_out: CarryOut,
) -> None:
    outcomes = carry_out(lambda _: os._exit(3), jobs=1)
    assert len(outcomes) == 4
    assert processes(outcomes) == {"the text was not made: its process died (status 3)."}


def test_a_hang_is_ended_and_the_others_are_made(
    carry_out: CarryOut,
) -> None:
    def hang(order: Order) -> Outcome:
        if order.target.language == "ru":
            time.sleep(600)
        return well(order)

    before, began = children(), time.monotonic()
    outcomes = carry_out(hang, limit_s=1)
    assert time.monotonic() - began < 10
    (problem,) = outcomes["bread ru"].problems
    assert "took longer than 1 seconds" in problem.message
    assert len(outcomes) == 4
    assert children() == before


def test_a_worker_that_has_grown_makes_room(
    carry_out: CarryOut, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each order meets a process of its own where every process has grown too large."""
    monkeypatch.setattr(workers, "MEMORY_LIMIT_MB", 0)
    assert len(processes(carry_out(well, jobs=1))) == 4
    monkeypatch.setattr(workers, "MEMORY_LIMIT_MB", 1_000_000)
    assert len(processes(carry_out(well, jobs=1))) == 1


def test_an_interruption_leaves_no_child(carry_out: CarryOut) -> None:
    """Also where the children are busy for a long time."""

    class Impatient(Watch):
        def tick(self) -> None:
            raise KeyboardInterrupt

    before, began = children(), time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        carry_out(lambda _: time.sleep(600), watch=Impatient())
    assert time.monotonic() - began < 10  # in truth some hundredths, where nobody else is at work
    assert children() == before


def test_children_end_with_their_parent(
    orders: Sequence[Order], carry_out: CarryOut, tmp_path: Path
) -> None:
    """A parent that is killed takes them along, in the middle of their work."""

    def note(order: Order) -> Outcome:
        (tmp_path / str(os.getpid())).touch()
        time.sleep(600)
        return well(order)

    parent = os.fork()
    if parent == 0:
        carry_out(note)
        os._exit(0)
    noted: list[Path] = []
    while len(noted) < 2:
        noted = [path for path in tmp_path.iterdir() if path.name.isdecimal()]
        time.sleep(0.01)
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    for path in noted:
        _await_end(int(path.name))


def _await_end(process: int) -> None:
    """Wait until a process is gone, or only waits for somebody to ask how it ended."""
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            stat = Path(f"/proc/{process}/stat").read_text()
        except FileNotFoundError:
            return
        if stat.rpartition(")")[2].split()[0] == "Z":
            return
        time.sleep(0.01)
    raise AssertionError(f"process {process} is still there")


def test_a_single_order_needs_no_other_process(
    orders: list[Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "fulfil", lambda order, *_: well(order))
    (outcome,) = workers.here(2)(orders[:1], {}, Watch())
    assert outcome.problems[0].message == str(os.getpid())


def test_a_single_order_is_not_waited_for_forever(
    orders: list[Order], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "fulfil", lambda *_: time.sleep(600))
    (outcome,) = workers.here(2, time_limit_s=0.2)(orders[:1], {}, Watch())
    assert "it took longer than 0.2 seconds" in outcome.problems[0].message


def test_editions_that_share_no_layout_are_made_by_several_processes(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there are fewer texts than processes; those that share one stay together."""
    (target,) = plan(small, Scope(("water",))).targets
    order = Order(target, {}, None, None, None, weight=10)
    monkeypatch.setattr(warming, "warm", lambda *_: None)
    monkeypatch.setattr(workers, "MEMORY_LIMIT_MB", 1_000_000)
    monkeypatch.setattr(workers, "fulfil", lambda order, *_: well(order))
    apart = list(workers.here(2)([order], {}, Watch()))
    assert {frozenset(each.name for each in one.target.editions) for one in apart} == {
        frozenset({"pamphlet", "press", "booklet", "epub"}),
        frozenset({"largeprint"}),
    }
    (together,) = workers.here(1)([order], {}, Watch())
    assert together.target == target
