"""Every phrase is dressed by the rules of its own language, across elements, once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from publish.content.statement import (
    Break,
    Emphasis,
    Foreign,
    Inline,
    Item,
    Link,
    ListBlock,
    Note,
    NoteRef,
    Paragraph,
    Picture,
    Quote,
    Run,
    Strong,
    ThematicBreak,
)
from publish.errors import Place
from publish.language.phrase import Phrase
from publish.language.profile import Profile
from publish.language.profiles import profile
from publish.text.dressing import Dresser
from publish.text.rules import ALL

PATH = Path("content/meeting/en.md")
SIGNS = {"en": "en", "fr": "fr", "ar": "عر"}


def marked_profile(tag: str) -> Profile:
    """A real profile whose one rule turns a tilde into a sign of the language."""
    return replace(profile(tag, "en"), rules=(lambda text: text.replace("~", SIGNS[tag]),))


@pytest.fixture
def dresser() -> Dresser:
    return Dresser(marked_profile, ALL)


def dressed(dresser: Dresser, *content: Inline) -> tuple[Inline, ...]:
    return dresser.inlines(content, "en", Place(PATH, 7))


def test_text_inside_elements_is_dressed(dresser: Dresser) -> None:
    """Emphasis and links are part of the sentence."""
    content = (Run("~ "), Emphasis((Run("~"),)), Link("#a", (Strong((Run("~"),)),)))
    expected = (Run("en "), Emphasis((Run("en"),)), Link("#a", (Strong((Run("en"),)),)))
    assert dressed(dresser, *content) == expected


def test_rules_see_across_elements() -> None:
    """A straight mark before an emphasis opens the quotation that one behind it closes."""
    real = Dresser(lambda tag: profile(tag, "en"), ALL)
    content = (Run('the "'), Emphasis((Run("big"),)), Run('" one'))
    assert dressed(real, *content) == (Run("the “"), Emphasis((Run("big"),)), Run("” one"))


def test_spaces_are_cleaned_across_elements(dresser: Dresser) -> None:
    """Doubled by an element's end, or before a comma that follows one."""
    content = (Run("a "), Emphasis((Run(" b"),)), Run(" , c"))
    assert dressed(dresser, *content) == (Run("a "), Emphasis((Run("b"),)), Run(", c"))
    assert [change.after for change in dresser.changes] == ["a b", "b,"]


def test_a_note_does_not_swallow_the_space_after_it(dresser: Dresser) -> None:
    """Words before and after a note's number stay apart."""
    assert dressed(dresser, Run("a"), NoteRef(1), Run(" b")) == (Run("a"), NoteRef(1), Run(" b"))


def test_lines_end_without_spaces(dresser: Dresser) -> None:
    """Nothing stands between a line's last character and a hard break."""
    assert dressed(dresser, Run("a "), Break(), Run(" b")) == (Run("a"), Break(), Run("b"))


def test_foreign_phrases_are_dressed_by_their_own_language(dresser: Dresser) -> None:
    """And by theirs alone; they get their script's direction if none was declared."""
    phrase = Foreign((Run("~ "), Foreign((Run("~"),), "ar")), "fr")
    inner = Foreign((Run("عر"),), "ar", "rtl")
    expected = Foreign((Run("fr "), inner), "fr", "ltr")
    assert dressed(dresser, Run("~ "), phrase, Run(" ~")) == (Run("en "), expected, Run(" en"))


def test_cleaning_goes_by_the_language_of_the_phrase(dresser: Dresser) -> None:
    """French inside English keeps its space before a question mark."""
    content = (Run("he said ["), Foreign((Run("Quoi ?"),), "fr"), Run("] ?"))
    found = dressed(dresser, *content)
    assert found == (Run("he said ["), Foreign((Run("Quoi ?"),), "fr", "ltr"), Run("]?"))


def test_addresses_are_not_dressed(dresser: Dresser) -> None:
    """Neither in the text nor as the text of a link."""
    url = "https://example.org/~me"
    link = Link(url, (Run(url),))
    address = Foreign((Run(url),), "zxx", None)
    assert dressed(dresser, Run("~ at "), link) == (Run("en at "), Link(url, (address,)))


def test_titles_of_links_and_descriptions_are_dressed(dresser: Dresser) -> None:
    """They are read too, aloud or under the pointer."""
    content = (Link("#a", (Run("x"),), "~  title"), Picture(Path("/a.png"), "~  plan"))
    link, picture = dressed(dresser, *content)
    assert isinstance(link, Link)
    assert link.title == "en title"
    assert isinstance(picture, Picture)
    assert picture.alt == "en plan"


def test_blocks_are_dressed_at_any_depth(dresser: Dresser) -> None:
    """And each change has the line of its own block."""

    def paragraph(text: str, line: int) -> Paragraph:
        return Paragraph((Run(text),), line)

    inner = ListBlock(True, (Item((paragraph("~  c", 3),), 3),), 3)
    blocks = (
        Quote((ListBlock(False, (Item((paragraph("~  b", 2), inner), 2),), 2),), 1),
        ThematicBreak(5),
    )
    found = dresser.blocks(blocks, "en", PATH)
    inner = ListBlock(True, (Item((paragraph("en c", 3),), 3),), 3)
    assert found == (
        Quote((ListBlock(False, (Item((paragraph("en b", 2), inner), 2),), 2),), 1),
        ThematicBreak(5),
    )
    assert [change.place for change in dresser.changes] == [Place(PATH, 2), Place(PATH, 3)]


def test_notes_are_dressed(dresser: Dresser) -> None:
    """Like any block."""
    note = Note(1, (Paragraph((Run("~"),), 9),), 9)
    assert dresser.notes((note,), "en", PATH)[0].blocks == (Paragraph((Run("en"),), 9),)


def test_a_phrase_is_dressed_by_its_own_language(dresser: Dresser) -> None:
    """Whatever text it will stand in."""
    phrase = dresser.phrase(Phrase("~ ,", "fr"), Place(PATH))
    assert phrase == Phrase("fr,", "fr")
