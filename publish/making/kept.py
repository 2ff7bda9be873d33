"""What is kept of a finished artifact: packed into one file, and sealed."""

from __future__ import annotations

import json
from typing import Any, NamedTuple, Protocol

from publish.doors.seals import Key
from publish.files import sha256

_PURPOSE = "an artifact of the cache"


class Kept(NamedTuple):
    """An artifact of the cache: its entry of the manifest, as data, and its bytes."""

    entry: dict[str, Any]
    content: bytes


def packed(fingerprint: str, kept: Kept, key: Key) -> bytes:
    """What is kept as one file: a line with its seal, a line of JSON, then the bytes.

    The seal is over the fingerprint, too: no entry can take the place of another.
    """
    head = json.dumps(kept.entry, sort_keys=True).encode()
    seal = key.seal(_PURPOSE, fingerprint.encode(), head)
    return b"\n".join((seal.encode(), head, kept.content))


def unpacked(fingerprint: str, file: bytes, key: Key) -> Kept | None:
    """What is kept in a file, or None where that is not what somebody with this key packed."""
    seal, _, rest = file.partition(b"\n")
    head, _, content = rest.partition(b"\n")
    if not key.holds(seal, _PURPOSE, fingerprint.encode(), head):
        return None
    entry = json.loads(head)
    return Kept(entry, content) if entry["sha256"] == sha256(content) else None


class Keeper(Protocol):
    """Whatever keeps artifacts by their fingerprints."""

    def take(self, key: str) -> Kept | None:
        """The artifact with this fingerprint, or None."""

    def put(self, key: str, kept: Kept) -> None:
        """Keep an artifact, if that can be done."""

    def trim(self) -> None:
        """Throw away what is too much."""
