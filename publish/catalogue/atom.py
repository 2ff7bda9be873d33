"""Atom: OPDS 1.2 for readers of e-books, and a feed that tells of new statements.

An OPDS 1.2 catalogue is made of Atom feeds (RFC 4287): one of navigation, which leads to the
languages, and one of acquisition for each of these.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final, cast
from uuid import UUID, uuid5

from lxml import etree

from publish.catalogue import addresses
from publish.catalogue.addresses import Home, relative
from publish.catalogue.opds import ACQUISITION
from publish.catalogue.pages import Pictures
from publish.catalogue.pictures import MEDIA_TYPE
from publish.catalogue.shelf import Item, Shelf, Work
from publish.content.passages import plain
from publish.epub.metadata import identifier
from publish.language.names import autonym
from publish.language.profiles import profile

ATOM: Final = "application/atom+xml"
NAVIGATION: Final = f"{ATOM};profile=opds-catalog;kind=navigation"
PUBLICATIONS: Final = f"{ATOM};profile=opds-catalog;kind=acquisition"

_FEEDS: Final = UUID("2b0c7a0e-64d1-4f0f-9a3d-3f0e9b6d5c41")
"""The namespace of the feeds' identifiers. Never to change: readers would list all anew."""

_NS: Final = "http://www.w3.org/2005/Atom"
_DC: Final = "http://purl.org/dc/terms/"
_NAMESPACES: Final = cast(
    "dict[str, str]", {None: _NS, "dc": _DC}
)  # lxml takes None, its stubs not
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def root(shelf: Shelf, home: Home) -> bytes:
    """The root of the OPDS 1.2 catalogue: an entry for each language."""
    here = addresses.OPDS_1
    feed = _feed(here, shelf.languages[0], shelf.modified)
    _link(feed, "self", home.link(here, here), NAVIGATION)
    _link(feed, "start", relative(here, here), NAVIGATION)
    for tag in shelf.languages:
        there = addresses.opds_1(tag)
        spoken = profile(tag, tag)
        entry = _add(feed, "entry")
        entry.set(_LANG, tag)
        _add(entry, "title", autonym(tag))
        _add(entry, "id", uuid5(_FEEDS, there).urn)
        _add(entry, "updated", _stamp(shelf.modified))
        _add(entry, "content", spoken.word("all_statements").text, type="text")
        _link(entry, "subsection", relative(there, here), PUBLICATIONS)
    return _bytes(feed)


def publications(shelf: Shelf, language: str, home: Home, pictures: Pictures) -> bytes:
    """The OPDS 1.2 acquisition feed of a language, the newest publication first."""
    here = addresses.opds_1(language)
    feed = _feed(here, language, shelf.modified)
    _link(feed, "self", home.link(here, here), PUBLICATIONS)
    _link(feed, "start", relative(addresses.OPDS_1, here), NAVIGATION)
    _link(feed, "up", relative(addresses.OPDS_1, here), NAVIGATION)
    for work, item in _in(language, shelf):
        entry = _entry(feed, work, item, here)
        _add(entry, f"{{{_DC}}}identifier", identifier(item.text))
        if item.text.symbol:
            _add(entry, f"{{{_DC}}}identifier", item.text.symbol)
        _add(entry, f"{{{_DC}}}language", item.language)
        if item.text.adopted_on:
            _add(entry, f"{{{_DC}}}issued", item.text.adopted_on.isoformat())
        _images(entry, work, item, here, pictures)
        _files(entry, item, here, ACQUISITION)
    return _bytes(feed)


def news(shelf: Shelf, language: str, home: Home) -> bytes:
    """The Atom feed of the statements in a language, with their files as enclosures."""
    here = addresses.atom(language)
    feed = _feed(here, language, shelf.modified)
    _link(feed, "self", home.link(here, here), ATOM)
    _link(feed, "alternate", relative(addresses.home(language), here), "text/html")
    for work, item in _in(language, shelf):
        _files(_entry(feed, work, item, here), item, here, "enclosure")
    return _bytes(feed)


def _in(language: str, shelf: Shelf) -> list[tuple[Work, Item]]:
    pairs = ((work, item) for work in shelf.works for item in work.items)
    return [(work, item) for work, item in pairs if item.language == language]


# --- Elements ---------------------------------------------------------------------------


def _feed(here: str, language: str, updated: datetime) -> etree._Element:
    """A feed with what RFC 4287, 4.1.1, asks of every one; its author is the catalogue."""
    spoken = profile(language, language)
    feed = etree.Element(f"{{{_NS}}}feed", nsmap=_NAMESPACES)
    feed.set(_LANG, language)
    _add(feed, "id", uuid5(_FEEDS, here).urn)
    _add(feed, "title", spoken.word("statements").text)
    _add(feed, "updated", _stamp(updated))
    _add(_add(feed, "author"), "name", spoken.word("statements").text)
    return feed


def _entry(feed: etree._Element, work: Work, item: Item, here: str) -> etree._Element:
    text = item.text
    entry = _add(feed, "entry")
    _add(entry, "title", text.title_text)
    _add(entry, "id", identifier(text))
    _add(entry, "updated", _stamp(text.modified))
    if text.maker:
        author = _add(entry, "author")
        author.set(_LANG, text.maker.language)
        _add(author, "name", text.maker.text)
    for subject in text.subjects:
        _add(entry, "category", term=subject)
    if text.adopted:
        _add(entry, "summary", plain(text.adopted).replace("\n", " "), type="text")
    page = relative(addresses.page(work.slug, item.language), here)
    _link(entry, "alternate", page, "text/html", hreflang=item.language)
    return entry


def _images(entry: etree._Element, work: Work, item: Item, here: str, pictures: Pictures) -> None:
    where = addresses.picture(work.slug, item.language)
    if where in pictures:
        for rel in ("image", "image/thumbnail"):
            _link(entry, f"http://opds-spec.org/{rel}", relative(where, here), MEDIA_TYPE)


def _files(entry: etree._Element, item: Item, here: str, rel: str) -> None:
    for file in item.files:
        _link(
            entry,
            rel,
            relative(file.path, here),
            file.media_type,
            title=item.text.edition(file.edition).text,
            length=str(file.bytes),
            hreflang=item.language,
        )


def _link(
    parent: etree._Element, rel: str, href: str, media_type: str, **others: str
) -> etree._Element:
    attributes: Mapping[str, str] = {"rel": rel, "href": href, "type": media_type, **others}
    return _add(parent, "link", **attributes)


def _add(
    parent: etree._Element, name: str, text: str | None = None, **attributes: str
) -> etree._Element:
    qualified = name if name.startswith("{") else f"{{{_NS}}}{name}"
    element = etree.SubElement(parent, qualified, attributes)
    element.text = text
    return element


def _stamp(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _bytes(feed: etree._Element) -> bytes:
    return etree.tostring(feed, encoding="utf-8", xml_declaration=True, pretty_print=True)
