"""The books after a build: manifest, record and stamps, and the removal of what has gone."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from publish.doors.paths import leads_inside
from publish.files import sha256_of
from publish.making import manifest
from publish.making.manifest import Entry
from publish.making.orders import Outcome
from publish.making.record import (
    Origin,
    locked,
    origin,
    read_record,
    read_stamps,
    workshop,
    write_record,
    write_stamps,
)
from publish.making.stamps import Stamps
from publish.making.survey import Gone, Item


@dataclass(frozen=True, slots=True)
class Cleared:
    """What was removed, and what was left since it is not as it was made."""

    removed: tuple[Gone, ...] = ()
    left: tuple[Gone, ...] = ()


def enter(
    out: Path,
    shop: Path,
    outcomes: Iterable[Outcome],
    items: Mapping[str, Item],
    gone: Sequence[Gone],
    content: str,
) -> Cleared:
    """Enter what was made into the manifest and the record, and remove what has ``gone``.

    ``items`` are the artifacts of the plan by path; ``content`` is where the content stands,
    seen from the output. Other builds may have entered theirs meanwhile: the books are read
    anew, with nobody else at them.
    """
    fresh: dict[str, Entry] = {}
    origins: dict[str, Origin | None] = {}
    for outcome in outcomes:
        for entry in (*outcome.made, *outcome.taken):
            item = items[entry.path]
            fresh[entry.path] = entry
            known = origin(content, item.fingerprint, item.parts)
            origins[entry.path] = None if outcome.unsettled else known
    with locked(out):
        cleared = _clear(out, gone)
        entries = {entry.path: entry for entry in manifest.read(out).artifacts} | fresh
        for each in gone:
            entries.pop(each.entry.path, None)
        record = {**read_record(out), **origins}
        manifest.write(out, entries.values(), shop)
        kept = {path: known for path, known in record.items() if known and path in entries}
        write_record(out, kept, shop)
    return cleared


def keep_stamps(out: Path, stamps: Stamps, *, whole: bool) -> None:
    """Keep hashes of files for the next run, if there is something to tell it.

    After a ``whole`` build, those of files that nobody asked about are let go. Where nothing
    can be written, the next run takes them again.
    """
    known = {
        path: found for path, found in stamps.known.items() if not whole or path in stamps.seen
    }
    if known == read_stamps(out):
        return
    try:
        with workshop(out) as shop:
            write_stamps(out, known, shop)
    except OSError:
        return


def _clear(out: Path, gone: Sequence[Gone]) -> Cleared:
    removed: list[Gone] = []
    left: list[Gone] = []
    for each in gone:
        path = out / each.entry.path
        if not leads_inside(path.parent, out):  # somebody else's, though it were the same file
            left.append(each)
            continue
        found = sha256_of(path)
        if found == each.entry.sha256:
            path.unlink()
            removed.append(each)
        elif found is not None:
            left.append(each)
    for folder in {(out / each.entry.path).parent for each in removed}:
        try:
            os.rmdir(folder)
        except OSError:  # it holds something else
            continue
    return Cleared(tuple(removed), tuple(left))
