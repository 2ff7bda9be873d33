"""The desk: what is being looked at, what is known of it, and who is to hear of changes."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

from publish.preview import messages
from publish.preview.checking import Checked, Checker
from publish.preview.painting import Painter
from publish.preview.setting import Setter
from publish.preview.slots import Findings, Slot
from publish.preview.views import Book, Part, Proof, Trouble, View
from publish.preview.workers import Worker

Message = dict[str, Any]

_SETTING_S: Final = 60.0
_CHECKING_S: Final = 120.0
_PAINTING_S: Final = 20.0
_MOST_PICTURES: Final = 100
_PICTURES_FIRST_S: Final = 0.3
"""How long a check still waits when pages have been set, for somebody waits for their pictures."""

_ARRIVAL_S: Final = 30.0
"""How long a picture is waited for whose page is still being written."""


@dataclass(eq=False, slots=True)
class Watcher:
    """Somebody who looks at views of one statement: messages for them wait in ``queue``."""

    statement: str
    views: tuple[View, ...]
    queue: asyncio.Queue[Message | None] = field(default_factory=asyncio.Queue)


class Desk:
    """Keeps views and findings up to date for those who look at them."""

    def __init__(self, content: Path) -> None:
        self.content = content
        processes = max(1, min(2, os.cpu_count() or 1))
        self._setters = [Worker(partial(Setter, content), _SETTING_S) for _ in range(processes)]
        self._painter = Worker(Painter, _PAINTING_S)
        self._checker = Worker(partial(Checker, content), _CHECKING_S, nice=10)
        self._homes: dict[str, int] = {}  # which process has a language's measures at hand
        self._languages: dict[str, tuple[str, ...]] = {}
        self._slots: dict[View, Slot] = {}
        self._findings: dict[str, Findings] = {}
        self._watchers: set[Watcher] = set()
        self._pictures: dict[tuple[str, int], bytes] = {}

    def close(self) -> None:
        """Let everybody go, and end the processes."""
        for watcher in self._watchers:
            watcher.queue.put_nowait(None)
        for task in self._tasks():
            task.cancel()
        workers: list[Worker[Any]] = [*self._setters, self._painter, self._checker]
        for worker in workers:
            worker.close()

    # --- Looking ----------------------------------------------------------------------

    @asynccontextmanager
    async def looking(
        self, statement: str, views: Iterable[View]
    ) -> AsyncIterator[asyncio.Queue[Message | None]]:
        """A queue of messages, as long as this lasts: first how things are, then what changes.

        None in it says that the preview ends.
        """
        watcher = Watcher(statement, tuple(views))
        self._watchers.add(watcher)
        self._has_other_languages(statement)
        try:
            watcher.queue.put_nowait(messages.statement(self.content, statement))
            for view in watcher.views:
                slot = self._slots.setdefault(view, Slot())
                if slot.is_stale:
                    self._set(view)
                for message in _as_it_is(view, slot):
                    watcher.queue.put_nowait(message)
            found = self._findings.setdefault(statement, Findings())
            if found.is_stale:
                self._check(statement)
            watcher.queue.put_nowait(messages.findings(found))
            yield watcher.queue
        finally:
            self._watchers.discard(watcher)

    async def picture(self, view: View, key: str, width_px: int) -> bytes | None:
        """The picture of a leaf, or None where there is no such leaf any more."""
        if (key, width_px) in self._pictures:
            return self._pictures[key, width_px]
        slot = self._slots.get(view)
        proof = await _arrived(slot, key) if slot else None
        if proof is None:
            return None
        drawn: list[bytes | Trouble] = []
        await self._painter.do(Painter.paint, drawn.append, *proof, width_px)
        picture = drawn[0]
        if isinstance(picture, Trouble):
            return None
        self._keep(key, width_px, picture)
        return picture

    def chapter(self, view: View, path: str) -> bytes | None:
        """A file of the e-book that is shown."""
        slot = self._slots.get(view)
        return slot.files.get(path) if slot else None

    def _keep(self, key: str, width_px: int, picture: bytes) -> None:
        """Remember a picture, in place of the oldest where there are many."""
        self._pictures[key, width_px] = picture
        while len(self._pictures) > _MOST_PICTURES:
            del self._pictures[next(iter(self._pictures))]

    # --- Changing ---------------------------------------------------------------------

    def saved(self, paths: Iterable[Path]) -> None:
        """Set anew what is made from files that were saved, if anybody looks at it."""
        now = time.monotonic()
        by_statement: dict[str, set[Path]] = {}
        for path in paths:
            by_statement.setdefault(path.parts[0], set()).add(Path(*path.parts[1:]))
        for statement, files in by_statement.items():
            all_of_them = self._has_other_languages(statement)
            for view, slot in self._slots.items():
                if view.statement != statement:
                    continue
                if all_of_them or _concern(files, view.language):
                    slot.is_stale, slot.since = True, now
            self._findings.setdefault(statement, Findings()).is_stale = True
            self._refresh(statement)

    def _has_other_languages(self, statement: str) -> bool:
        """Whether a language has come or gone: each text names the others."""
        tags = tuple(each.tag for each in messages.tongues(self.content / statement))
        before, self._languages[statement] = self._languages.get(statement), tags
        return before is not None and before != tags

    def _refresh(self, statement: str) -> None:
        """Have done what has become stale under somebody's eyes."""
        watchers = [each for each in self._watchers if each.statement == statement]
        for view in dict.fromkeys(view for each in watchers for view in each.views):
            if self._slots[view].is_stale:
                self._set(view)
        if watchers:
            self._tell(statement, messages.statement(self.content, statement))
            self._check(statement)

    def _set(self, view: View) -> None:
        slot = self._slots[view]
        if slot.setting is None:
            slot.since = slot.since or time.monotonic()
            slot.setting = asyncio.create_task(self._setting(view, slot))
            self._tell(view.statement, messages.state(view, slot), view)

    async def _setting(self, view: View, slot: Slot) -> None:
        """Set a view until it is no longer stale: it may be saved again meanwhile."""
        home = self._homes.setdefault(view.language, len(self._homes) % len(self._setters))
        try:
            while slot.is_stale:
                slot.is_stale, slot.problems = False, ()
                before = slot.shown.made_from if slot.shown else None
                known = frozenset(slot.proofs)
                tell = partial(self._take, view, slot)
                await self._setters[home].do(Setter.set, tell, view, before, known)
            slot.since = 0.0
        finally:
            slot.setting = None
            slot.arrival.set()
        self._tell(view.statement, messages.state(view, slot), view)

    def _take(self, view: View, slot: Slot, part: Part) -> None:
        """Put a part of a view where it belongs, and tell of it."""
        if isinstance(part, Proof):
            slot.proofs |= {key: (part.content, n) for n, key in enumerate(part.keys)}
            slot.arrival.set()
            return
        if isinstance(part, Book):
            slot.files = part.files
            return
        if isinstance(part, Trouble):
            slot.problems = part.problems
            return
        slot.shown, slot.took_s = part, time.monotonic() - slot.since
        keys = {leaf.key for leaf in part.leaves}
        slot.proofs = {key: proof for key, proof in slot.proofs.items() if key in keys}
        self._tell(view.statement, messages.pages(view, part, slot.took_s), view)

    def _check(self, statement: str) -> None:
        found = self._findings[statement]
        if found.checking is None:
            found.checking = asyncio.create_task(self._checking(statement, found))
            self._tell(statement, messages.findings(found))

    async def _checking(self, statement: str, found: Findings) -> None:
        """Check a statement, but not while its pages are waited for."""
        try:
            while found.is_stale:
                found.is_stale = False
                if settings := [slot.setting for slot in self._slots.values() if slot.setting]:
                    await asyncio.wait(settings)
                    await asyncio.sleep(_PICTURES_FIRST_S)
                await self._checker.do(Checker.check, partial(_found, found), statement)
        finally:
            found.checking = None
        self._tell(statement, messages.findings(found))

    def _tell(self, statement: str, message: Message, view: View | None = None) -> None:
        for watcher in self._watchers:
            if watcher.statement == statement and (view is None or view in watcher.views):
                watcher.queue.put_nowait(message)

    def _tasks(self) -> list[asyncio.Task[None]]:
        tasks = [slot.setting for slot in self._slots.values()]
        tasks += [found.checking for found in self._findings.values()]
        return [task for task in tasks if task]


def _found(found: Findings, part: Checked | Trouble) -> None:
    if isinstance(part, Checked):
        found.checked, found.problems = part, ()
    else:
        found.problems = part.problems


def _as_it_is(view: View, slot: Slot) -> Iterator[Message]:
    if slot.shown:
        yield messages.pages(view, slot.shown, slot.took_s)
    yield messages.state(view, slot)


def _concern(files: Iterable[Path], language: str) -> bool:
    """Whether any of these files is more than the text in another language."""
    return any(path.suffix != ".md" or path.stem == language for path in files)


async def _arrived(slot: Slot, key: str) -> tuple[bytes, int] | None:
    """The page of a leaf, waited for while the view is still being written."""
    try:
        async with asyncio.timeout(_ARRIVAL_S):
            while key not in slot.proofs and slot.setting:
                slot.arrival.clear()
                await slot.arrival.wait()
    except TimeoutError:
        return None
    return slot.proofs.get(key)
