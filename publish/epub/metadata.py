"""What a book says of itself: bibliographic and accessibility metadata."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid5

from publish.epub.contents import one_line
from publish.epub.members import Member
from publish.epub.package import Meta
from publish.language.phrase import Phrase
from publish.language.scripts import direction_of, script_of_tag
from publish.text.dressed import Text

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
    """What some books have: pictures, and faces of their own."""

    pictures: bool
    faces: bool


def identifier(*texts: Text) -> str:
    """The book's name for ever, whatever is corrected in it.

    There is one for each statement and language, and for each row of languages.
    """
    languages = "+".join(text.language for text in texts)
    return uuid5(_BOOKS, f"{texts[0].slug}/{languages}").urn


def metadata(members: Sequence[Member], traits: Traits) -> tuple[Meta, ...]:
    """The elements of the package's metadata; the book is called by its first text."""
    texts = tuple(member.text for member in members)
    own_faces = (_OWN_FACES,) if traits.faces else ()
    return (
        *_bibliographic(texts),
        *_occasion(texts),
        *_printed(members),
        *_accessibility(members, traits),
        *own_faces,
    )


def _bibliographic(texts: Sequence[Text]) -> Iterator[Meta]:
    first = texts[0]
    for text in texts:
        yield Meta("language", text.language)
    yield from _titles(texts)
    # A resolution is the work of the meeting that adopts it (RDA 19.2.1.1.1). Those who sign it
    # agree with it and have not made it: they stand in the text, and not among its makers.
    yield from _agent("creator", _phrases(text.maker for text in texts), "aut")
    translators = _phrases(
        Phrase(text.translator, text.language) if text.translator else None for text in texts
    )
    for number, translator in enumerate(translators, start=1):
        yield from _agent("contributor", (translator,), "trl", number)
    if first.adopted_on:
        yield Meta("date", first.adopted_on.isoformat())
    if first.source_url:
        yield Meta("source", first.source_url)
    if first.symbol:
        yield Meta("identifier", first.symbol, {"id": "symbol"})
    for subject in dict.fromkeys(subject for text in texts for subject in text.subjects):
        yield Meta("subject", subject)
    for text in texts:
        if text.adopted:
            yield Meta("description", one_line(text.adopted), _in(text.language))
    for rights in _phrases(text.word("rights") for text in texts):
        yield Meta("rights", rights.text, _in(rights.language))


def _occasion(texts: Sequence[Text]) -> Iterator[Meta]:
    """The event: what it adopts belongs together, and to its place."""
    events = _phrases(text.event for text in texts)
    if events:
        yield from _named(None, "event", events, property="belongs-to-collection")
        yield _refinement("event", "collection-type", "set")
    yield from _named("coverage", "place", _phrases(text.place for text in texts))


def _printed(members: Sequence[Member]) -> Iterator[Meta]:
    """Whose pages the page list counts (EPUB Accessibility 1.1, pagination source).

    It is said twice, for readers of the elder refinement ``source-of`` as well.
    """
    listed = [member for member in members if member.printed]
    for number, member in enumerate(listed, start=1):
        assert member.printed is not None
        word = member.text.edition("pamphlet")
        name = f"{word.text} ({member.printed.name})"
        uid = _numbered("printed", number)
        yield Meta("source", name, {"id": uid, **_in(word.language)})
        yield _refinement(uid, "source-of", "pagination")
        yield Meta(None, name, {"property": "pageBreakSource", **_in(word.language)})


def _titles(texts: Sequence[Text]) -> Iterator[Meta]:
    titles = _phrases(Phrase(text.title_text, text.language) for text in texts)
    subtitles = _phrases(
        Phrase(one_line(text.subtitle), text.language) if text.subtitle else None for text in texts
    )
    for uid, kind, phrases in (("title", "main", titles), ("subtitle", "subtitle", subtitles)):
        if phrases:
            yield from _named("title", uid, phrases)
            yield _refinement(uid, "title-type", kind)


def _agent(element: str, names: tuple[Phrase, ...], role: str, number: int = 1) -> Iterator[Meta]:
    """Someone who made the book, named in each language; ``role`` is a MARC relator."""
    if names:
        uid = _numbered(element, number)
        yield from _named(element, uid, names)
        yield _refinement(uid, "role", role, scheme="marc:relators")


def _named(
    element: str | None, uid: str, phrases: tuple[Phrase, ...], **attributes: str
) -> Iterator[Meta]:
    """A value, and what it is in other languages (EPUB 3.3, alternate-script)."""
    for phrase in phrases[:1]:
        yield Meta(element, phrase.text, {"id": uid, **attributes, **_in(phrase.language)})
    for phrase in phrases[1:]:
        yield _refinement(uid, "alternate-script", phrase.text, **_in(phrase.language))


def _phrases(found: Iterable[Phrase | None]) -> tuple[Phrase, ...]:
    """The phrases that there are, each once."""
    return tuple(dict.fromkeys(phrase for phrase in found if phrase))


def _numbered(uid: str, number: int) -> str:
    return uid if number == 1 else f"{uid}-{number}"


def _in(language: str) -> dict[str, str]:
    """The attributes of a value in ``language``, whose direction may not be the book's."""
    return {_XML_LANG: language, "dir": direction_of(script_of_tag(language))}


def _refinement(of: str, name: str, value: str, **attributes: str) -> Meta:
    return Meta(None, value, {"refines": f"#{of}", "property": name, **attributes})


def _accessibility(members: Sequence[Member], traits: Traits) -> Iterator[Meta]:
    """Schema.org's properties and the claim (EPUB Accessibility 1.1, discovery, conformance)."""
    properties = {
        "accessMode": ("textual", *(("visual",) if traits.pictures else ())),
        "accessModeSufficient": ("textual",),
        "accessibilityFeature": tuple(_features(members, traits)),
        "accessibilityHazard": ("none",),
    }
    for name, values in properties.items():
        for value in values:
            yield Meta(None, value, {"property": f"schema:{name}"})
    attributes = {"property": "schema:accessibilitySummary"}
    for summary in _phrases(member.text.word("accessibility_summary") for member in members):
        yield Meta(None, summary.text, attributes | _in(summary.language))
    yield Meta(None, CONFORMS, {"id": "conformance", "property": "dcterms:conformsTo"})
    yield _refinement("conformance", "a11y:certifiedBy", _CERTIFIER)


def _features(members: Sequence[Member], traits: Traits) -> Iterator[str]:
    """The features of a book, in the words of Schema.org's vocabulary for accessibility."""
    yield from ("ARIA", "displayTransformability", "readingOrder", "structuralNavigation")
    yield from ("tableOfContents", "unlocked")
    if traits.pictures:
        yield "alternativeText"
    if any(member.printed for member in members):
        yield from ("pageBreakMarkers", "pageNavigation")
