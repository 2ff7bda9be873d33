"""Answers to requests for a file: whole, in parts, unchanged, compressed; as RFC 9110 has it."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from publish.serving.conditions import Validators, range_holds, verdict
from publish.serving.inventory import Offer
from publish.serving.media import is_text
from publish.serving.names import disposition
from publish.serving.ranges import Span, spans
from publish.serving.store import Content

_CHUNK_BYTES: Final = 64 * 1024
_ZERO: Final = re.compile(r"0(\.0{0,3})?")

Headers = dict[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """A response that is known before it is sent: status, headers, and the parts of its body.

    ``complete`` says that the last byte of the file is among them.
    """

    status: int
    headers: Mapping[str, str]
    parts: tuple[bytes | memoryview, ...] = ()
    complete: bool = False
    sent: Callable[[], None] = lambda: None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it, in chunks that let the others have their turn (ASGI)."""
        headers = [(name.encode(), value.encode("latin-1")) for name, value in self.headers.items()]
        await send({"type": "http.response.start", "status": self.status, "headers": headers})
        if scope["method"] != "HEAD":
            for chunk in self._chunks():
                await send({"type": "http.response.body", "body": chunk, "more_body": True})
                await asyncio.sleep(0)
            if await Request(scope, receive).is_disconnected():
                return
        await send({"type": "http.response.body", "body": b"", "more_body": False})
        if self.complete and scope["method"] == "GET":
            self.sent()

    def _chunks(self) -> Iterator[memoryview]:
        for part in self.parts:
            view = memoryview(part)
            for start in range(0, len(view), _CHUNK_BYTES):
                yield view[start : start + _CHUNK_BYTES]


def answer(request: Request, offer: Offer, content: Content, sent: Callable[[], None]) -> Answer:
    """The answer to a GET or HEAD request; ``sent`` is called when the file has gone out whole.

    A compressed answer is another representation, with an entity tag of its own. Parts are
    always of the file as it is, so whoever asks for parts gets it uncompressed.
    """
    wanted = request.headers.get("range") if request.method == "GET" else None
    packed = content.gzipped
    if wanted is not None or not accepts_gzip(request.headers.get("accept-encoding", "")):
        packed = None
    body = content.plain if packed is None else packed
    now = Validators(f'"{offer.sha256}{"" if packed is None else ".gzip"}"', offer.modified_s)
    headers = _headers(offer, now)
    outcome = verdict(request.headers, now)
    if outcome == "unchanged":
        return Answer(304, headers)
    if outcome == "failed":
        return Answer(412, {"content-length": "0"})
    headers |= _described(offer)
    if packed is not None:
        headers["content-encoding"] = "gzip"
    if wanted is not None and range_holds(request.headers, now):
        asked = spans(wanted, len(body))
        if asked is not None:
            return _partial(body, asked, headers, now.etag, sent)
    headers["content-length"] = str(len(body))
    return Answer(200, headers, (body,), True, sent)


def accepts_gzip(header: str) -> bool:
    """Whether an ``Accept-Encoding`` allows gzip, by name or by ``*`` (12.5.3)."""
    weights: dict[str, bool] = {}
    for coding in header.lower().split(","):
        name, _, parameters = coding.partition(";")
        key, _, weight = parameters.partition("=")
        weights[name.strip()] = not (key.strip() == "q" and _ZERO.fullmatch(weight.strip()))
    return weights.get("gzip", weights.get("*", False))


def _headers(offer: Offer, now: Validators) -> Headers:
    """What a 200 and a 304 have in common (15.4.5): copies may be kept, and are asked about."""
    headers = {
        "etag": now.etag,
        "last-modified": now.last_modified,
        "cache-control": "no-cache",
    }
    if is_text(offer.media_type):
        headers["vary"] = "Accept-Encoding"
    return headers


def _described(offer: Offer) -> Headers:
    headers = {"content-type": offer.media_type, "accept-ranges": "bytes"}
    if offer.entry:
        headers["content-disposition"] = disposition(offer.entry)
    return headers


def _partial(
    body: bytes, asked: tuple[Span, ...], headers: Headers, etag: str, sent: Callable[[], None]
) -> Answer:
    size = len(body)
    view = memoryview(body)
    if not asked:
        return Answer(416, {"content-range": f"bytes */{size}", "content-length": "0"})
    complete = any(span.last == size - 1 for span in asked)
    if len(asked) == 1:
        (span,) = asked
        headers |= {"content-range": _content_range(span, size), "content-length": str(span.length)}
        return Answer(206, headers, (view[span.first : span.last + 1],), complete, sent)
    boundary = hashlib.sha256(repr((etag, asked)).encode()).hexdigest()
    parts: list[bytes | memoryview] = []
    for span in asked:
        head = (
            f"\r\n--{boundary}\r\nContent-Type: {headers['content-type']}\r\n"
            f"Content-Range: {_content_range(span, size)}\r\n\r\n"
        )
        parts += [head.encode(), view[span.first : span.last + 1]]
    parts.append(f"\r\n--{boundary}--\r\n".encode())
    headers |= {
        "content-type": f"multipart/byteranges; boundary={boundary}",
        "content-length": str(sum(map(len, parts))),
    }
    return Answer(206, headers, tuple(parts), complete, sent)


def _content_range(span: Span, size: int) -> str:
    return f"bytes {span.first}-{span.last}/{size}"
