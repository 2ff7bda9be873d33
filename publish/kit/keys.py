"""The files of a key pair: the secret one readable by its owner alone, and never overwritten."""

from __future__ import annotations

import os
import secrets
import stat
from pathlib import Path

from publish.errors import CommandError, Place, Problem
from publish.files import naming, write_whole
from publish.kit.minisign import SecretKey, public_key, read_secret_key, secret_key

_OWNER_ONLY = 0o600
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def new_key(path: Path) -> Path:
    """Make a key pair: the secret key at ``path``, the public one beside it, whose path it returns.

    Raises CommandError where either is there already: what is signed with a key can only be
    verified as long as its public half is kept.
    """
    beside = path.with_name(f"{path.name}.pub")
    for each in (path, beside):
        if each.exists():
            raise CommandError(
                Problem("there is a file already.", Place(each), "Name another; none is replaced.")
            )
    key = SecretKey(number=secrets.token_bytes(8), seed=secrets.token_bytes(32))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    try:
        with naming(path), os.fdopen(handle, "w", encoding="ascii") as file:
            os.fchmod(file.fileno(), _OWNER_ONLY)  # whatever the umask takes away or leaves
            file.write(secret_key(key))
        write_whole(beside, public_key(key).encode(), beside.parent)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return beside


def open_key(path: Path) -> SecretKey:
    """The secret key at ``path``.

    Raises CommandError where it is none that can be used, or where others may read it.
    """
    if path.is_file() and stat.S_IMODE(path.stat().st_mode) & _OTHERS:
        raise CommandError(
            Problem(
                "others can read the secret key.",
                Place(path),
                f"chmod 600 {path}; keep it on this machine, not on the stick.",
            )
        )
    try:
        return read_secret_key(path.read_text("ascii"))
    except (ValueError, FileNotFoundError) as error:
        reason = "there is no key" if isinstance(error, FileNotFoundError) else str(error)
        if isinstance(error, UnicodeDecodeError):
            reason = "this is no secret key of minisign"
        raise CommandError(
            Problem(f"{reason}.", Place(path), "Make one: publish kit --new-key FILE")
        ) from error
