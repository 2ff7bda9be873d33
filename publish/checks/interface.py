"""Interface words that a language lacks, or that none of its speakers has read."""

from __future__ import annotations

from collections.abc import Iterator

from publish.content.statement import Statement
from publish.errors import Place
from publish.findings.finding import Code, Finding, note, warning
from publish.language.profiles import profile, words_of

LACKING = Code("words-missing")
UNREAD = Code("words-unread")


def check(statement: Statement) -> Iterator[Finding]:
    """A warning for each language without words of its own, a note for those that are unread."""
    source = statement.facts.source_language
    for language in statement.languages:
        place = Place(statement.translations[language].path)
        state = words_of(language)
        if state == "none":
            word = profile(language, source).word("contents")
            yield warning(
                LACKING,
                f"Publish has no words in “{language}” for what is not in the text, such as "
                f"“{word.text}”: pages and books show them in “{word.language}”.",
                place,
                "Have them translated: docs/contributing.md says into which file.",
            )
        elif state == "unread":
            yield note(
                UNREAD,
                f"No native speaker has read the words that Publish has in “{language}”.",
                place,
                "Ask one to read the pages, and tell what is to be better.",
            )
