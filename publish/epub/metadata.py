"""What a book says of itself: bibliographic and accessibility metadata."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid5

from publish.content.model import Phrase
from publish.epub.contents import one_line
from publish.epub.package import Meta
from publish.language.scripts import direction_of, script_of_tag
from publish.text.model import Text

_BOOKS = UUID("633fe136-0a14-4027-8c63-60efee319ef6")
"""The namespace of identifiers. Never to change: a book would become another book."""

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

_OWN_FACES = Meta(None, "true", {"property": "ibooks:specified-fonts"})
"""Apple Books shows a book's own faces only if it is told of them."""

CONFORMS: Final = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
"""What every book conforms to, in the words that the standard asks for (EPUB Accessibility 1.1,
conformance reporting); docs/epub.md says how."""

_CERTIFIER = "Publish"


@dataclass(frozen=True, slots=True)
class Traits:
    """What some books have: pictures, faces of their own, the pages of a printed edition.

    ``pages_of`` is the name of that edition's file.
    """

    pictures: bool
    faces: bool
    pages_of: str | None = None


def identifier(text: Text) -> str:
    """The book's name for ever, whatever is corrected in it: one per statement and language."""
    return uuid5(_BOOKS, f"{text.slug}/{text.language}").urn


def metadata(text: Text, traits: Traits) -> tuple[Meta, ...]:
    """The elements of the package's metadata."""
    own_faces = (_OWN_FACES,) if traits.faces else ()
    return (
        *_bibliographic(text),
        *_occasion(text),
        *_printed(text, traits),
        *_accessibility(text, traits),
        *own_faces,
    )


def _bibliographic(text: Text) -> Iterator[Meta]:
    yield Meta("language", text.language)
    yield from _titles(text)
    if text.event:
        # A resolution is the work of the meeting that adopts it (RDA 19.2.1.1.1).
        yield from _agent("creator", text.event, "aut")
    if text.translator:
        yield from _agent("contributor", Phrase(text.translator, text.language), "trl")
    if text.adopted_on:
        yield Meta("date", text.adopted_on.isoformat())
    if text.source_url:
        yield Meta("source", text.source_url)
    if text.adopted:
        yield Meta("description", one_line(text.adopted), _in(text.language))
    rights = text.word("rights")
    yield Meta("rights", rights.text, _in(rights.language))


def _occasion(text: Text) -> Iterator[Meta]:
    """The event: what it adopts belongs together, and to its place."""
    if text.event:
        attributes = {"id": "event", "property": "belongs-to-collection"}
        yield Meta(None, text.event.text, attributes | _in(text.event.language))
        yield _refinement("event", "collection-type", "set")
    if text.place:
        yield Meta("coverage", text.place.text, _in(text.place.language))


def _printed(text: Text, traits: Traits) -> Iterator[Meta]:
    """Whose pages the page list counts (EPUB Accessibility 1.1, pagination source).

    It is said twice, for readers of the elder refinement ``source-of`` as well.
    """
    if traits.pages_of:
        name = f"{text.word('edition_pamphlet').text} ({traits.pages_of})"
        yield Meta("source", name, {"id": "printed"})
        yield _refinement("printed", "source-of", "pagination")
        yield Meta(None, name, {"property": "pageBreakSource"})


def _titles(text: Text) -> Iterator[Meta]:
    own = _in(text.language)
    yield Meta("title", text.title_text, {"id": "title", **own})
    yield _refinement("title", "title-type", "main")
    if text.subtitle:
        yield Meta("title", one_line(text.subtitle), {"id": "subtitle", **own})
        yield _refinement("subtitle", "title-type", "subtitle")


def _agent(element: str, name: Phrase, role: str) -> Iterator[Meta]:
    """Someone who made the book; ``role`` is a MARC relator."""
    yield Meta(element, name.text, {"id": element, **_in(name.language)})
    yield _refinement(element, "role", role, scheme="marc:relators")


def _in(language: str) -> dict[str, str]:
    """The attributes of a value in ``language``, whose direction may not be the book's."""
    return {_XML_LANG: language, "dir": direction_of(script_of_tag(language))}


def _refinement(of: str, name: str, value: str, **attributes: str) -> Meta:
    return Meta(None, value, {"refines": f"#{of}", "property": name, **attributes})


def _accessibility(text: Text, traits: Traits) -> Iterator[Meta]:
    """Schema.org's properties and the claim (EPUB Accessibility 1.1, discovery, conformance)."""
    properties = {
        "accessMode": ("textual", *(("visual",) if traits.pictures else ())),
        "accessModeSufficient": ("textual",),
        "accessibilityFeature": tuple(_features(traits)),
        "accessibilityHazard": ("none",),
    }
    for name, values in properties.items():
        for value in values:
            yield Meta(None, value, {"property": f"schema:{name}"})
    summary = text.word("accessibility_summary")
    attributes = {"property": "schema:accessibilitySummary"}
    yield Meta(None, summary.text, attributes | _in(summary.language))
    yield Meta(None, CONFORMS, {"id": "conformance", "property": "dcterms:conformsTo"})
    yield _refinement("conformance", "a11y:certifiedBy", _CERTIFIER)


def _features(traits: Traits) -> Iterator[str]:
    """The features of a book, in the words of Schema.org's vocabulary for accessibility."""
    yield from ("ARIA", "displayTransformability", "readingOrder", "structuralNavigation")
    yield from ("tableOfContents", "unlocked")
    if traits.pictures:
        yield "alternativeText"
    if traits.pages_of:
        yield from ("pageBreakMarkers", "pageNavigation")
