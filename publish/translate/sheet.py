"""A sheet: the passages of a statement for one translation, whatever the form of the file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from publish.content.model import Statement
from publish.content.writing import passage
from publish.translate.facts import fact_passages
from publish.translate.memory import made_from, recall
from publish.translate.passages import Content, passages


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage to translate.

    ``former`` is what the source said when the translation was made, in Markdown, if it says
    something else now. ``line`` is that of the source, in ``file``.
    """

    ident: str
    source: Content
    target: Content | None
    former: str | None = None
    file: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """All entries of a statement for the translation into ``language``."""

    statement: str
    source_language: str
    language: str
    entries: tuple[Entry, ...]


def sheet(statement: Statement, language: str) -> Sheet:
    """What there is to translate in a statement, and what is translated already."""
    source_language = statement.facts.source_language
    source = statement.translations[source_language]
    target = statement.translations.get(language)
    known = recall(statement.folder, language)
    entries = []
    for file, found in (
        (source.path.name, passages(source, target)),
        ("statement.toml", fact_passages(statement, language)),
    ):
        for each in found:
            former = None
            if each.target is not None:
                texts = (
                    markdown(content, statement.folder) for content in (each.source, each.target)
                )
                former = made_from(known, *texts)
            entries.append(
                Entry(
                    each.ident,
                    each.source,
                    each.target,
                    former,
                    f"{statement.slug}/{file}",
                    each.line,
                )
            )
    return Sheet(statement.slug, source_language, language, tuple(entries))


def markdown(content: Content, folder: Path) -> str:
    """A passage on one line, as it is shown to a translator and kept in the memory."""
    return passage(content, folder).replace("\\\n", "\\\0").replace("\n", " ").replace("\0", "\n")
