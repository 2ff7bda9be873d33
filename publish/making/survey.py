"""The survey: of each wanted artifact whether it is up to date, and if not, why not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from publish.editions import EDITIONS, Edition
from publish.making import explain, manifest
from publish.making.fingerprint import Parts, fingerprint
from publish.making.graph import Graph
from publish.making.manifest import Entry
from publish.making.plan import Plan, Target
from publish.making.record import read_record


@dataclass(frozen=True, slots=True)
class Item:
    """A wanted artifact. Without ``reasons`` it is up to date, and ``entry`` is its entry."""

    edition: Edition
    path: str
    parts: Parts
    fingerprint: str
    entry: Entry | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gone:
    """An artifact whose content or edition there is no more."""

    entry: Entry
    reason: str


class Survey:
    """What an output folder has, compared with what goes into each artifact now."""

    def __init__(self, out: Path, graph: Graph, *, force: bool = False) -> None:
        self._out = out
        self._entries = {entry.path: entry for entry in manifest.read(out).artifacts}
        self._record = read_record(out)
        self._graph = graph
        self._force = force

    def items(self, target: Target) -> tuple[Item, ...]:
        """The artifacts of a text."""
        return tuple(self._item(target, edition) for edition in target.editions)

    def gone(self, plan: Plan) -> Iterator[Gone]:
        """What was made of content that is no longer there, as far as the plan reaches.

        Only what was made from the same content folder: another may well have its files in
        the same place. A folder without any text is taken for one that is out of reach.
        """
        if not plan.targets:
            return
        texts = {(target.slug, target.language) for target in plan.targets}
        home = seen_from(self._out, plan.content)
        for path, entry in self._entries.items():
            origin = self._record.get(path)
            within = plan.scope.covers(entry.statement, entry.language, entry.edition)
            if not within or entry.statement in plan.empty or not origin or origin.content != home:
                continue
            if entry.statement not in plan.statements:
                yield Gone(entry, f"the statement {entry.statement} is gone")
            elif (entry.statement, entry.language) not in texts:
                yield Gone(entry, f"{entry.language}.md is gone")
            elif entry.edition not in EDITIONS:
                yield Gone(entry, f"there is no edition {entry.edition} any more")

    def _item(self, target: Target, edition: Edition) -> Item:
        path = str(target.path(edition))
        parts = self._graph.parts(target, edition)
        key = fingerprint(path, parts)
        entry = self._entries.get(path)
        return Item(edition, path, parts, key, entry, self._reasons(path, key, parts, entry))

    def _reasons(self, path: str, key: str, parts: Parts, entry: Entry | None) -> tuple[str, ...]:
        if self._force:
            return (explain.FORCED,)
        if entry is None:
            return (explain.NEW,)
        found = self._graph.stamps.sha256(self._out / path)
        if found != entry.sha256:
            return (explain.ALTERED if found else explain.MISSING,)
        origin = self._record.get(path)
        if origin is None:
            return (explain.UNKNOWN,)
        return () if origin.fingerprint == key else explain.differences(origin.parts, parts)


def seen_from(out: Path, content: Path) -> str:
    """Where a content folder stands, seen from the output: the two may move together."""
    return Path(os.path.relpath(content.resolve(), out.resolve())).as_posix()
