"""Whether a book has all of its text: the words of its source, and letters in its fonts."""

from __future__ import annotations

from collections.abc import Iterator

from publish.findings.finding import Code, Finding, error, warning
from publish.findings.saying import counted, examples, verb
from publish.language.words import loss
from publish.text.words import words as source_words
from publish.verify.epub.book import Book, plain_text

LOST = Code("epub-words-lost", "EPUB 3.3, content documents")
FACE = Code("epub-face-missing", "EPUB 3.3, embedded fonts")


def check(book: Book) -> Iterator[Finding]:
    """Words and letters that should be there."""
    text = "\n".join(plain_text(document.root) for document in book.documents)
    if book.text is not None:
        kept = loss("\n".join(source_words(book.text)), text)
        if kept.lost:
            yield error(
                LOST,
                f"{counted(len(kept.lost), 'word')} of the text it was made from {verb(kept.lost)} "
                f"not in the book: {examples(kept.lost)}.",
                book.place,
                "Build it anew.",
            )
    if book.fonts is not None:
        missing = sorted({char for char in text if char.isalnum() and char not in book.fonts})
        if missing:
            yield warning(
                FACE,
                f"{counted(len(missing), 'letter')} {verb(missing)} in none of the book's own "
                f"fonts: {examples(missing, 10)}. Devices show another face there, or a box.",
                book.place,
                "Embed a font that has them.",
            )
