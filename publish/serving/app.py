"""The application: an address is looked up in the inventory, and the answer is sent safely."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from publish.design.design import Design
from publish.errors import PublishError
from publish.serving.answers import Answer, answer
from publish.serving.counts import Count, Tally, data
from publish.serving.inventory import Inventory, inventory, version
from publish.serving.pages import STYLE, counts_page, list_page, style
from publish.serving.preferences import preferred
from publish.serving.store import Store

MOST_HEADER_BYTES: Final = 16 * 1024
"""A browser's request has one to two thousand; cookies, which nobody sets here, make them more."""

_SAFE: Final = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
"""Nothing inline, nothing from elsewhere, no frame, no guessing of types, no telling whence."""

_HTML: Final = "text/html; charset=utf-8"
_NOT_KEPT: Final = {"cache-control": "no-store", "vary": "Accept-Language"}


@dataclass(slots=True)
class Table:
    """What the server has at hand while it runs: the folder as it is, its bytes, the counts.

    ``say`` tells whoever runs the server what went wrong, and never who asked.
    """

    folder: Path
    say: Callable[[str], None]
    stock: Inventory
    store: Store = field(default_factory=Store)
    tally: Tally = field(default_factory=Tally)
    changing: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def current(self) -> Inventory:
        """The inventory, read again when the folder's lists have been replaced.

        While a new catalogue is only half there, the earlier one goes on to be served.
        """
        if version(self.folder) != self.stock.version:
            async with self.changing:  # one reads it, the others wait
                await self._read_again()
        return self.stock

    async def _read_again(self) -> None:
        if version(self.folder) == self.stock.version:
            return
        try:
            self.stock = await asyncio.to_thread(inventory, self.folder)
        except (PublishError, OSError, ValueError) as error:
            self.say(f"the folder is being changed: {error}")

    def counts(self) -> tuple[Count, ...]:
        """The downloads of every artifact so far."""
        return self.tally.counts(self.stock.entries)


def table(
    folder: Path, say: Callable[[str], None] = lambda _: None, kept: Path | None = None
) -> Table:
    """A table with everything of ``folder`` on it, and the counts in the file ``kept``.

    Raises as ``inventory`` and ``Tally`` do.
    """
    return Table(folder, say, inventory(folder), tally=Tally(kept))


def application(serving: Table, design: Design) -> Starlette:
    """The server's application (ASGI), for GET and HEAD alone.

    ``design`` is for the pages that it makes itself.
    """
    own_style = style(design)

    async def file(request: Request) -> Answer | Response:
        stock = await serving.current()
        where = request.scope["path"]
        offer = stock.offers.get(where)
        if offer is None:
            return _without_file(where, stock, _language(request))
        content = await serving.store.read(offer)
        entry = offer.entry
        sent = (lambda: serving.tally.add(entry)) if entry else (lambda: None)
        return answer(request, offer, content, sent)

    async def counts(request: Request) -> Response:
        page = counts_page(serving.counts(), _language(request))
        return Response(page, media_type=_HTML, headers=_NOT_KEPT)

    async def counts_data(_: Request) -> Response:
        return JSONResponse(data(serving.counts()), headers=_NOT_KEPT)

    async def sheet(_: Request) -> Response:
        return Response(own_style, media_type="text/css")

    async def failed(_: Request, error: Exception) -> Response:
        serving.say(f"{type(error).__name__}: {error}")
        text = "This cannot be had at the moment.\n"
        return PlainTextResponse(text, 503, {"retry-after": "5", **_NOT_KEPT})

    return Starlette(
        routes=[
            Route("/counts", counts),
            Route("/counts.json", counts_data),
            Route(STYLE, sheet),
            Route("/{path:path}", file),
        ],
        exception_handlers={PublishError: failed, OSError: failed, HTTPException: _refused},
        middleware=[Middleware(Guard)],
    )


def _language(request: Request) -> str:
    """The language of the server's own pages for whoever asks."""
    return preferred(request.headers.get("accept-language", ""))


def _without_file(where: str, stock: Inventory, language: str) -> Response:
    if where == "/":  # a build has no entrance of its own
        page = list_page(stock.entries, language)
        return Response(page, media_type=_HTML, headers=_NOT_KEPT)
    if where in stock.folders:
        # Where it leads comes from the inventory, never from the request.
        return Response(status_code=308, headers={"location": f"{where}/"})
    raise HTTPException(404)


async def _refused(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = error.headers if isinstance(error, HTTPException) else None
    words = {404: "There is no such file here.\n", 405: "Files can be fetched here, no more.\n"}
    return PlainTextResponse(words.get(status, ""), status, headers)


class Guard:
    """Sees that every answer is safe to have, and that no request is larger than it need be."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on a request that is in order (ASGI)."""
        size = sum(len(name) + len(value) + 4 for name, value in scope["headers"])
        asked = Headers(scope=scope)
        unread = asked.get("content-length", "0") != "0" or "transfer-encoding" in asked
        too_large = size + len(scope["raw_path"]) + len(scope["query_string"]) > MOST_HEADER_BYTES

        async def safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                headers.update(_SAFE)
                if unread or too_large:  # nobody reads to the end what was not asked for
                    headers["connection"] = "close"
            await send(message)

        app = _too_large if too_large else self._app
        await app(scope, receive, safely)


_too_large = PlainTextResponse("The request is too large.\n", 431)
