"""Ctrl-C is never lost: not even where Python ignores what is raised."""

from __future__ import annotations

import os
import signal

import pytest

from publish.making.interrupts import noted


class Finalizer:
    """Is hit by Ctrl-C while it is finalized."""

    def __del__(self) -> None:
        os.kill(os.getpid(), signal.SIGINT)


def test_ctrl_c_in_a_finalizer_is_raised_when_it_is_asked_for() -> None:
    with noted() as listen:
        listen()
        Finalizer()
        with pytest.raises(KeyboardInterrupt):
            listen()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_second_ctrl_c_does_not_wait() -> None:
    with noted():
        os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
