"""Who may ask: the pages of this preview itself, by the names of this machine."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SAFE: Final = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'none'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
"""Nothing inline, nothing from elsewhere, in no other page's frame, no telling whence."""

BOOK: Final = {
    "content-security-policy": "sandbox allow-same-origin; default-src 'none'; "
    "style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors 'self'",
}
"""A chapter of a book runs nothing; the page around it may look into it."""

_OWN: Final = (None, "same-origin", "none")
"""Requests of the page itself, or typed by a person (Fetch Metadata, ``Sec-Fetch-Site``)."""


def hosts(names: Iterable[str], port: int) -> frozenset[str]:
    """The values of ``Host`` by which a server at ``port`` may be called.

    Any other name that leads here is somebody's trick to make this server part of their own
    site (DNS rebinding).
    """
    written = [f"[{name}]" if ":" in name else name.lower() for name in names]
    called = {f"{name}:{port}" for name in written}
    return frozenset(called | set(written) if port == 80 else called)


class Guard:
    """Refuses requests under foreign names and from other sites, and keeps answers safe."""

    def __init__(self, app: ASGIApp, allowed: frozenset[str]) -> None:
        self._app = app
        self._allowed = allowed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on a request that is in order (ASGI)."""

        async def safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                for name, value in SAFE.items():
                    headers.setdefault(name, value)
            await send(message)

        app = self._app if self._is_own(Headers(scope=scope)) else _refused
        await app(scope, receive, safely)

    def _is_own(self, asked: Headers) -> bool:
        host = asked.get("host", "").lower()
        origins = (None, f"http://{host}")
        return (
            host in self._allowed
            and len(asked.getlist("host")) == 1
            and asked.get("origin") in origins
            and asked.get("sec-fetch-site") in _OWN
        )


_refused = PlainTextResponse("This preview is for its own page alone.\n", 403)
