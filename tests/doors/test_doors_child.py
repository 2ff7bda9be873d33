"""What reads other people's formats cannot take the program with it."""

import ctypes
import multiprocessing
import os
import time
from multiprocessing.connection import Connection
from threading import Event, Thread

import pytest

from publish.doors.child import Bounds, ChildError, in_child
from publish.errors import CommandError, Problem


def double(number: int) -> int:
    print("nobody hears this")
    os.write(2, b"nor this")
    return 2 * number


def hoard(size: int) -> int:
    return len(bytearray(size))


def crash() -> None:
    ctypes.string_at(0)


def refuse() -> None:
    raise CommandError(Problem("no."))


def spin() -> None:
    while True:
        pass


@pytest.fixture(params=[False, True], ids=["forked", "spawned"])
def threads(request: pytest.FixtureRequest) -> object:
    """A process with threads starts its children anew instead of forking."""
    done = Event()
    thread = Thread(target=done.wait)
    if request.param:
        thread.start()
    yield
    done.set()
    if request.param:
        thread.join()


@pytest.mark.usefixtures("threads")
def test_work_is_done_and_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    assert in_child(double, 21, what="a number") == 42
    assert capfd.readouterr() == ("", "")


@pytest.mark.usefixtures("threads")
def test_an_error_comes_out_as_it_was() -> None:
    with pytest.raises(CommandError, match=r"^no"):
        in_child(refuse, what="it")


def test_too_much_memory_is_one_message() -> None:
    bounds = Bounds(memory_bytes=64 << 20)
    assert in_child(hoard, 8 << 20, what="it", bounds=bounds) == 8 << 20
    with pytest.raises(ChildError, match="the file x needs more than 64 MiB of memory"):
        in_child(hoard, 1 << 30, what="the file x", bounds=bounds)


def test_a_crash_is_one_message() -> None:
    with pytest.raises(ChildError, match=r"the file x cannot be read: .* SIGSEGV"):
        in_child(crash, what="the file x")


def test_a_child_that_does_not_end_is_ended() -> None:
    started = time.monotonic()
    with pytest.raises(ChildError, match=r"the file x takes longer than 0\.2 seconds"):
        in_child(spin, what="the file x", bounds=Bounds(seconds=0.2))
    assert time.monotonic() - started < 5


def _from_a_daemon(out: Connection) -> None:
    out.send(in_child(double, 21, what="a number"))


def test_a_daemon_may_ask_too() -> None:
    """Workers of the preview and of a cluster are daemons, which may have no children."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    daemon = context.Process(target=_from_a_daemon, args=(theirs,), daemon=True)
    daemon.start()
    assert ours.poll(30)
    assert ours.recv() == 42
    daemon.join()
