"""What is heard of the tags of a pamphlet is the text, word for word, in every language."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import CONTENT, TEXTS

from aloud.spoken import differences, spoken_of, transcript
from publish.aloud.transcript import blocks
from publish.content.load import load
from publish.text.edit import edit


@pytest.mark.parametrize(("slug", "language"), TEXTS)
def test_what_is_heard_is_the_text(slug: str, language: str, built: Path) -> None:
    text = edit(load(CONTENT / slug), language)
    printed = transcript(built / slug / f"{slug}.{language}.pamphlet.pdf")
    assert differences(text, printed) == []


def test_a_hearer_knows_where_they_are(built: Path) -> None:
    printed = transcript(built / "open-shelves" / "open-shelves.en.pamphlet.pdf")
    lines = printed.splitlines()
    for announced in (
        "[title: “For Open Shelves”]",
        "[document in English (en)]",
        "[heading level 1]",
        "[heading level 2]",
        "[heading level 3]",
        "[list of 3 items]",
        "[item 2 of 3, “2.”]",
        "[list of 2 items, level 2]",
        "[end of list, level 2]",
        "[language: Arabic (ar)]",
        "[call of note “1”]",
        "[note “1”]",
        "[end of note “1”]",
        "[quotation]",
        "[link: https://example.org/open-shelves/sign, “Sign the declaration”]",
        "[figure: “https://example.org/open-shelves”]",
    ):
        assert announced in lines, announced


@pytest.mark.parametrize(("slug", "language"), TEXTS)
def test_what_is_heard_of_a_book_is_the_text(slug: str, language: str, built: Path) -> None:
    """In its own order: notes at the end of the text."""
    text = edit(load(CONTENT / slug), language)
    heard = blocks(transcript(built / slug / f"{slug}.{language}.epub"))
    assert [piece for piece in spoken_of(text) if piece not in heard] == []


def test_a_book_is_announced_as_a_pamphlet_is(built: Path) -> None:
    printed = transcript(built / "open-shelves" / "open-shelves.en.epub")
    lines = printed.splitlines()
    for announced in (
        "[title: “For Open Shelves”]",
        "[heading level 3]",
        "[list of 3 items]",
        "[item 3 of 3]",
        "[language: Arabic (ar)]",
        "[call of note “1”]",
        "[note “1”]",
        "[quotation]",
        "[link: https://example.org/open-shelves/sign, “Sign the declaration”]",
    ):
        assert announced in lines, announced
