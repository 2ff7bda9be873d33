"""Pages are filled up where they have blank lines already, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from typeset.setting import feet, grid_of, main_lines, markup_of, written

from publish.typeset.engine import lay_out
from publish.typeset.gaps import MOST_OPENED, fill, room

WORDS = """\
First.

Another one, which leads into a list:

- an item,
- another.

## Head

Its text.

> Quoted words.

The end.
"""


@pytest.fixture
def page(tmp_path: Path) -> object:
    layout = lay_out(markup_of(written(tmp_path / "trial", WORDS)))
    return layout.document.pages[1]


def rows_of(page: object) -> dict[str, int]:
    """The row of each line by its first word."""
    rows = grid_of(page)
    return {
        next(box.text for box in line.descendants() if hasattr(box, "text")).split()[0]: rows.row(
            line.position_y + line.baseline
        )
        for line in main_lines(page)
    }


def test_what_is_apart_is_set_further_apart(page: object) -> None:
    """The lowest of gaps that are alike first; what stands above a gap stays."""
    content, rows = page._page_box.children[0], grid_of(page)  # type: ignore[attr-defined]
    before = rows_of(page)
    fill(content, rows, 2)
    moved = {word: row - before[word] for word, row in rows_of(page).items()}
    assert moved == {**dict.fromkeys(before, 0), "Quoted": 1, "The": 2}


def test_a_list_stays_with_the_line_that_leads_in(page: object) -> None:
    """All gaps opened, the list is where it was below that line."""
    content, rows = page._page_box.children[0], grid_of(page)  # type: ignore[attr-defined]
    before = rows_of(page)
    assert room(content, rows) == MOST_OPENED
    fill(content, rows, MOST_OPENED)
    after = rows_of(page)
    assert after["an"] - after["Another"] == before["an"] - before["Another"]


def test_a_page_without_gaps_has_no_room(tmp_path: Path) -> None:
    layout = lay_out(markup_of(written(tmp_path / "trial", "One.\n\nTwo.\n\nThree.")))
    page = layout.document.pages[1]
    assert room(page._page_box.children[0], grid_of(page)) == 0
    assert feet(layout)[1] == 3
