"""Counts downloads by language and edition, and knows nothing of who fetched them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from publish.build.manifest import Entry


@dataclass(frozen=True, slots=True)
class Count:
    """How often an artifact has been handed out whole since the server was started."""

    entry: Entry
    downloads: int


class Tally:
    """Numbers of downloads, in memory only: no address, no time, nothing that tells of a person.

    A download is counted when the last byte of a file has been handed to the network: once for
    a download that was resumed, and never for one that was broken off.
    """

    def __init__(self) -> None:
        self._counter: Counter[str] = Counter()

    def add(self, entry: Entry) -> None:
        """Count one download."""
        self._counter[entry.path] += 1

    def counts(self, entries: Iterable[Entry]) -> tuple[Count, ...]:
        """The count of every artifact, those never downloaded included, in their order."""
        return tuple(Count(entry, self._counter[entry.path]) for entry in entries)


def by(field: str, counts: Iterable[Count]) -> Mapping[str, int]:
    """Sums by a field of the manifest, such as ``language`` or ``edition``, the largest first."""
    sums: Counter[str] = Counter()
    for count in counts:
        sums[getattr(count.entry, field)] += count.downloads
    return dict(sums.most_common())


def data(counts: Iterable[Count]) -> dict[str, Any]:
    """The counts for programs: sums, and each artifact that there is."""
    counts = tuple(counts)
    return {
        "downloads": sum(count.downloads for count in counts),
        "languages": by("language", counts),
        "editions": by("edition", counts),
        "files": {count.entry.path: count.downloads for count in counts},
    }
