"""What a cluster is made of, without one: parcels, the staff, and what a worker looks at."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support import CONTENT, Publish

import publish as package
from publish.doors.seals import cache_key
from publish.errors import PublishError
from publish.files import sha256
from publish.making import errand, staff
from publish.making.afar import TOO_LONG, Answer, Job, _answer
from publish.making.errand import Errand
from publish.making.fingerprint import fingerprint
from publish.making.graph import Graph
from publish.making.loaded import Loaded
from publish.making.orders import Order, Outcome
from publish.making.parcel import pack, unpack
from publish.making.plan import Scope, plan
from publish.making.shared import SharedCache
from publish.making.staff import RESTART, Staff, has
from publish.making.stamps import Stamps
from publish.making.watching import Watch

SLUG = "imcwp-23-ukraine"


# --- Parcels ------------------------------------------------------------------------------


def test_a_parcel_holds_the_folder_and_is_the_same_every_time(tmp_path: Path) -> None:
    parcel = pack(CONTENT / SLUG, None)
    assert parcel == pack(CONTENT / SLUG, None)
    folder, profile = unpack(parcel, tmp_path / "place", SLUG)
    assert profile is None
    there = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert there == {path.name: path.read_bytes() for path in (CONTENT / SLUG).iterdir()}
    assert unpack(b"not looked at again", tmp_path / "place", SLUG) == (folder, None)


def test_a_parcel_holds_pictures_and_the_profile_but_nothing_from_elsewhere(tmp_path: Path) -> None:
    """A link that leads out of the folder is a fault of the content, here and there."""
    statement = tmp_path / "content" / "one"
    (statement / "images").mkdir(parents=True)
    (statement / "images" / "map.png").write_bytes(b"picture")
    (statement / "secret.md").symlink_to("/etc/hostname")
    (tmp_path / "own.icc").write_bytes(b"profile")
    parcel = pack(statement, tmp_path / "own.icc")
    folder, profile = unpack(parcel, tmp_path / "place", "one")
    assert (folder / "images" / "map.png").read_bytes() == b"picture"
    assert not (folder / "secret.md").exists()
    assert profile is not None
    assert profile.read_bytes() == b"profile"


def test_a_damaged_parcel_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="zip"):
        unpack(b"damaged", tmp_path / "room" / "place", "one")
    assert list((tmp_path / "room").iterdir()) == []


# --- A worker -------------------------------------------------------------------------------


def order(content: Path = CONTENT) -> Order:
    """The pamphlet of one text, out of date."""
    (target,) = plan(content, Scope((SLUG,), ("es",), ("pamphlet",))).targets
    graph = Graph(Stamps(), None)
    paths = {str(target.path(each)): graph.parts(target, each) for each in target.editions}
    keys = {path: fingerprint(path, parts) for path, parts in paths.items()}
    return Order(target, keys, None, None, None)


def job(wanted: Order, parcel: bytes) -> Job:
    return Job(wanted, "parcel", parcel, None, inline=True, time_limit_s=60)


def test_a_worker_makes_a_text_from_its_parcel_alone(tmp_path: Path) -> None:
    """And what it says can cross to another machine."""
    wanted = order()
    answer = _answer(job(wanted, pack(CONTENT / SLUG, None)), tmp_path)
    assert answer.outcome is not None
    assert answer.outcome.problems == ()
    (entry,) = answer.outcome.made
    ((key, kept),) = answer.kept.items()
    assert key == wanted.fingerprints[entry.path]
    assert kept.content.startswith(b"%PDF")
    assert pickle.loads(pickle.dumps(answer)) == answer


def test_a_worker_puts_into_a_shared_cache_only_what_the_sender_will_believe(
    tmp_path: Path,
) -> None:
    """One that has another key sends its artifacts back, for the sender to seal them."""
    wanted, parcel, key = order(), pack(CONTENT / SLUG, None), cache_key()
    assert key is not None
    (fingerprint_,) = wanted.fingerprints.values()
    store = SharedCache(f"file://{tmp_path}/store")
    for name, goes_through_the_store in (("another", False), (None, False), (key.name, True)):
        asked = Job(wanted, "parcel", parcel, store, inline=False, time_limit_s=60, key_name=name)
        answer = _answer(asked, tmp_path)
        assert answer.outcome is not None
        assert bool(answer.kept) is not goes_through_the_store
        assert bool(store.take(fingerprint_)) is goes_through_the_store
        assert key.secret not in pickle.dumps(asked)


def test_a_parcel_in_a_store_is_what_its_name_says(tmp_path: Path) -> None:
    """So it needs no seal: a worker that has no key knows whether it is the right one."""
    store = SharedCache(f"file://{tmp_path}/store")
    name = sha256(b"parcel")
    store.lay_down(name, b"parcel")
    assert store.pick_up(name) == b"parcel"
    store.lay_down(name, b"planted")
    assert store.pick_up(name) is None
    assert store.pick_up(sha256(b"none")) is None


def test_a_store_that_is_a_folder_has_plain_files_alone(tmp_path: Path) -> None:
    store = SharedCache(f"file://{tmp_path}/store")
    (tmp_path / "store" / "ab").mkdir(parents=True)
    os.mkfifo(tmp_path / "store" / "ab" / "pipe")
    (tmp_path / "store" / "ab" / "zero").symlink_to("/dev/zero")
    for name in ("abpipe", "abzero"):
        assert store.pick_up(name) is None
        assert store.take(name) is None


def test_a_parcel_waits_for_no_pipe(tmp_path: Path) -> None:
    statement = tmp_path / "one"
    (statement / "images").mkdir(parents=True)
    (statement / "en.md").write_text("words")
    os.mkfifo(statement / "images" / "pipe.png")
    (statement / "images" / "everything").symlink_to("/")
    folder, _ = unpack(pack(statement, None), tmp_path / "place", "one")
    assert [path.name for path in folder.rglob("*")] == ["en.md"]


def test_a_worker_makes_nothing_of_other_content_than_the_order_is_for(
    tmp_path: Path, content: Path
) -> None:
    wanted = order()
    with (content / SLUG / "es.md").open("a") as file:
        file.write("\nOtra.\n")
    answer = _answer(job(wanted, pack(content / SLUG, None)), tmp_path)
    assert answer.outcome is None
    assert list(answer.parts) == list(wanted.fingerprints)


def test_a_problem_speaks_of_the_files_of_who_asked(tmp_path: Path, content: Path) -> None:
    with (content / SLUG / "es.md").open("a") as file:
        file.write("\n<b>No.</b>\n")
    answer = _answer(job(order(content), pack(content / SLUG, None)), tmp_path)
    assert answer.outcome is not None
    (problem,) = answer.outcome.problems
    assert problem.place is not None
    assert problem.place.path == content / SLUG / "es.md"


def test_a_worker_notices_that_its_program_has_changed(tmp_path: Path) -> None:
    """What it has in memory is older than what its files say."""
    loaded = Loaded()
    path = tmp_path / "module.py"
    path.write_text("one = 1\n")
    stamps = Stamps()
    stamps.sha256(path)
    loaded._remember(stamps.seen)
    assert not loaded.is_stale()
    path.touch()
    assert not loaded.is_stale()
    path.write_text("one = 2\n")
    assert loaded.is_stale()


def test_a_worker_ends_that_is_at_a_text_for_too_long() -> None:
    """Its nanny starts another; a thread cannot be stopped in any other way."""
    code = "import time; from publish.making.afar import _within\nwith _within(0.2): time.sleep(60)"
    done = subprocess.run([sys.executable, "-c", code], timeout=30)
    assert done.returncode == TOO_LONG


# --- The staff ------------------------------------------------------------------------------


class Scheduler:
    """Stands in for a client of Dask: workers by address, and what each answers a greeting."""

    def __init__(self, **workers: Any) -> None:
        self.workers = workers
        self.threads = 1

    def scheduler_info(self) -> dict[str, Any]:
        return {"workers": {address: {"nthreads": self.threads} for address in self.workers}}

    def run(self, _: Callable[[], str], workers: list[str], on_error: str) -> dict[str, Any]:
        assert on_error == "return"
        return {address: self.workers[address] for address in workers}


@pytest.fixture
def said() -> list[str]:
    return []


def test_only_workers_with_this_publish_have_orders(said: list[str]) -> None:
    scheduler = Scheduler(
        a=package.__version__, b="0.0.1", c=ModuleNotFoundError("No module named 'publish'")
    )
    people = Staff(scheduler, said.append)  # type: ignore[arg-type]
    people.look()
    assert people.at_work == {"a"}
    assert said == [
        f"worker b is refused: it has Publish 0.0.1 instead of {package.__version__}.",
        "worker c is refused: it has no Publish of this kind (No module named 'publish').",
    ]


def test_a_build_ends_where_every_worker_is_refused(
    said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff, "_LOOK_S", 0)
    people = Staff(Scheduler(a=package.__version__), said.append)  # type: ignore[arg-type]
    people.look()
    people.refuse("a", RESTART)
    with pytest.raises(PublishError, match=r"all workers are refused.*a has changed its program"):
        people.look()


def test_a_build_waits_for_a_worker_but_not_for_ever(
    said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staff, "_LOOK_S", 0)
    scheduler = Scheduler()
    people = Staff(scheduler, said.append)  # type: ignore[arg-type]
    people.look()
    scheduler.workers["late"] = package.__version__
    people.look()
    assert people.at_work == {"late"}
    del scheduler.workers["late"]
    monkeypatch.setattr(staff, "PATIENCE_S", -1)
    with pytest.raises(PublishError, match="no worker for"):
        people.look()


def test_a_worker_with_threads_to_spare_is_spoken_of(said: list[str]) -> None:
    scheduler = Scheduler(a=package.__version__)
    scheduler.threads = 8
    Staff(scheduler, said.append).look()  # type: ignore[arg-type]
    assert said == [
        "worker a has 8 threads and uses one: start one worker a core, with --nthreads 1."
    ]


def test_differences_are_said_in_words_versions_first() -> None:
    differences = {
        "code typeset": ("1", "2"),
        "fonts of-the-catalogue": ("1", "2"),
        "styles text.css": ("1", "2"),
        "templates blocks.html.j2": ("1", "2"),
        "version WeasyPrint": ("70.0", "69.0"),
    }
    assert has(differences) == (
        "has WeasyPrint 69.0 instead of 70.0, other code in publish/typeset, other faces, "
        "another styles/text.css and 1 more"
    )


# --- The command ----------------------------------------------------------------------------


def test_a_scheduler_that_does_not_answer_is_a_clear_error(
    publish: Publish, tmp_path: Path
) -> None:
    """And plain connections are warned about, whoever answers."""
    arguments = ("-o", tmp_path, "-e", "pamphlet", "-l", "es", "--cluster", "tcp://127.0.0.1:9")
    done = publish("build", SLUG, *arguments)
    assert done.returncode == 1
    assert "tcp://127.0.0.1:9 is not encrypted" in done.stderr
    assert "error: no scheduler answers at tcp://127.0.0.1:9" in done.stderr
    assert "Traceback" not in done.stderr


def test_processes_and_a_cluster_are_not_both_asked_for(publish: Publish, tmp_path: Path) -> None:
    done = publish("build", "-o", tmp_path, "-j", "2", "--cluster", "tcp://127.0.0.1:9")
    assert done.returncode == 2
    assert "Name one of the two" in done.stderr


def test_a_store_that_cannot_be_reached_is_a_clear_error(publish: Publish, tmp_path: Path) -> None:
    for address in ("nosuch://bucket/publish", f"file://{tmp_path}/one"):
        (tmp_path / "one").touch()
        done = publish("build", SLUG, "-o", tmp_path / "out", "--cache", address)
        assert done.returncode in (1, 2)
        assert f"{address} cannot be" in done.stderr
        assert "Traceback" not in done.stderr


# --- Orders that kill -----------------------------------------------------------------------


class Future:
    """Stands in for a future of Dask: done at once, or never."""

    def __init__(self, answer: Answer | None) -> None:
        self.answer = answer
        self.status = "pending" if answer is None else "finished"

    def add_done_callback(self, tell: Callable[[Future], None]) -> None:
        if self.answer is not None:
            tell(self)

    def done(self) -> bool:
        return self.answer is not None

    def result(self) -> Answer | None:
        return self.answer

    def release(self) -> None:
        pass


class Cluster(Scheduler):
    """Workers that make everything but one language, and all of whom die of that one."""

    def __init__(self, deadly: str) -> None:
        super().__init__()
        self.deadly = deadly
        self.begun: list[str] = []
        self.hire()

    def hire(self) -> None:
        self.workers = {f"worker {len(self.begun)}": package.__version__}

    def submit(self, _: object, job: Job, **options: object) -> Future:
        self.begun.append(job.order.target.language)
        if job.order.target.language == self.deadly:
            self.hire()
            return Future(None)
        alive = options["workers"] == list(self.workers)
        return Future(Answer("", Outcome(job.order.target)) if alive else None)


def test_a_text_that_kills_its_workers_is_given_up_and_the_others_are_made(
    said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever was waiting at the same worker is made by the next one."""
    monkeypatch.setattr(staff, "_LOOK_S", 0)
    monkeypatch.setattr(errand, "_TICK_S", 0)
    targets = plan(CONTENT, Scope((SLUG,), (), ("pamphlet",))).targets
    orders = [Order(target, {}, None, None, None) for target in targets]
    deadly = orders[1].target.language
    one = Errand(Cluster(deadly), said.append, Watch(), 60)  # type: ignore[arg-type]
    outcomes = {outcome.target.language: outcome for outcome in one.outcomes(orders)}
    assert outcomes.keys() == {target.language for target in targets}
    (problem,) = outcomes.pop(deadly).problems
    assert "every worker that was at it died" in problem.message
    assert all(outcome.problems == () for outcome in outcomes.values())
