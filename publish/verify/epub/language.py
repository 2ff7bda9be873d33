"""Whether a book is in the language that it says, turns its way, and names its contents in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from publish.findings.finding import Code, Finding, error, warning
from publish.findings.saying import counted, examples, verb
from publish.language import tags
from publish.language.letters import foreign_phrases, share_in
from publish.language.scripts import direction_of, script_of_tag
from publish.verify.epub.book import Book, Document, language_of, spoken

LANGUAGE = Code("epub-language", "WCAG 2.2, 3.1.1")
DIRECTION = Code("epub-direction", "EPUB 3.3, the spine")
CONTENTS = Code("epub-contents-title", "EPUB 3.3, the navigation document")
PHRASES = Code("epub-phrase-language", "WCAG 2.2, 3.1.2")


def check(book: Book) -> Iterator[Finding]:
    """Language and direction of the package, of each document and of what is in them."""
    language = next(filter(tags.is_well_formed, book.languages), None)
    if language is None:
        yield error(
            LANGUAGE,
            "the book names no language: it cannot be read aloud.",
            book.place,
            "Put a BCP 47 tag such as ar into dc:language.",
        )
        return
    yield from _documents(book, language)
    yield from _directions(book, language)
    yield from _contents(book)
    yield from _phrases(book)


def _documents(book: Book, language: str) -> Iterator[Finding]:
    """Each document says a language, and one of them is the book's."""
    silent = [document.name for document in book.documents if not document.language]
    if silent:
        yield error(
            LANGUAGE,
            f"{counted(len(silent), 'document')} {verb(silent, 'names', 'name')} no language: "
            f"{examples(silent, 3)}.",
            book.place,
            "Give the html element a lang and an xml:lang.",
        )
    said = {document.language for document in book.documents if document.language}
    if said and not any(_same(each, own) for each in said for own in book.languages):
        yield warning(
            LANGUAGE,
            f"the book says that it is in “{language}”, its documents say “{min(said)}”.",
            book.place,
            "Let both be the language of the text.",
        )


def _same(one: str, other: str) -> bool:
    return one.partition("-")[0].lower() == other.partition("-")[0].lower()


def _directions(book: Book, language: str) -> Iterator[Finding]:
    """Pages turn, and lines run, the way that the language is written."""
    direction = direction_of(script_of_tag(language))
    if (book.progression or "ltr") != direction and book.progression != "default":
        yield error(
            DIRECTION,
            f"pages in “{language}” turn from {_WAYS[book.progression or 'ltr']}.",
            book.place,
            f"Set the spine's page-progression-direction to {direction}.",
        )
    wrong = [
        document.name
        for document in book.documents
        if document.language
        and tags.is_well_formed(document.language)
        and (document.direction or "ltr") != direction_of(script_of_tag(document.language))
    ]
    if wrong:
        yield error(
            DIRECTION,
            f"{counted(len(wrong), 'document')} {verb(wrong, 'runs', 'run')} against the direction "
            f"of {verb(wrong, 'its', 'their')} language: {examples(wrong, 3)}.",
            book.place,
            "Give the html element a dir.",
        )


_WAYS = {"ltr": "left to right", "rtl": "right to left"}


def _contents(book: Book) -> Iterator[Finding]:
    """The title of the table of contents is in the script of the language that it says."""
    for document in book.documents:
        if not document.is_nav:
            continue
        for title in _titles(document):
            language, text = language_of(title), _own_text(title)
            if language and tags.is_well_formed(language) and share_in([language], [text]) < 0.5:
                yield warning(
                    CONTENTS,
                    f"the table of contents, in “{language}”, is called “{text}”.",
                    book.place,
                    "Call it what readers of that language call it, or say what language it is.",
                )


def _titles(document: Document) -> Iterator[Any]:
    yield from document.root.iterfind("{*}head/{*}title")
    for nav in document.root.iterfind(".//{*}nav"):
        for level in range(1, 7):
            yield from nav.iterfind(f"{{*}}h{level}")


def _own_text(title: Any) -> str:
    """What a title says in its own language; phrases in others may stand beside that."""
    language = language_of(title)
    said = (text for element, text in spoken(title) if language_of(element) == language)
    return " ".join("".join(said).split())


def _phrases(book: Book) -> Iterator[Finding]:
    found = [
        (language, phrase)
        for document in book.documents
        for element, text in spoken(document.root)
        if (language := language_of(element)) and tags.is_well_formed(language)
        for _, phrase in foreign_phrases(language, text)
    ]
    if found:
        language, phrase = found[0]
        yield warning(
            PHRASES,
            f"{counted(len(found), 'phrase')} in another script {verb(found)} marked as "
            f"“{language}”: {examples([phrase])}, to begin with.",
            book.place,
            "Give each an element with its own lang, so that a voice can say it.",
        )
