"""Where everything stands in the site, and how one file of it leads to another.

Slugs and language tags are plain ASCII, so paths need no escaping. A statement has the folder
of its name, and no slug has a dot in it, so whatever else there is has one and cannot collide.
Links are relative: the folder works from a memory stick and under any address. Where a reader
needs a whole address, the site's own goes before the path.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from publish.content.addresses import text_page
from publish.errors import CommandError, Problem

HOME: Final = "index.html"
MANY: Final = "mul"
"""Stands for a language where a page has many (ISO 639-2)."""

ASSETS: Final = "site.files"
SHEET: Final = f"{ASSETS}/site.css"
CHOICE_SCRIPT: Final = f"{ASSETS}/language.js"
SEARCH_SCRIPT: Final = f"{ASSETS}/search.js"
MANIFEST: Final = "manifest.json"
CHECKSUMS: Final = "SHA256SUMS"
SIGNATURE: Final = f"{CHECKSUMS}.minisig"
"""Of the checksums, where the site is part of a signed kit."""

OPDS_2: Final = "opds.json"
OPDS_1: Final = "opds.xml"


def home(language: str) -> str:
    """The page that lists the statements in a language."""
    return f"index.{language}.html"


def choice(slug: str) -> str:
    """The page of a statement that offers its languages: what a code on paper leads to."""
    return f"{slug}/index.html"


def page(slug: str, language: str) -> str:
    """The page of a statement in one of its languages."""
    return text_page(slug, language)


def picture(slug: str, language: str) -> str:
    """The picture of a first page."""
    return f"{slug}/{slug}.{language}.png"


def text_picture(slug: str, name: str) -> str:
    """A picture that the text shows; ``name`` is its path in the statement's folder."""
    return f"{slug}/{name}"


def language_sheet(language: str) -> str:
    """The style sheet that declares the faces of pages in a language, or in many."""
    return f"{ASSETS}/{language}.css"


def search_index(language: str) -> str:
    """What the search on the page of a language looks through."""
    return f"{ASSETS}/search.{language}.js"


def opds_2(language: str) -> str:
    """The OPDS 2.0 feed of the publications in a language."""
    return f"opds.{language}.json"


def opds_1(language: str) -> str:
    """The OPDS 1.2 acquisition feed of a language."""
    return f"opds.{language}.xml"


def atom(language: str) -> str:
    """The Atom feed that tells of new statements in a language."""
    return f"statements.{language}.atom"


@dataclass(frozen=True, slots=True)
class Home:
    """Where the site will be: an address that ends in a slash, or None where nobody knows."""

    address: str | None = None

    def whole(self, path: str) -> str | None:
        """The whole address of a file of the site, if the site's own is known.

        An index file is left out of it, for shorter codes and addresses on paper.
        """
        return None if self.address is None else self.address + path.removesuffix(HOME)

    def link(self, path: str, start: str) -> str:
        """The whole address of a file, or, where it is not known, the way there from ``start``."""
        return self.whole(path) or relative(path, start)


def relative(path: str, start: str) -> str:
    """The way to the file ``path`` of the site from its file ``start``."""
    return posixpath.relpath(path, posixpath.dirname(start) or ".")


def at(address: str | None) -> Home:
    """The home at an address that somebody typed.

    Raises CommandError where that is no http or https address of a folder.
    """
    if address is None:
        return Home()
    try:
        parts = urlsplit(address)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:  # brackets around what is no IPv6 address
        fits = False
    if not fits or not address.isascii() or set(address) & set(' "<>?#'):
        raise CommandError(
            Problem(
                f'"{address}" cannot be the address of the site.',
                remedy="Give the whole of it, in ASCII: https://example.org/statements/",
            )
        )
    return Home(address if address.endswith("/") else f"{address}/")
