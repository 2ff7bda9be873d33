"""OPDS 2.0: a root that leads to the languages, and the publications in each.

A publication is a statement in one language; its editions are the links to acquire it by
(OPDS 2.0, section 2). Metadata are those of a Readium Web Publication Manifest.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from publish.catalogue import addresses
from publish.catalogue.addresses import Home, relative
from publish.catalogue.pages import Pictures
from publish.catalogue.pictures import MEDIA_TYPE
from publish.catalogue.shelf import Item, Shelf, Work
from publish.content.passages import plain
from publish.epub.metadata import identifier
from publish.language.names import autonym
from publish.language.profiles import profile
from publish.making.manifest import Entry

FEED: Final = "application/opds+json"
ACQUISITION: Final = "http://opds-spec.org/acquisition/open-access"
"""The relation of a file that is free for everybody (OPDS 1.2, 5.2; kept by OPDS 2.0)."""


def root(shelf: Shelf, home: Home) -> bytes:
    """The catalogue's root: a link to the feed of each language."""
    here = addresses.OPDS_2
    navigation = [
        {
            "href": relative(addresses.opds_2(tag), here),
            "title": autonym(tag),
            "type": FEED,
            "rel": "subsection",
            "language": tag,
        }
        for tag in shelf.languages
    ]
    title = profile(shelf.languages[0], shelf.languages[0]).word("statements").text
    return _feed(title, here, shelf, home, {"navigation": navigation})


def publications(shelf: Shelf, language: str, home: Home, pictures: Pictures) -> bytes:
    """The publications in a language, the newest first."""
    here = addresses.opds_2(language)
    title = profile(language, language).word("statements").text
    listed = [
        _publication(work, item, here, pictures)
        for work in shelf.works
        for item in work.items
        if item.language == language
    ]
    return _feed(title, here, shelf, home, {"publications": listed})


def _feed(
    title: str, here: str, shelf: Shelf, home: Home, collection: Mapping[str, list[Any]]
) -> bytes:
    ((_, listed),) = collection.items()
    metadata = {
        "title": title,
        "modified": shelf.modified.isoformat(),
        "numberOfItems": len(listed),
    }
    links = [
        {"rel": "self", "href": home.whole(here) or relative(here, here), "type": FEED},
        {"rel": "start", "href": relative(addresses.OPDS_2, here), "type": FEED},
    ]
    feed = {"metadata": metadata, "links": links, **collection}
    return f"{json.dumps(feed, ensure_ascii=False, indent=1)}\n".encode()


def _publication(work: Work, item: Item, here: str, pictures: Pictures) -> Mapping[str, Any]:
    page = relative(addresses.page(work.slug, item.language), here)
    html = {"rel": "alternate", "href": page, "type": "text/html", "language": item.language}
    files = [_file(entry, item, here) for entry in item.files]
    published: dict[str, Any] = {
        "metadata": dict(_metadata(item)),
        "links": [*files, html],
    }
    where = addresses.picture(work.slug, item.language)
    if picture := pictures.get(where):
        published["images"] = [
            {
                "href": relative(where, here),
                "type": MEDIA_TYPE,
                "width": picture.width_px,
                "height": picture.height_px,
            }
        ]
    return published


def _metadata(item: Item) -> Iterator[tuple[str, Any]]:
    text = item.text
    yield "@type", "http://schema.org/CreativeWork"
    yield "identifier", identifier(text)
    yield "title", text.title_text
    if text.subtitle:
        yield "subtitle", plain(text.subtitle).replace("\n", " ")
    yield "language", item.language
    yield "readingProgression", text.profile.direction
    yield "modified", text.modified.isoformat()
    if text.adopted_on:
        yield "published", text.adopted_on.isoformat()
    if text.maker:
        # A resolution is the work of the meeting that adopts it (RDA 19.2.1.1.1).
        yield "author", {"name": {text.maker.language: text.maker.text}}
    if text.symbol:
        yield "altIdentifier", text.symbol
    if text.subjects:
        yield "subject", list(text.subjects)
    if text.translator:
        yield "translator", text.translator
    if text.adopted:
        yield "description", plain(text.adopted).replace("\n", " ")
    if item.pictured:
        yield "numberOfPages", item.pictured.pages


def _file(entry: Entry, item: Item, here: str) -> Mapping[str, Any]:
    return {
        "rel": ACQUISITION,
        "href": relative(entry.path, here),
        "type": entry.media_type,
        "title": item.text.edition(entry.edition).text,
        "language": entry.language,
        "size": entry.bytes,
    }
