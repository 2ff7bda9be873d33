"""Where links and pictures of a statement may lead."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from posixpath import normpath
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from publish.doors.paths import MAX_PATH, inside
from publish.faults import Fault, quoted

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")

# A name, with what is not ASCII in Punycode, or a number of IPv4 or IPv6.
_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")

_REMEDY = "Put the file into images/ and name it from there."


def check_href(href: str) -> str:
    """The address itself; raises Fault unless it is http, https, mailto or a fragment."""
    try:
        parts = urlsplit(href)
    except ValueError:  # brackets around what is no IPv6 address
        raise Fault(f"{quoted(href)} is not an address.", "Correct it.") from None
    on_the_web = _HOST.fullmatch(parts.hostname or "") is not None
    whole = {
        "http": on_the_web,
        "https": on_the_web,
        "mailto": "@" in parts.path,
        "": href == f"#{parts.fragment}" and bool(parts.fragment),
    }
    if whole.get(parts.scheme, False):
        return href
    raise Fault(
        f"a link cannot lead to {quoted(href)}.",
        "Use https://..., http://..., mailto:... or #identifier.",
    )


def find_picture(src: str, folder: Path) -> Path:
    """The file of a picture, absolute and with links followed.

    ``src`` is percent-encoded, as the Markdown parser leaves it. Raises Fault unless it is a
    PNG or JPEG file inside the statement's folder that every edition can show.
    """
    if _SCHEME.match(src) or src.startswith("//"):
        raise Fault(f"the picture {quoted(src)} is not in the statement's folder.", _REMEDY)
    name = unquote(src)
    path = _place(name, folder)
    if path is None:
        raise Fault(f"there is no picture {quoted(name)}.", _called_otherwise(name, folder))
    from publish.pictures.judging import judge  # most texts show none

    try:
        judge(path)
    except Fault as fault:
        raise Fault(f"the picture {quoted(name)} {fault.message}", fault.remedy) from None
    return path


def _place(name: str, folder: Path) -> Path | None:
    """Where a file is, if it is there; Fault where that is outside the folder."""
    if not name or len(name) > MAX_PATH or not name.isprintable():
        return None
    try:
        path = inside(folder, normpath(name))
    except Fault:
        message = f"the picture {quoted(name)} is outside the statement's folder."
        raise Fault(message, _REMEDY) from None
    try:
        return path if path.exists() else None
    except OSError:  # a name longer than file systems have
        return None


def _called_otherwise(name: str, folder: Path) -> str:
    """The remedy for a name that is not there, where a file is called nearly so.

    Some systems take names for the same that differ in capitals, or in how an accented letter is
    put together (UAX #15); elsewhere they are others.
    """
    with suppress(OSError, ValueError):  # ValueError: a Fault, a NUL
        path = inside(folder, normpath(name))
        for each in path.parent.iterdir():
            if _as_seen(each.name) == _as_seen(path.name):
                return (
                    f"The file is called {quoted(each.name)}, in other capitals or with accents "
                    "that are characters of their own (NFD). Rename it to what stands here."
                )
    return "Check the name of the file."


def _as_seen(name: str) -> str:
    return normalize("NFC", name).casefold()
