"""What a reader should find in a text: all of it, in order, with its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from publish.content.passages import plain
from publish.content.statement import (
    Break,
    Emphasis,
    Heading,
    Item,
    Link,
    ListBlock,
    Note,
    NoteRef,
    Paragraph,
    Quote,
    Run,
    Statement,
    Translation,
)
from publish.errors import Place
from publish.text.edit import edit
from publish.text.words import characters, pieces, words

FOLDER = Path("content/meeting")
ENGLISH = Translation(
    "en",
    FOLDER / "en.md",
    "A Title",
    (
        Heading(2, (Run("Heading"),), 10),
        Paragraph((Run("One "), Emphasis((Run("two"),)), NoteRef(1)), 12),
        ListBlock(True, (Item((Paragraph((Run("Item"),), 14),), 14),), 14),
        Quote((Paragraph((Run("Quoted"), Break(), Run("words")), 16),), 16),
    ),
    (Note(1, (Paragraph((Link("#a", (Run("Noted"),), "Unseen"),), 18),), 18),),
    subtitle="And More",
    translator="Jane Doe",
    title_line=2,
    subtitle_line=3,
)
FACTS = {
    "kind": "appeal",
    "event": {"name": "An Event", "place": "Izmir"},
    "signatories": [{"heading": "Parties", "members": [{"name": "Party ☭"}]}],
    "upcoming": [{"name": "A Congress", "place": "Spain"}],
    "source": "https://example.org/",
}
LINES = {("signatories", 0, "members", 0, "name"): 31, ("source",): 5}


def test_every_piece_in_reading_order(statement: Callable[..., Statement]) -> None:
    """Nothing that a page must show is missing."""
    text = edit(statement((ENGLISH,), LINES, **FACTS), "en")
    assert list(words(text)) == [
        *("Appeal", "A Title", "And More", "An Event", "Izmir"),
        *("Heading", "One two", "Item", "Quoted\nwords", "Noted"),
        *("Parties", "Party ☭", "A Congress", "Spain"),
        *("https://example.org/", "Jane Doe"),
    ]


def test_pieces_have_their_places(statement: Callable[..., Statement]) -> None:
    """The line of the block, of the key, or the file."""
    text = edit(statement((ENGLISH,), LINES, **FACTS), "en")
    places = dict(pieces(text))
    assert places["A Title"] == Place(FOLDER / "en.md", 2)
    assert places["And More"] == Place(FOLDER / "en.md", 3)
    assert places["Item"] == Place(FOLDER / "en.md", 14)
    assert places["Noted"] == Place(FOLDER / "en.md", 18)
    assert places["Party ☭"] == Place(FOLDER / "statement.toml", 31)
    assert places["https://example.org/"] == Place(FOLDER / "statement.toml", 5)


def test_characters_have_the_first_place_that_needs_them(
    statement: Callable[..., Statement],
) -> None:
    """One place is enough to find a character that no face has."""
    text = edit(statement((ENGLISH,), LINES, **FACTS), "en")
    needed = dict(characters(text))
    assert needed["☭"] == Place(FOLDER / "statement.toml", 31)
    assert needed["H"] == Place(FOLDER / "en.md", 10)
    assert "\n" not in needed
    assert all(len(character) == 1 for character in needed)


def test_characters_of_the_interface(statement: Callable[..., Statement]) -> None:
    """Page numbers and headings are set in the same faces."""
    persian = Translation("fa", FOLDER / "fa.md", "عنوان", ())
    text = edit(statement((ENGLISH, persian)), "fa")
    needed = dict(characters(text))
    assert needed["۷"] == Place(FOLDER / "fa.md")
    assert set(text.word("signatories").text) <= needed.keys()


def test_plain() -> None:
    """Elements vanish, their text stays."""
    assert plain((Run("a"), Link("#", (Emphasis((Run("b"),)),)), Break(), Run("c"))) == "ab\nc"
