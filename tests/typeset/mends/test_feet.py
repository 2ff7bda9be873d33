"""Pages that face each other end on the same line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support import CONTENT
from typeset.setting import SENTENCE, feet, markup_of, paragraphs, written

from publish.markup.pages import Markup
from publish.typeset.engine import lay_out, write_pdf
from publish.typeset.layout import Layout
from publish.typeset.mends.feet import MOST_SHORT

MANY = "\n\n".join(f"Paragraph {n}: {SENTENCE * (1 + n * n % 5)}" for n in range(60))
"""Paragraphs of two to nine lines: a page of them is level with another by chance."""


def openings(layout: Layout) -> list[tuple[int, int]]:
    """The last rows of each two pages that face each other, but for those with the text's end."""
    rows = feet(layout)
    last = max(number for number, row in enumerate(rows) if row)
    return [(rows[first], rows[first + 1]) for first in range(1, last - 1, 2)]


@pytest.fixture(scope="module")
def markup(tmp_path_factory: pytest.TempPathFactory) -> Markup:
    words = "\n\n".join([MANY, "## A head", paragraphs(9, 2), "- one\n- two", MANY])
    return markup_of(written(tmp_path_factory.mktemp("text") / "trial", words))


def test_openings_are_level(markup: Markup) -> None:
    found = openings(lay_out(markup))
    assert len(found) > 3
    assert all(first == second for first, second in found)


def test_without_being_asked_they_are_not(markup: Markup) -> None:
    found = openings(lay_out(replace(markup, facing=False)))
    assert any(first != second for first, second in found)


def test_no_opening_is_much_shorter_than_others(markup: Markup) -> None:
    found = openings(lay_out(markup))
    assert min(min(pair) for pair in found) >= (1 - MOST_SHORT) * max(max(pair) for pair in found)


@pytest.mark.parametrize(
    ("slug", "language"),
    [("imcwp-23-ukraine", "ru"), ("imcwp-23-ukraine", "ar"), ("imcwp-23-ukraine", "en")],
)
def test_the_openings_of_our_own_pamphlets_are_level(slug: str, language: str) -> None:
    found = openings(lay_out(markup_of(CONTENT / slug, language)))
    assert found
    assert all(first == second for first, second in found)


def test_a_page_with_notes_reaches_its_foot(tmp_path: Path) -> None:
    """Its notes do, whatever the text above them, and the page beside it does so too."""
    note = "\n\n[^a]: A note at the foot."
    words = f"{paragraphs(4)} It has a note.[^a]\n\n{paragraphs(30, 2)}{note}"
    first, second = openings(lay_out(markup_of(written(tmp_path / "trial", words))))[0]
    assert first < second


def test_pages_that_are_given_up_leave_no_trace(markup: Markup) -> None:
    """The same bytes each time, and every letter there: the layout itself counts them."""
    assert write_pdf(lay_out(markup)) == write_pdf(lay_out(markup))


def test_where_a_text_ends_the_page_beside_it_is_full(tmp_path: Path) -> None:
    """The last page ends where it ends; the one that faces it is not cut short for that."""
    layout = lay_out(markup_of(written(tmp_path / "trial", paragraphs(20, 2))))
    rows = feet(layout)
    assert rows[1] > rows[2] + 4
