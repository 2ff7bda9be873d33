"""Media types of what is served, by file name; those of artifacts stand in the manifest."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

from publish.editions import EPUB, PDF

_FEEDS: Final = (
    (re.compile(r"opds(\.[^./]+)?\.json"), "application/opds+json"),
    (re.compile(r"opds\.xml"), "application/atom+xml;profile=opds-catalog;kind=navigation"),
    (
        re.compile(r"opds\.[^./]+\.xml"),
        "application/atom+xml;profile=opds-catalog;kind=acquisition",
    ),
)
"""Files whose type their suffix does not tell (OPDS 2.0, 2; OPDS 1.2, 2.3)."""

_SUFFIXES: Final = {
    ".atom": "application/atom+xml",
    ".css": "text/css; charset=utf-8",
    ".epub": EPUB,
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".otf": "font/otf",
    ".pdf": PDF,
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".txt": "text/plain; charset=utf-8",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xhtml": "application/xhtml+xml",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
_NAMES: Final = {
    "SHA256SUMS": "text/plain; charset=utf-8",
    "SHA256SUMS.minisig": "text/plain; charset=utf-8",
}
_UNKNOWN: Final = "application/octet-stream"
_TEXT: Final = re.compile(r"text/|application/(\w+\+)?(json|xml)|image/svg\+xml")


def media_type(path: str) -> str:
    """The media type of a file of a catalogue; an unknown one is nothing but bytes."""
    name = PurePosixPath(path).name
    found = (kind for pattern, kind in _FEEDS if pattern.fullmatch(path))
    return next(found, None) or _NAMES.get(name) or _SUFFIXES.get(_suffix(name), _UNKNOWN)


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def is_text(media_type: str) -> bool:
    """Whether it becomes much smaller when it is compressed; the other kinds are already."""
    return _TEXT.match(media_type) is not None
