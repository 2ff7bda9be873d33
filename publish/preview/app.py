"""The application: the page, its messages and pictures, and the way to an editor."""

from __future__ import annotations

import asyncio
import ipaddress
import json
import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Final

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from publish.content.load import FACTS
from publish.design.colours import shown
from publish.design.css import light, with_colours
from publish.design.design import Design
from publish.preview import messages
from publish.preview.desk import Desk
from publish.preview.guard import BOOK, Guard
from publish.preview.opening import Editor, run
from publish.preview.views import View
from publish.resources import templates
from publish.serving.media import media_type

TOKEN: Final = "x-publish-token"
"""The header that shows that a request is the page's own."""

MOST_PX: Final = 6000
_MOST_VIEWS: Final = 6
_MOST_LINE: Final = 10_000_000
_MOST_ASKED_BYTES: Final = 4096
_ALIVE_S: Final = 15.0
"""How often a page hears that the preview is still there, when nothing is saved."""

_SHEET: Final = "preview.css"
_ICON: Final = "icon.svg"
_PAGES: Final = ".paper"
"""Pages are as they will be printed, and so is what lies on them, on a dark screen too."""

_KEPT: Final = {"cache-control": "private, max-age=3600, immutable"}
_NOT_KEPT: Final = {"cache-control": "no-store"}


@dataclass(frozen=True, slots=True)
class Preview:
    """What the application serves: the desk, and how files are opened, if they may be.

    ``start`` is what is shown first: a statement and names of views. ``token`` is made anew
    for every run and given to pages on this machine alone. ``design`` is for the page itself.
    """

    desk: Desk
    start: tuple[str, tuple[str, ...]]
    editor: Editor | None
    say: Callable[[str], None]
    token: str
    design: Design


def token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(24)


def application(preview: Preview, allowed: frozenset[str]) -> Starlette:
    """The application (ASGI), for requests that call it by one of the ``allowed`` hosts."""
    desk = preview.desk
    own = assets(preview.design)

    async def asset(request: Request) -> Response:
        name = request.path_params.get("name", "page.html")
        content = own.get(name)
        if content is None:
            raise HTTPException(404)
        return Response(content, media_type=media_type(name), headers=_NOT_KEPT)

    async def session(request: Request) -> Response:
        statement, views = preview.start
        may_open = preview.editor is not None and _is_here(request)
        return JSONResponse(
            {
                "statement": statement,
                "views": views,
                "folder": str(desk.content),
                "editions": messages.editions(),
                "token": preview.token if may_open else None,
            },
            headers=_NOT_KEPT,
        )

    async def events(request: Request) -> Response:
        statement = request.query_params.get("statement", "")
        if statement not in messages.statements(desk.content):
            raise HTTPException(404)
        names = request.query_params.getlist("view")[:_MOST_VIEWS]
        views = [view for name in names if (view := View.named(statement, name))]
        return StreamingResponse(
            _stream(desk, statement, views), media_type="text/event-stream", headers=_NOT_KEPT
        )

    async def picture(request: Request) -> Response:
        width_px: int = request.path_params["width"]
        view = _view(request)
        if view is None or not 0 < width_px <= MOST_PX:
            raise HTTPException(404)
        content = await desk.picture(view, request.path_params["key"], width_px)
        if content is None:
            return PlainTextResponse("This page has changed.\n", 404, _NOT_KEPT)
        return Response(content, media_type="image/png", headers=_KEPT)

    async def chapter(request: Request) -> Response:
        view, path = _view(request), request.path_params["path"]
        content = desk.chapter(view, path) if view else None
        if content is None:
            raise HTTPException(404)
        return Response(content, media_type=media_type(path), headers=_NOT_KEPT | BOOK)

    async def open_file(request: Request) -> Response:
        given = request.headers.get(TOKEN, "")
        if preview.editor is None or not secrets.compare_digest(given, preview.token):
            raise HTTPException(403)
        asked = await _asked(request)
        folder = (desk.content / asked.statement).resolve()
        path = folder / asked.file
        if asked.statement not in messages.statements(desk.content) or not path.is_file():
            raise HTTPException(404)
        if link := preview.editor.link(path, asked.line):
            return JSONResponse({"link": link})
        task = BackgroundTask(run, preview.editor.command(path, asked.line), preview.say)
        return JSONResponse({"link": None}, background=task)

    return Starlette(
        routes=[
            Route("/", asset),
            Route("/session", session),
            Route("/events", events),
            Route("/picture/{statement}/{view}/{key}/{width:int}.png", picture),
            Route("/book/{statement}/{view}/{key}/{path:path}", chapter),
            Route("/open", open_file, methods=["POST"]),
            Route("/{name}", asset),
        ],
        middleware=[Middleware(Guard, allowed=allowed)],
    )


def assets(design: Design) -> Mapping[str, bytes]:
    """The page's own files, by name, in the colours of ``design``."""
    folder = files("publish") / "templates" / "preview"
    given = {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}
    sheet = given[_SHEET].decode()
    sheet = with_colours(design.palettes, light(design.palettes, sheet, _PAGES) + sheet)
    icon = templates().get_template(f"preview/{_ICON}").render(shown(design.palettes["light"]))
    return given | {_SHEET: sheet.encode(), _ICON: icon.encode()}


async def _stream(desk: Desk, statement: str, views: list[View]) -> AsyncIterator[str]:
    """Messages as server-sent events (HTML Living Standard, 9.2)."""
    async with desk.looking(statement, views) as queue:
        while True:
            try:
                async with asyncio.timeout(_ALIVE_S):
                    message = await queue.get()
            except TimeoutError:
                yield ":\n\n"
                continue
            if message is None:
                return
            yield f"data: {json.dumps(message, ensure_ascii=False, default=str)}\n\n"


def _view(request: Request) -> View | None:
    return View.named(request.path_params["statement"], request.path_params["view"])


def _is_here(request: Request) -> bool:
    """Whether a request comes from this machine."""
    try:
        return request.client is not None and ipaddress.ip_address(request.client.host).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class _Asked:
    statement: str
    file: str
    line: int


async def _asked(request: Request) -> _Asked:
    """What is to be opened: a file that a statement is written in, and a line."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_ASKED_BYTES:
            raise HTTPException(413)
    try:
        data: Any = json.loads(body)
        asked = _Asked(str(data["statement"]), str(data["file"]), int(data["line"]))
    except (ValueError, KeyError, TypeError):
        raise HTTPException(400) from None
    is_source = asked.file == FACTS or asked.file.endswith(".md")
    if "/" in asked.file or not is_source or not 0 < asked.line < _MOST_LINE:
        raise HTTPException(400)
    return asked
