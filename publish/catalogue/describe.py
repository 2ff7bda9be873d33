"""What a page says of itself to machines: Dublin Core elements and Schema.org."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from publish.catalogue import addresses
from publish.catalogue.addresses import Home
from publish.catalogue.shelf import Item, Work
from publish.content.facts import Facts
from publish.content.passages import plain
from publish.epub.metadata import identifier
from publish.language.phrase import Phrase
from publish.making.manifest import Entry

Element = tuple[str, str, str]
"""A Dublin Core element: its name, its value, and the value's language ("" for none)."""


def dublin_core(item: Item, page: str | None) -> tuple[Element, ...]:
    """The elements of a statement's page, for HTML's ``meta`` (DCMI, DC-HTML)."""
    return tuple(_elements(item, page))


def _elements(item: Item, page: str | None) -> Iterator[Element]:
    text = item.text
    yield "DC.title", text.title_text, text.language
    if text.maker:
        yield "DC.creator", text.maker.text, text.maker.language
    for subject in text.subjects:
        yield "DC.subject", subject, text.language
    for name in signatories(item):
        yield "DC.contributor", name.text, name.language
    if text.translator:
        yield "DC.contributor", text.translator, text.language
    if text.kind:
        yield "DC.type", text.kind.text, text.kind.language
    yield "DC.language", text.language, ""
    yield "DC.date", text.modified.date().isoformat(), ""
    yield "DC.identifier", page or identifier(text), ""
    if text.symbol:
        yield "DC.identifier", text.symbol, ""
    if text.source_url:
        yield "DC.source", text.source_url, ""
    for media_type in dict.fromkeys(entry.media_type for entry in item.files):
        yield "DC.format", media_type, ""
    rights = text.word("rights")
    yield "DC.rights", rights.text, rights.language


def signatories(item: Item) -> tuple[Phrase, ...]:
    """Everybody who signed, in print order."""
    return tuple(member.name for group in item.text.groups for member in group.members)


def schema_org(work: Work, item: Item, home: Home) -> Mapping[str, Any]:
    """A statement in one language as a Schema.org CreativeWork, its files as its encodings."""
    text, facts = item.text, work.statement.facts
    here = addresses.page(work.slug, item.language)
    source = work.items[0]
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": identifier(text),
        "identifier": text.symbol,
        "name": text.title_text,
        "alternativeHeadline": plain(text.subtitle),
        "inLanguage": text.language,
        "genre": text.kind and text.kind.text,
        "url": home.whole(here),
        "image": item.pictured and home.link(addresses.picture(work.slug, item.language), here),
        "isBasedOn": text.source_url,
        "dateCreated": text.adopted_on and text.adopted_on.isoformat(),
        "datePublished": facts.published and facts.published.isoformat(),
        "dateModified": facts.revised and facts.revised.isoformat(),
        "creativeWorkStatus": facts.status and facts.status.value,
        "about": list(text.subjects),
        "correction": [
            {"@type": "CorrectionComment", "text": f"{each.on.text}: {each.note.text}"}
            for each in text.revisions
        ],
        "author": text.issued_by and {"@type": "Organization", "name": text.issued_by.text},
        "recordedAt": _event(item, facts),
        "contributor": [name.text for name in signatories(item)],
        "translator": text.translator and {"@type": "Person", "name": text.translator},
        "translationOfWork": None if item == source else {"@id": identifier(source.text)},
        "workTranslation": [
            {"@id": identifier(other.text), "inLanguage": other.language}
            for other in work.items[1:]
            if item == source
        ],
        "encoding": [_encoding(entry, here, home) for entry in item.files],
    }
    return _known(described)


def _event(item: Item, facts: Facts) -> Mapping[str, Any] | None:
    text, event = item.text, facts.event
    if event is None or text.event is None:
        return None
    place = {"@type": "Place", "name": text.place and text.place.text, "address": event.country}
    return _known(
        {
            "@type": "Event",
            "name": text.event.text,
            "startDate": event.starts and event.starts.isoformat(),
            "endDate": event.ends and event.ends.isoformat(),
            "location": _known(place) if text.place else None,
        }
    )


def _encoding(entry: Entry, here: str, home: Home) -> Mapping[str, Any]:
    return {
        "@type": "MediaObject",
        "contentUrl": home.link(entry.path, here),
        "encodingFormat": entry.media_type,
        "contentSize": f"{entry.bytes} B",
        "sha256": entry.sha256,
    }


def _known(described: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in described.items() if value}
