"""No word is lost: what stands in the files against what the page said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from publish.content.facts import Facts, Localised
from publish.content.passages import block_text
from publish.content.statement import Statement
from publish.incoming.assembling import Assembled
from publish.incoming.page import Page
from publish.incoming.words import notes_texts, page_texts, words_of


def lost(page: Page, assembled: Assembled, written: Statement) -> Counter[str]:
    """The words of a page that are nowhere in what was written, reported or left over.

    ``written`` is the statement as it is read back from its files.
    """
    return words_of(page_texts(page)) - words_of(_told(assembled, written))


def made_up(page: Page, assembled: Assembled, written: Statement) -> Counter[str]:
    """The words in the files of a statement that the page does not have."""
    known = words_of((*page_texts(page), *assembled.made_up))
    return words_of(_told(assembled, written)) - known


def _told(assembled: Assembled, written: Statement) -> Iterator[str]:
    for translation in written.translations.values():
        yield translation.title
        yield translation.subtitle or ""
        yield translation.short_title or ""
        yield translation.translator or ""
        yield block_text(translation.blocks)
        yield from notes_texts(translation.notes)
    yield from _texts_of(written.facts)
    yield from (event.days for event in assembled.announced)
    yield from (remark.words for remark in (*assembled.taken, *assembled.unplaced))


def _texts_of(facts: Facts) -> Iterator[str]:
    """What the facts took out of the text; the event's name stays in it."""
    for group in facts.signatories:
        yield from _all(group.heading)
        for member in group.members:
            for key in ("name", "affiliation", "role"):
                yield from _all(getattr(member, key, None))
    for event in facts.upcoming:
        yield from _all(event.name)
        yield from _all(event.place)


def _all(localised: Localised | None) -> Iterator[str]:
    if localised is not None:
        root = localised.root
        yield from (root,) if isinstance(root, str) else root.values()
