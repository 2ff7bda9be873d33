"""Seals: what we have written ourselves is told from what anybody may have put in its place.

A seal is an HMAC-SHA256 (RFC 2104) with a key of this user on this machine, or of a team.
"""

from __future__ import annotations

import hmac
import os
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from publish.doors.plain import open_plain
from publish.errors import Place, Problem, PublishError
from publish.faults import Fault
from publish.resources import default_data_dir

TEAM: Final = "PUBLISH_CACHE_KEY"
"""Names the file of a key that several machines have, for a cache that they share."""

_NAME: Final = "cache.key"
_SHORTEST: Final = 32
"""Bytes of a key: those of the hash (RFC 2104, 3)."""
_LONGEST: Final = 4096
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True)
class Key:
    """A secret to seal with."""

    secret: bytes = field(repr=False)

    @property
    def name(self) -> str:
        """What may be told of the key: the same for the same key, and of no use without it."""
        return self.seal("name")[:16]

    def seal(self, purpose: str, *parts: bytes) -> str:
        """The seal, in hexadecimal, of ``parts`` in their order, for this ``purpose`` alone."""
        made = hmac.new(self.secret, digestmod="sha256")
        for part in (purpose.encode(), *parts):
            made.update(len(part).to_bytes(8, "big") + part)
        return made.hexdigest()

    def holds(self, seal: bytes, purpose: str, *parts: bytes) -> bool:
        """Whether ``seal`` is that of these parts."""
        return hmac.compare_digest(seal, self.seal(purpose, *parts).encode())


def cache_key(environment: Mapping[str, str] = os.environ) -> Key | None:
    """The key of the team, if PUBLISH_CACHE_KEY names one, else that of the machine.

    None where this user has none on this machine and none can be made. Raises PublishError for
    a file that is no key, or that others can read.
    """
    named = environment.get(TEAM)
    return _key_at(Path(named).absolute()) if named else machine_key()


def machine_key() -> Key | None:
    """The key of this user on this machine, made when it is first asked for, out of the cache.

    None where none can be made. Raises PublishError for a file that is no key.
    """
    try:
        path = default_data_dir() / _NAME
        if not path.exists():
            _make(path)
    except (OSError, RuntimeError):  # nowhere to keep one; RuntimeError: nobody's home
        return None
    return _key_at(path)


@cache
def _key_at(path: Path) -> Key:
    try:
        return Key(_secret(path))
    except Fault as fault:
        raise PublishError(fault.problem(Place(path))) from None
    except OSError as error:
        message = f"there is no key: {error.strerror or error}."
        remedy = f"Make one: (umask 077; openssl rand -hex 32 > {path})"
        raise PublishError(Problem(message, Place(path), remedy)) from None


def _secret(path: Path) -> bytes:
    with open_plain(path) as file:
        found = os.fstat(file.fileno())
        content = file.read(_LONGEST + 1).strip()
    if stat.S_IMODE(found.st_mode) & _OTHERS:
        raise Fault("others can read the key of the cache.", f"chmod 600 {path}")
    if not _SHORTEST <= len(content) <= _LONGEST:
        message = f"a key has {_SHORTEST} to {_LONGEST:,} bytes; this has {len(content):,}."
        raise Fault(message, "Delete the file and make another key: openssl rand -hex 32")
    return content


def _make(path: Path) -> None:
    """Make a key, whole at once; where several do so, the first one's stays."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, beside = tempfile.mkstemp(prefix=".new-", dir=path.parent)  # only we can read it
    try:
        with os.fdopen(handle, "w") as file:
            file.write(f"{os.urandom(_SHORTEST).hex()}\n")
            file.flush()
            os.fsync(file.fileno())
        os.link(beside, path)
    except FileExistsError:
        return
    finally:
        os.unlink(beside)
