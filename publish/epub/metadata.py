"""What a book says of itself: bibliographic and accessibility metadata."""

from __future__ import annotations

from collections.abc import Iterator
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


def identifier(text: Text) -> str:
    """The book's name for ever, whatever is corrected in it: one per statement and language."""
    return uuid5(_BOOKS, f"{text.slug}/{text.language}").urn


def metadata(text: Text, *, pictures: bool) -> tuple[Meta, ...]:
    """The elements of the package's metadata; ``pictures`` says whether the book has any."""
    return (*_bibliographic(text), *_accessibility(pictures), _OWN_FACES)


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


def _accessibility(pictures: bool) -> Iterator[Meta]:
    """Schema.org's properties, which EPUB Accessibility 1.1 asks of every book."""
    properties = {
        "accessMode": ("textual", *(("visual",) if pictures else ())),
        "accessModeSufficient": ("textual",),
        "accessibilityFeature": (
            "displayTransformability",
            "readingOrder",
            "structuralNavigation",
            "tableOfContents",
            "unlocked",
            *(("alternativeText",) if pictures else ()),
        ),
        "accessibilityHazard": ("none",),
    }
    for name, values in properties.items():
        for value in values:
            yield Meta(None, value, {"property": f"schema:{name}"})
