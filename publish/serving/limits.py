"""Limits on connections: how many, how slow to ask and how slow to take.

The one module that reaches into uvicorn's protocol: it overrides callbacks that asyncio and
uvicorn call on each connection. ``tests/serving/test_serving_limits.py`` fails where a release
of uvicorn no longer does.
"""

from __future__ import annotations

import asyncio
from typing import Final

from uvicorn.protocols.http.h11_impl import H11Protocol

ASKING_S: Final = 10.0
"""How long a connection may be open without a whole request."""

TAKING_S: Final = 60.0
"""How long a reader may take over what is buffered for it, some 64 kB: a kilobyte a second."""

_SPARE: Final = 64
"""Connections beyond the limit that are still told why; any more are closed unheard."""

_TOO_SLOW: Final = b"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class LimitedProtocol(H11Protocol):
    """HTTP/1.1 for people with phones: whoever holds a connection has to make use of it."""

    asking_s = ASKING_S
    taking_s = TAKING_S
    _timer: asyncio.TimerHandle | None = None
    _stall: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A reader has come."""
        super().connection_made(transport)
        if self.limit_concurrency and len(self.connections) > self.limit_concurrency + _SPARE:
            transport.abort()
        else:
            self._wait_for_request()

    def data_received(self, data: bytes) -> None:
        """A reader asks for something; a request is not whole before it has become a cycle."""
        super().data_received(data)
        if self.cycle is not None and not self.cycle.response_complete:
            self._timer = _cancelled(self._timer)
        elif self._timer is None:
            self._wait_for_request()

    def on_response_complete(self) -> None:
        """An answer is written, if not yet taken; the reader may ask again."""
        super().on_response_complete()
        if self.cycle.response_complete:
            self._wait_for_request()

    def pause_writing(self) -> None:
        """More is waiting for the reader than is good."""
        super().pause_writing()
        self._stall = _cancelled(self._stall)
        self._stall = self.loop.call_later(self.taking_s, self.transport.abort)

    def resume_writing(self) -> None:
        """The reader has taken most of it."""
        super().resume_writing()
        self._stall = _cancelled(self._stall)

    def connection_lost(self, exc: Exception | None) -> None:
        """A reader has gone."""
        self._timer, self._stall = _cancelled(self._timer), _cancelled(self._stall)
        super().connection_lost(exc)

    def _wait_for_request(self) -> None:
        self._timer = _cancelled(self._timer)
        self._timer = self.loop.call_later(self.asking_s, self._asked_nothing)

    def _asked_nothing(self) -> None:
        """Close, but let a reader first take the end of an answer, for as long as is fair."""
        if not self.transport.get_write_buffer_size() and not self.transport.is_closing():
            self.transport.write(_TOO_SLOW)
        self.transport.close()
        self._timer = self.loop.call_later(self.taking_s, self.transport.abort)


def _cancelled(timer: asyncio.TimerHandle | None) -> asyncio.TimerHandle | None:
    """No timer, in place of one that may still run."""
    if timer is not None:
        timer.cancel()
    return None
