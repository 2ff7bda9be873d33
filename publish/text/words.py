"""All that a reader should find in a text, piece by piece and with its place in the sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from publish.content.passages import placed, plain
from publish.content.statement import Block, DefinitionList, Heading, ListBlock, Quote
from publish.errors import Place
from publish.language.numerals import digits
from publish.language.phrase import Phrase
from publish.text.dressed import Text

_SUBJECTS = " · "
"""What stands between subjects."""

Piece = tuple[str, Place]
"""A piece of plain text, such as a paragraph or a name, and where it was written."""


def words(text: Text) -> Iterator[str]:
    """The plain text of every piece, in reading order."""
    return (piece for piece, _ in pieces(text))


def characters(text: Text) -> Iterator[Piece]:
    """Each character that the pages of a text need, once, with the first place that needs it.

    Interface words and the digits of page numbers are among them, whether an edition uses
    them or not; they have the place of the language's file.
    """
    home = Place(text.path)
    interface = [(word.text, home) for word in text.profile.words.values()]
    numerals = (digits("0123456789", text.profile.numerals), home)
    first: dict[str, Place] = {}
    blocks = (*text.blocks, *(block for note in text.notes for block in note.blocks))
    marks = [(mark, home) for mark in _marks(blocks)]
    for piece, place in (*pieces(text), *interface, numerals, *marks):
        for character in piece.replace("\n", ""):
            first.setdefault(character, place)
    return iter(first.items())


def pieces(text: Text) -> Iterator[Piece]:
    """Every piece of a text that is there to be read, in reading order.

    Not among them are interface words such as headings of sections, numbers, and what is
    not drawn: descriptions of pictures and titles of links.
    """
    yield from _opening(text)
    yield from _blocks(text, text.blocks)
    for note in text.notes:
        yield from _blocks(text, note.blocks)
    yield from _signatories(text)
    yield from _upcoming(text)
    yield from _closing(text)


def own_pieces(text: Text) -> Iterator[Piece]:
    """The paragraphs and headings of a text, without what in them is in another language."""
    yield from _blocks(text, text.blocks, foreign=False)
    for note in text.notes:
        yield from _blocks(text, note.blocks, foreign=False)


# --- Parts of a text ----------------------------------------------------------------


def _opening(text: Text) -> Iterator[Piece]:
    home = Place(text.path)
    if text.issued_by:
        yield text.issued_by.text, text.sources["issued_by"]
    if text.symbol:
        yield text.symbol, text.sources["symbol"]
    yield from _phrases(home, text.kind)
    yield text.title_text, text.sources["title"]
    if text.subtitle:
        yield plain(text.subtitle), text.sources["subtitle"]
    if text.short_title != text.title_text:
        yield text.short_title, text.sources["short_title"]
    yield from _phrases(text.sources["event"], text.event)
    yield from _phrases(text.sources["place"], text.place)
    yield from _phrases(home, text.dates)
    if text.adopted:
        yield plain(text.adopted), text.sources["place"]


def _blocks(text: Text, blocks: Sequence[Block], *, foreign: bool = True) -> Iterator[Piece]:
    for content, line in placed(blocks):
        yield plain(content, foreign=foreign), Place(text.path, line)


def _marks(blocks: Sequence[Block]) -> Iterator[str]:
    """What stands before the items of lists, and above annexes."""
    for block in blocks:
        match block:
            case Heading():
                yield plain(block.mark)
            case ListBlock():
                for item in block.items:
                    yield item.mark
                    yield from _marks(item.blocks)
            case Quote():
                yield from _marks(block.blocks)
            case DefinitionList():
                for entry in block.entries:
                    yield from _marks(entry.blocks)


def _signatories(text: Text) -> Iterator[Piece]:
    for group in text.groups:
        yield from _phrases(group.source, group.heading)
        for member in group.members:
            yield from _phrases(member.source, member.name, member.country)
    yield from _phrases(Place(text.path), text.status)


def _upcoming(text: Text) -> Iterator[Piece]:
    for event in text.upcoming:
        yield from _phrases(event.source, event.name, event.place, event.dates)


def _closing(text: Text) -> Iterator[Piece]:
    home = Place(text.path)
    yield from _phrases(home, text.published, text.revised)
    for correction in text.revisions:
        yield from _phrases(correction.source, correction.on, correction.note)
    if text.source_url:
        yield text.source_url, text.sources["source_url"]
    if text.translator:
        yield text.translator, text.sources["translator"]
    if text.subjects:
        yield _SUBJECTS.join(text.subjects), text.sources["subjects"]
    yield from _phrases(home, *text.other_languages)


def _phrases(place: Place, *phrases: Phrase | None) -> Iterator[Piece]:
    return ((phrase.text, place) for phrase in phrases if phrase)
