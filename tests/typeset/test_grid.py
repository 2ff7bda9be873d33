"""All lines of running text stand on one grid, whatever is between them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from support import CONTENT
from typeset.setting import PX_PT, grid_of, main_lines, markup_of, paragraphs, written

from publish.markup.pages import Markup
from publish.typeset.engine import lay_out
from publish.typeset.layout import Layout

MEETS_PT = 0.25

EVERYTHING = """\
One line.

## Heading

This paragraph stands on the grid of the first one, and so does all that follows.

- an item,
- another,

    - and one within.

> A quotation of some words, which stands by itself.

### A lesser heading

After it.

***

![A square](images/square.png)

After the picture, [عبارة عربية]{lang=ar} in another script.

{.slogan}
Take one down and read!

{.signature}
The secretariat
"""


def off_grid_pt(layout: Layout) -> float:
    """By how much the line that is farthest from the grid misses it."""
    missed = [0.0]
    for page in layout.document.pages:
        rows = grid_of(page)
        baselines = [line.position_y + line.baseline for line in main_lines(page)]
        missed += [abs(each - rows.edge(rows.row(each)) - rows.ascent) for each in baselines]
    return max(missed) * PX_PT


@pytest.mark.parametrize("edition", ["pamphlet", "largeprint"])
@pytest.mark.parametrize("language", ["en", "ru", "ar", "fa", "fr"])
def test_every_line_of_a_text_meets_the_grid(language: str, edition: str) -> None:
    """So the lines of both sides of a leaf meet, and those of pages that face each other."""
    layout = lay_out(markup_of(CONTENT / "open-shelves", language, edition))
    assert off_grid_pt(layout) < MEETS_PT


def test_whatever_stands_between_lines_they_meet_the_grid(tmp_path: Path) -> None:
    """Heads, lists, quotations, rules, pictures of any height, slogans."""
    folder = written(tmp_path / "trial", EVERYTHING)
    (folder / "images").mkdir()
    Image.new("L", (300, 217)).save(folder / "images" / "square.png")
    assert off_grid_pt(lay_out(markup_of(folder))) < MEETS_PT


def test_without_the_mend_they_do_not(tmp_path: Path) -> None:
    """A head in larger type is enough for it."""
    folder = written(tmp_path / "trial", EVERYTHING.replace("![A square](images/square.png)", ""))
    markup = markup_of(folder)
    rules = "main { --line-snap: none }"
    assert off_grid_pt(lay_out(_with(markup, rules))) > MEETS_PT


def test_the_first_head_stands_where_others_do(tmp_path: Path) -> None:
    """At the top of its page, as one that begins a later page."""
    words = f"## First\n\n{paragraphs(13, 2)}\n\n## Second\n\nIts text.\n\n{paragraphs(3)}"
    layout = lay_out(markup_of(written(tmp_path / "trial", words)))
    tops = [min(line.position_y for line in main_lines(page)) for page in layout.document.pages[1:]]
    assert len(tops) > 1
    assert max(tops) - min(tops) < 0.01


def test_the_page_is_as_high_as_a_number_of_lines(tmp_path: Path) -> None:
    """So notes at its foot end where its last line would."""
    layout = lay_out(markup_of(written(tmp_path / "trial", "One line.")))
    page = layout.document.pages[1]
    rows = page._page_box.height / grid_of(page).leading
    assert rows == pytest.approx(round(rows), abs=1e-6)


def _with(markup: Markup, rules: str) -> Markup:
    return replace(markup, rules=markup.rules + rules)
