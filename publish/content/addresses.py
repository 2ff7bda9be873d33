"""Addresses on the web that are printed: whole ones, which a phone can open."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from publish.faults import Fault

_HOST: Final = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_](?:[\w-]{0,61}[^\W_])\.?")
"""Names parted by full stops (RFC 1123, 2.1), in any script; the last begins with a letter."""
_LONGEST_HOST: Final = 253


def check_web_address(url: str, what: str) -> str:
    """The address itself; raises Fault unless it is http or https, with a host that can be one.

    ``what`` says in the message what the address is of: "the source".
    """
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises ValueError for what is no number of a port
        whole = parts.scheme in ("http", "https") and _is_host(parts.hostname or "")
    except ValueError:  # or brackets around what is no IPv6 address
        whole = False
    if not whole or any(char.isspace() for char in url):
        raise Fault(f"{what} is not a web address.", "Give the whole of it: https://...")
    return url


def check_site_address(url: str) -> str:
    """The address of a site's folder with a slash at its end; raises Fault if it can be none."""
    if set(check_web_address(url, "the address of the site")) & set('"<>?#') or not url.isascii():
        raise Fault(
            "the address of the site is not that of a folder, in ASCII.",
            "Give it without ? and #: https://example.org/statements/",
        )
    return f"{url.rstrip('/')}/"


def text_page(slug: str, language: str) -> str:
    """The page of a text, from the address of the site."""
    return f"{slug}/{slug}.{language}.html"


def _is_host(name: str) -> bool:
    if len(name) <= _LONGEST_HOST and _HOST.fullmatch(name):
        return True
    try:
        return bool(ip_address(name))
    except ValueError:
        return False
