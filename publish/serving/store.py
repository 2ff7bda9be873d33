"""The store: bytes of offered files, compared with their checksums before any of them is sent."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from publish.doors.reading import read_bytes
from publish.errors import Place, Problem, PublishError
from publish.faults import Fault
from publish.files import MOST_HASHED
from publish.serving.inventory import Offer
from publish.serving.media import is_text

KEPT_BYTES: Final = 256 * 1024 * 1024
"""How much is kept in memory. A pamphlet has a hundred kilobytes; this holds them all."""

_WORTH_COMPRESSING_BYTES: Final = 512


class ChangedError(PublishError):
    """A file whose bytes are not those that its list vouches for."""


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a file, and the same compressed where that is worth it."""

    plain: bytes
    gzipped: bytes | None

    @property
    def size(self) -> int:
        """What keeping it costs, in bytes."""
        return len(self.plain) + len(self.gzipped or b"")


class Store:
    """Reads each file once for all who ask, and forgets what was asked for longest ago.

    What is being sent stays whole whatever happens to the file meanwhile.
    """

    def __init__(self, kept_bytes: int = KEPT_BYTES) -> None:
        self._room = kept_bytes
        self._kept: OrderedDict[Offer, Content] = OrderedDict()
        self._reading: dict[Offer, asyncio.Task[Content]] = {}

    async def read(self, offer: Offer) -> Content:
        """The bytes of an offer. Raises ChangedError where they are not those that were offered."""
        if offer in self._kept:
            self._kept.move_to_end(offer)
            return self._kept[offer]
        task = self._reading.get(offer)
        if task is None:
            task = asyncio.create_task(self._load(offer))
            self._reading[offer] = task
            task.add_done_callback(lambda _: self._reading.pop(offer))
        return await asyncio.shield(task)  # whoever waits may go; the others still want it

    async def _load(self, offer: Offer) -> Content:
        content = await asyncio.to_thread(_read, offer)
        self._kept[offer] = content
        self._room -= content.size
        while self._room < 0:
            _, forgotten = self._kept.popitem(last=False)
            self._room += forgotten.size
        return content


def _read(offer: Offer) -> Content:
    try:
        content = read_bytes(offer.file, MOST_HASHED)
    except Fault as fault:  # a pipe has come in its place, say, or nothing
        raise ChangedError(fault.problem(Place(offer.file))) from None
    if hashlib.sha256(content).hexdigest() != offer.sha256:
        raise ChangedError(
            Problem(
                "the file has changed since it was made, and is not handed out.",
                Place(offer.file),
                "Run publish catalog.",
            )
        )
    return Content(content, _gzipped(content, offer.media_type))


def _gzipped(content: bytes, media_type: str) -> bytes | None:
    if len(content) < _WORTH_COMPRESSING_BYTES or not is_text(media_type):
        return None
    smaller = gzip.compress(content, mtime=0)
    return smaller if len(smaller) < len(content) else None
