"""The record: what the artifacts below an output folder were made from, kept for the next run."""

from __future__ import annotations

import fcntl
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from publish.doors.paths import InnerPath, leads_inside
from publish.doors.plain import open_lock, open_plain
from publish.doors.reading import read_bytes
from publish.errors import Place, Problem, PublishError
from publish.faults import Fault
from publish.files import cannot_write, write_whole
from publish.making import manifest
from publish.making.fields import LONGEST_FILE, Sha256
from publish.making.fingerprint import Parts
from publish.making.stamps import Known, Stamp

HOUSE = ".publish"
"""The folder below the output for what the build keeps for itself."""

_RECORD = "record.json"
_STAMPS = "stamps.json"
_SCHEMA = 1


@dataclass(frozen=True, slots=True)
class Origin:
    """What an artifact was made from, and where its content stood, seen from the output.

    Its parts are ``rows`` of a ``table`` that artifacts share, for they share most of them.
    """

    content: str
    fingerprint: str
    rows: Sequence[int]
    table: Sequence[tuple[str, str]]

    @property
    def parts(self) -> Parts:
        """All that went into the artifact."""
        return dict(self.table[row] for row in self.rows)


class _Row(BaseModel):
    content: str
    fingerprint: Sha256
    parts: list[int]


class _Kept(BaseModel):
    """The record as it is written."""

    model_config = ConfigDict(strict=True)

    schema_: Literal[1] = Field(alias="schema")
    parts: tuple[tuple[str, str], ...]
    artifacts: dict[InnerPath, _Row]


_ROWS: Final = TypeAdapter(dict[str, tuple[int, int, int, int, str]])
"""The stamps as they are written: a hash may be that of nothing."""

Record = Mapping[str, Origin]
"""The origins of artifacts by their paths below the output."""


def origin(content: str, fingerprint: str, parts: Parts) -> Origin:
    """The origin of an artifact that has just been made."""
    return Origin(content, fingerprint, range(len(parts)), tuple(sorted(parts.items())))


def read_record(out: Path) -> Record:
    """The record of an output folder. A lost or damaged one only means making things again."""
    try:
        data = _Kept.model_validate_json(_read(out, _RECORD))
    except (Fault, ValidationError):
        return {}
    rows = [row.parts for row in data.artifacts.values() if row.parts]
    if any(min(row) < 0 or max(row) >= len(data.parts) for row in rows):
        return {}  # it names parts that it does not have
    return {
        path: Origin(row.content, row.fingerprint, row.parts, data.parts)
        for path, row in data.artifacts.items()
    }


def _read(out: Path, name: str) -> bytes:
    return read_bytes(out / HOUSE / name, LONGEST_FILE, out)


def write_record(out: Path, record: Record, workshop: Path) -> None:
    """Write the record. Parts that artifacts share are written once."""
    table: dict[tuple[str, str], int] = {}
    artifacts = {
        path: {
            "content": origin.content,
            "fingerprint": origin.fingerprint,
            "parts": [table.setdefault(origin.table[row], len(table)) for row in origin.rows],
        }
        for path, origin in sorted(record.items())
    }
    data = {"schema": _SCHEMA, "parts": list(table), "artifacts": artifacts}
    write_whole(out / HOUSE / _RECORD, json.dumps(data).encode(), workshop)


def books(out: Path) -> tuple[Path, Path]:
    """The files that say what there is: the manifest and the record."""
    return out / manifest.NAME, out / HOUSE / _RECORD


def read_stamps(out: Path) -> Known:
    """The hashes of files that an earlier run took, by path."""
    try:
        rows = _ROWS.validate_json(_read(out, _STAMPS), strict=True)
    except (Fault, ValidationError):
        return {}
    return {path: (Stamp(*row[:-1]), row[-1]) for path, row in rows.items()}


def write_stamps(out: Path, known: Known, workshop: Path) -> None:
    """Keep the hashes of files for the next run."""
    rows = {path: [*stamp, digest] for path, (stamp, digest) in sorted(known.items())}
    write_whole(out / HOUSE / _STAMPS, json.dumps(rows).encode(), workshop)


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Have the manifest and the record to oneself; other builds over the output wait."""
    house = _own(out / HOUSE, out)
    with open_lock(house / "lock") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def workshop(out: Path) -> Iterator[Path]:
    """A folder for half-written files, on the output's file system, gone at the end.

    What builds that were killed have left behind is cleared away: a folder belongs to a
    running build as long as that holds the lock in it. Raises PublishError where the output
    cannot be written.
    """
    shelves = out / HOUSE / "tmp"
    try:
        with locked(out):
            _clear(_own(shelves, out))
            own = Path(tempfile.mkdtemp(dir=shelves))
            lock = open_lock(own / "lock")
            fcntl.flock(lock, fcntl.LOCK_EX)
    except OSError as error:
        raise PublishError(cannot_write(out, error)) from error
    with lock:
        try:
            yield own
        finally:
            shutil.rmtree(own, ignore_errors=True)
            with suppress(OSError), locked(out):
                shelves.rmdir()  # unless another build is in it


def _own(folder: Path, out: Path) -> Path:
    """A folder of the build's own, made where there is none.

    Raises PublishError where it is a link that leads out of the output: what is done in it
    would be done elsewhere.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if not leads_inside(folder, out):
        message = "the folder is a link that leads out of the output."
        raise PublishError(Problem(message, Place(folder), "Remove the link."))
    return folder


def _clear(shelves: Path) -> None:
    for folder in shelves.iterdir():
        try:
            with open_plain(folder / "lock") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:  # another build is at work in it, or it is no folder of a build
            continue
