"""The contents lead to every heading of the text, by labels that can stand in a link."""

from pathlib import Path

from publish.content.statement import (
    Break,
    Emphasis,
    Foreign,
    Heading,
    Inline,
    Item,
    Link,
    ListBlock,
    NoteRef,
    Paragraph,
    Picture,
    Quote,
    Run,
)
from publish.epub.contents import Entry, anchored, headings, label, levelled, one_line


def heading(level: int, text: str, ident: str | None = None) -> Heading:
    return Heading(level, (Run(text),), 1, ident=ident)


def outline(entries: tuple[Entry, ...]) -> dict[str, object]:
    return {one_line(entry.label): outline(entry.children) for entry in entries}


def test_smaller_headings_stand_below_the_heading_before_them() -> None:
    blocks = anchored(
        (heading(3, "a"), heading(3, "b"), heading(2, "c"), heading(3, "d"), heading(2, "e"))
    )

    assert outline(headings(blocks, "x")) == {"a": {}, "b": {}, "c": {"d": {}}, "e": {}}


def test_an_editors_identifier_is_kept_and_others_differ_from_all_of_them() -> None:
    """An editor's identifier has no dot, so that a made one can never be the same."""
    blocks = anchored((heading(2, "a", "section"), heading(2, "b"), heading(2, "c")))
    hrefs = [entry.href for entry in headings(blocks, "text.xhtml")]

    assert hrefs[0] == "text.xhtml#section"
    assert len({*hrefs}) == 3
    assert all("." in href.split("#")[1] for href in hrefs[1:])


def test_no_level_of_heading_is_passed_over() -> None:
    """A title of level 1 is followed by level 2, even where that is quoted or listed."""
    item = Item((heading(3, "b"),), 1)
    blocks = levelled(
        (
            heading(3, "a"),
            ListBlock(False, (item,), 1),
            Quote((heading(2, "c"), heading(3, "d")), 1),
            heading(3, "e"),
        )
    )

    assert blocks == (
        heading(2, "a"),
        ListBlock(False, (Item((heading(2, "b"),), 1),), 1),
        Quote((heading(2, "c"), heading(3, "d")), 1),
        heading(3, "e"),
    )


def test_a_heading_that_is_quoted_is_not_the_texts_own() -> None:
    quote = Quote((heading(2, "theirs"),), 1)

    assert headings(anchored((quote, Paragraph((Run("x"),), 2))), "x") == ()


def test_a_label_keeps_emphasis_and_direction_and_loses_what_a_link_cannot_hold() -> None:
    river = Foreign((Run("نهر"),), "ar", "rtl")
    content: tuple[Inline, ...] = (
        Link("https://example.org", (Emphasis((Run("far"), NoteRef(1))),)),
        Break(),
        river,
        NoteRef(2),
        Picture(Path("/a.png"), "drop"),
    )

    assert label(content) == (Emphasis((Run("far"),)), Run(" "), river, Run("drop"))
    assert one_line(content) == "far نهرdrop"
