"""A sheet: the passages of a statement for one translation, whatever the form of the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from publish.content.characters import check_characters
from publish.content.passages import plain
from publish.content.statement import Statement
from publish.content.tags import check_tag
from publish.content.writing_inline import passage
from publish.faults import Fault, quoted
from publish.translate.facts import fact_passages
from publish.translate.memory import made_from, recall
from publish.translate.passages import Content, passages
from publish.translate.places import check_statement

_LONGEST_NAME = 200
"""The longest name of a passage; the longest identifier of a block is far shorter."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage to translate.

    ``former`` is what the source said when the translation was made, in Markdown, if it says
    something else now. ``line`` is that of the source, in ``file``; ``number`` is printed before
    it. Raises Fault for a name that cannot be shown, and for characters that cannot be published.
    """

    ident: str
    source: Content
    target: Content | None
    former: str | None = None
    file: str = ""
    line: int = 1
    number: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if len(self.ident) > _LONGEST_NAME or not self.ident.isprintable():
            message = f"{quoted(self.ident)} is no name of a passage."
            raise Fault(message, "Take the file that was exported.")
        for content in (self.source, self.target or ()):
            check_characters(plain(content))


@dataclass(frozen=True, slots=True)
class Sheet:
    """All entries of a statement for the translation into ``language``.

    Whoever reads one from a file: raises Fault unless ``statement`` can be the name of a folder
    and both languages are BCP 47 tags.
    """

    statement: str
    source_language: str
    language: str
    entries: tuple[Entry, ...]

    def __post_init__(self) -> None:
        check_statement(self.statement)
        _check_language("source", self.source_language)
        _check_language("target", self.language)


def _check_language(which: str, tag: str) -> None:
    try:
        check_tag(tag)
    except Fault as fault:
        said = f"the {which} language {quoted(tag)} is" if tag else f"the {which} language is"
        what = "not a language tag" if tag else "missing"
        raise Fault(f"{said} {what}.", fault.remedy) from None


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
                    each.number,
                )
            )
    return Sheet(statement.slug, source_language, language, tuple(entries))


def markdown(content: Content, folder: Path) -> str:
    """A passage on one line, as it is shown to a translator and kept in the memory."""
    return passage(content, folder).replace("\\\n", "\\\0").replace("\n", " ").replace("\0", "\n")
