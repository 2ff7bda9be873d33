"""What a downloaded file is called: its title in its own language, on any phone's storage."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

from publish.making.manifest import Entry

_LONGEST_BYTES: Final = 200
"""File systems allow 255; browsers add a number and a suffix while they fetch."""

_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f-\x9f"*/:<>?\\|]+')
"""What FAT, Windows or Android have no name with (and a header no value)."""

_UNSEEN: Final = re.compile(
    "[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]"
)
"""Marks of direction and of line breaks: a name in which they hide is not what it looks like."""


def file_name(entry: Entry) -> str:
    """A name from an artifact's title, its language and edition: ``Солидарность….ru.epub``."""
    suffix = entry.path.rpartition("/")[2].removeprefix(entry.statement)
    title = " ".join(_UNSAFE.sub(" ", _UNSEEN.sub("", entry.title)).split()).strip(" .")
    room = _LONGEST_BYTES - len(suffix.encode())
    return (_shortened(title, room) or entry.statement) + suffix


def _shortened(title: str, room_bytes: int) -> str:
    """As many of the first words as there is room for, or of letters where one word is longer."""
    if len(title.encode()) <= room_bytes:
        return title
    cut = title.encode()[:room_bytes].decode(errors="ignore")
    return (cut.rpartition(" ")[0] or cut).rstrip(" .,;:–—-")


def disposition(entry: Entry) -> str:
    """The ``Content-Disposition`` of an artifact: to be kept, under its own name.

    ``filename*`` is UTF-8 (RFC 8187); ``filename`` is plain ASCII, for whoever reads only that
    (RFC 6266, 4.3 and appendix D).
    """
    plain = entry.path.rpartition("/")[2]
    own = quote(file_name(entry), safe="!#$&+-.^_`|~")
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{own}"
