"""Translations against the source: what collation has found, as findings with stable codes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from publish.collate.collate import collate
from publish.collate.collation import Difference, Kind
from publish.content.statement import Block, Statement
from publish.errors import Place
from publish.findings.finding import Code, Finding, note, warning

UNNAMED = Code("blocks-unnamed")
DIFFER = Code("blocks-differ")
ITEMS = Code("items-differ")
DIVIDED = Code("blocks-divided")
MOVED = Code("blocks-moved")
NUMBERING = Code("numbering-differs")
TABLES = Code("tables-differ")
NUMBERS = Code("numbers-differ")
DATES = Code("dates-differ")
NAMES = Code("names-differ")
LINKS = Code("links-differ")
EMPHASIS = Code("emphasis-differs")
NOTES = Code("notes-differ")
PICTURES = Code("pictures-differ")
UNTRANSLATED = Code("untranslated")
LANGUAGE = Code("language-differs")
LENGTH = Code("length-differs")
TITLES = Code("titles-differ")
SIGNATORIES = Code("signatories-differ")
SUBSCRIPTION = Code("subscription-missing")

_CODES: Final = {
    Kind.MISSING: DIFFER,
    Kind.EXTRA: DIFFER,
    Kind.FORM: DIFFER,
    Kind.ITEM_MISSING: ITEMS,
    Kind.ITEM_EXTRA: ITEMS,
    Kind.ITEM_DIVIDED: ITEMS,
    Kind.ITEM_MERGED: ITEMS,
    Kind.DIVIDED: DIVIDED,
    Kind.MERGED: DIVIDED,
    Kind.MOVED: MOVED,
    Kind.NUMBERING: NUMBERING,
    Kind.TABLES: TABLES,
    Kind.NUMBERS: NUMBERS,
    Kind.DATES: DATES,
    Kind.NAMES: NAMES,
    Kind.LINKS: LINKS,
    Kind.EMPHASIS: EMPHASIS,
    Kind.NOTES: NOTES,
    Kind.PICTURES: PICTURES,
    Kind.UNTRANSLATED: UNTRANSLATED,
    Kind.LANGUAGE: LANGUAGE,
    Kind.LENGTH: LENGTH,
    Kind.TITLES: TITLES,
    Kind.SIGNATORIES: SIGNATORIES,
    Kind.SUBSCRIPTION: SUBSCRIPTION,
}
"""The code of every difference but a fact that is missing: those are told by ``fallbacks``."""


def check(statement: Statement) -> Iterator[Finding]:
    """Whether blocks are named, and in what each translation differs from the source."""
    source = statement.translations[statement.facts.source_language]
    if len(statement.languages) < 2:
        return
    if not any(block_id(block) for block in source.blocks):
        yield note(
            UNNAMED,
            "blocks have no identifiers, so translations are aligned by what they say.",
            Place(source.path),
            "Put {#p1} before a block here and in its translations to tie them together.",
        )
    for difference in collate(statement).differences():
        if difference.kind is not Kind.FACT:
            yield _finding(difference)


def block_id(block: Block) -> str | None:
    """The identifier that translations of a block repeat, where it has one."""
    return getattr(block, "ident", None)


def _finding(difference: Difference) -> Finding:
    found = warning(
        _CODES[difference.kind],
        difference.message,
        difference.place,
        difference.remedy,
    )
    return replace(found, language=difference.language, beside=difference.beside)
