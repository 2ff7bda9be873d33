"""The colophon: what the last page says of where the text comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from publish.content.addresses import text_page
from publish.content.statement import Inline, Link, Run
from publish.language.phrase import Phrase
from publish.language.profile import Profile
from publish.text.dressed import Text
from publish.text.isolate import inlines
from publish.text.prepare import address


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a colophon; ``name`` is its class in style sheets."""

    name: str
    content: tuple[Inline, ...]
    label: Phrase | None = None


def colophon(text: Text, edition: str, site: str | None = None) -> tuple[Line, ...]:
    """The colophon of the edition of a name; other languages are linked to in the ``site``."""
    return tuple(_lines(text, edition, site))


def _lines(text: Text, edition: str, site: str | None) -> Iterator[Line]:
    profile = text.profile
    if text.event:
        yield Line("event", inlines(text.event, profile))
    if text.adopted:
        yield Line("adopted", text.adopted)
    if text.published:
        yield Line("published", inlines(text.published, profile))
    if text.revised:
        yield Line("revised", inlines(text.revised, profile))
    for number, correction in enumerate(text.revisions):
        label = text.word("revisions") if number == 0 else None
        said = (*inlines(correction.on, profile), Run(": "), *inlines(correction.note, profile))
        yield Line("revision", said, label)
    if text.source_url:
        link = Link(text.source_url, (address(text.source_url, profile.direction),))
        yield Line("source", (link,), text.word("source"))
    if text.translator:
        word = text.word("translated_by")
        phrase = Phrase(word.text.format(translator=text.translator), word.language)
        yield Line("translator", inlines(phrase, profile))
    if text.subjects:
        subjects = [inlines(Phrase(each, text.language), profile) for each in text.subjects]
        yield Line("subjects", _apart(subjects), text.word("subjects"))
    if text.other_languages:
        names = [inlines(name, profile) for name in text.other_languages]
        if site:
            pages = (site + text_page(text.slug, each.language) for each in text.other_languages)
            names = [(Link(to, name),) for to, name in zip(pages, names, strict=True)]
        yield Line("languages", _apart(names), text.word("also_in"))
    yield Line("edition", inlines(text.edition(edition), profile))
    yield Line("rights", inlines(text.word("rights"), profile))


def separated(phrases: tuple[Phrase, ...], profile: Profile) -> tuple[Inline, ...]:
    """Phrases side by side, each in its own language, in text of the language of ``profile``."""
    return _apart(inlines(phrase, profile) for phrase in phrases)


def _apart(several: Iterable[tuple[Inline, ...]]) -> tuple[Inline, ...]:
    parts: list[Inline] = []
    for each in several:
        if parts:
            parts.append(Run(" · "))
        parts.extend(each)
    return tuple(parts)
