"""Where links and pictures of a statement may lead."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from publish.faults import Fault, quoted

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")

# A name, with what is not ASCII in Punycode, or a number of IPv4 or IPv6.
_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")

# The first bytes of the pictures that every edition can show.
_SIGNATURES = {
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
}


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

    ``src`` is percent-encoded, as the Markdown parser leaves it. Raises Fault unless it is
    a PNG or JPEG file inside the statement's folder.
    """
    if _SCHEME.match(src) or src.startswith("//"):
        message = f"the picture {quoted(src)} is not in the statement's folder."
        raise Fault(message, "Put the file into images/ and name it from there.")
    relative = unquote(src)
    try:
        root = folder.resolve()
        path = (root / relative).resolve()
        if not path.is_relative_to(root):
            message = f"the picture {quoted(relative)} is outside the statement's folder."
            raise Fault(message, "Put the file into images/ and name it from there.")
        if not path.is_file():
            raise Fault(f"there is no picture {quoted(relative)}.", "Check the name of the file.")
        _check_picture(path)
    except (OSError, RuntimeError, ValueError) as error:
        if isinstance(error, Fault):
            raise
        # A name too long, a NUL in it, a loop of links, a file that may not be read.
        raise Fault(f"the picture {quoted(relative)} cannot be read.", "Check it.") from None
    return path


def _check_picture(path: Path) -> None:
    signature = _SIGNATURES.get(path.suffix.lower())
    if not signature:
        message = f"the picture {quoted(path.name)} is neither PNG nor JPEG."
        raise Fault(message, "Convert it, SVG and WebP too.")
    with path.open("rb") as file:
        if file.read(len(signature)) != signature:
            message = f"{quoted(path.name)} is not the kind of picture that its name says."
            raise Fault(message, "Export it again as PNG or JPEG.")
