"""Words that hold a place: of a new folder, of filler text, of somebody who meant to come back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from publish.content.localised import localised_values
from publish.content.new import NOTHING_YET, template_words
from publish.content.passages import placed, text_of
from publish.content.statement import (
    Block,
    Statement,
    Translation,
)
from publish.errors import Place
from publish.findings.finding import Code, Finding, warning
from publish.findings.saying import examples

TEMPLATE = Code("template-words")
LEFT = Code("placeholder")

_SHOWN: Final = 2

_LEFT: Final = re.compile(
    r"\W*(?:(?P<word>TODO|FIXME|TBD|TBA|TBC|TK)(?:\W*\Z|\s*[:(\[–—-]|(?P<open>\s))"
    r"|XXX+\s*:|X{4,}|[Tt]o ?do:|\[?(?:TODO|FIXME|TBD|XXX)\]"
    r"|(?i:(?:lorem|ipsum)\s+(?:ipsum|dolor)\b))"
)
"""What is written at the start of a block by those who mean to write it later."""

_WORDS_OF_OTHERS: Final[Mapping[str, frozenset[str]]] = {
    "TODO": frozenset({"an", "ast", "es", "ext", "gl", "pt"}),
}
"""Languages in which such a word says something: there a colon or the like must follow."""

Written = tuple[Place, str]


def check(statement: Statement) -> Iterator[Finding]:
    """A warning for a file that still has words of the template, and for each other such block."""
    for language, translation in statement.translations.items():
        written = list(_texts(translation))
        yield from _template(written, language)
        yield from _left(written, language)
    facts = list(_facts(statement))
    unfilled = [(place, text) for place, text in facts if text in ("...", NOTHING_YET)]
    if unfilled:
        yield _of_template(unfilled)
    yield from _left(facts, statement.facts.source_language)


def _template(written: list[Written], language: str) -> Iterator[Finding]:
    words = template_words(language)
    found = [(place, text) for place, text in written if text in words.own | words.common]
    (_, title), *_ = written
    if title == NOTHING_YET or any(text in words.own for _, text in found):
        yield _of_template(found)


def _of_template(found: list[Written]) -> Finding:
    said = examples((text for _, text in found), _SHOWN)
    message = f"these are the words of the template, and would be printed: {said}."
    return warning(TEMPLATE, message, found[0][0], "Write your own in their place.")


def _left(written: Iterable[Written], language: str) -> Iterator[Finding]:
    for place, text in written:
        match = _LEFT.match(text)
        if match is None:
            continue
        others = _WORDS_OF_OTHERS.get(match["word"] or "", frozenset())
        if match["open"] and language.split("-")[0] in others:
            continue
        message = f"“{match.group().strip()}” holds the place of words that are still to come."
        yield warning(LEFT, message, place, "Write them, or take it out.")


# --- What is written ------------------------------------------------------------------


def _texts(translation: Translation) -> Iterator[Written]:
    """The titles and blocks of a language, each with its place."""
    path = translation.path
    yield Place(path, translation.title_line), translation.title.strip()
    for text, line in (
        (translation.subtitle, translation.subtitle_line),
        (translation.short_title, None),
    ):
        if text:
            yield Place(path, line), text.strip()
    for line, text in _blocks(translation.blocks):
        yield Place(path, line), text
    for note in translation.notes:
        for line, text in _blocks(note.blocks):
            yield Place(path, line), text


def _blocks(blocks: Iterable[Block]) -> Iterator[tuple[int, str]]:
    return ((line, text_of(content).strip()) for content, line in placed(blocks))


def _facts(statement: Statement) -> Iterator[Written]:
    """The texts of the facts, in all languages, each with its place."""
    for key, value in localised_values(statement.facts):
        texts = value.root.values() if isinstance(value.root, dict) else (value.root,)
        for text in texts:
            yield statement.where(*key), text.strip()
