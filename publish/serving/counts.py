"""Counts downloads by language and edition, and knows nothing of who fetched them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from publish.doors.paths import InnerPath
from publish.doors.reading import read_bytes
from publish.errors import Problem, PublishError
from publish.faults import Fault
from publish.files import write_whole
from publish.making.fields import LONGEST_FILE, Number
from publish.making.manifest import Entry

SAVE_EVERY_S = 30.0
"""So much of an event's counts is lost, at most, when the power goes."""


@dataclass(frozen=True, slots=True)
class Count:
    """How often an artifact has been handed out whole."""

    entry: Entry
    downloads: int


class _Kept(BaseModel):
    """The file in which counts outlive the server: numbers by path, and nothing else."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    schema_: Literal[1] = Field(alias="schema")
    downloads: dict[InnerPath, Number] = {}


class Tally:
    """Numbers of downloads: no address, no time, nothing that tells of a person.

    A download is counted when the last byte of a file has been handed to the network: once for
    a download that was resumed, and never for one that was broken off. With a file to keep them
    in, numbers go on from what is there; several servers may share it.
    """

    def __init__(self, kept: Path | None = None) -> None:
        """Raises PublishError where ``kept`` is a file that is something else."""
        self._kept = kept
        self._saved = _read(kept) if kept else Counter[str]()
        self._new: Counter[str] = Counter()
        self._lock = Lock()  # counts are saved on a thread while downloads end

    def add(self, entry: Entry) -> None:
        """Count one download."""
        with self._lock:
            self._new[entry.path] += 1

    def counts(self, entries: Iterable[Entry]) -> tuple[Count, ...]:
        """The count of every artifact, those never downloaded included, in their order."""
        with self._lock:
            together = self._saved + self._new
        return tuple(Count(entry, together[entry.path]) for entry in entries)

    def save(self) -> None:
        """Add what is new to the file, whole or not at all.

        Raises OSError where it cannot be written, and PublishError where it has become something
        else; the numbers are still there then.
        """
        with self._lock:
            new = self._new.copy()
        if not self._kept or not new:
            return
        together = _read(self._kept) + new
        _write(self._kept, together)
        with self._lock:
            self._saved = together
            self._new -= new


def _read(path: Path) -> Counter[str]:
    if not os.path.lexists(path):
        return Counter()
    try:
        return Counter(_Kept.model_validate_json(read_bytes(path, LONGEST_FILE)).downloads)
    except (Fault, ValidationError) as error:
        raise PublishError(
            Problem(
                f"{path} does not hold counts of downloads that this version wrote.",
                remedy="Move it away to count from nothing, or serve with --forget-counts.",
            )
        ) from error


def _write(path: Path, downloads: Counter[str]) -> None:
    kept = _Kept(schema=1, downloads=dict(sorted(downloads.items())))
    write_whole(path, f"{kept.model_dump_json(by_alias=True, indent=2)}\n".encode(), path.parent)
    os.utime(path, (0, 0))  # nor does its date tell when somebody last came


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
