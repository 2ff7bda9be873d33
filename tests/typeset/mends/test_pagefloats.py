"""The colophon stands at the foot of a page, below its notes, and never alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from typeset.setting import boxes_of, main_lines, markup_of, paragraphs, written

from publish.typeset.engine import lay_out
from publish.typeset.layout import Layout

PX_MM = 25.4 / 96


def colophon_foot_mm(layout: Layout) -> float:
    """How far the colophon ends above the end of its page's area."""
    page = layout.document.pages[-1]
    (colophon,) = boxes_of("colophon", page)
    area = page._page_box.content_box_y() + page._page_box.height
    return float(area - colophon.position_y - colophon.margin_height()) * PX_MM


@pytest.mark.parametrize("edition", ["pamphlet", "largeprint"])
def test_it_ends_where_the_page_does(tmp_path: Path, edition: str) -> None:
    layout = lay_out(markup_of(written(tmp_path / "trial", "One line."), edition=edition))
    assert colophon_foot_mm(layout) == pytest.approx(0, abs=0.01)


@pytest.mark.parametrize("count", range(12, 18))
def test_the_last_page_has_lines_of_the_text(tmp_path: Path, count: int) -> None:
    """However the text ends, two of its lines at least keep the colophon company."""
    layout = lay_out(markup_of(written(tmp_path / "trial", paragraphs(count))))
    assert len(main_lines(layout.document.pages[-1])) >= 2
    assert colophon_foot_mm(layout) == pytest.approx(0, abs=0.01)


def test_notes_of_the_last_page_stand_above_it(tmp_path: Path) -> None:
    words = "One line.[^a]\n\n[^a]: A note at the foot."
    layout = lay_out(markup_of(written(tmp_path / "trial", words)))
    page = layout.document.pages[-1]
    (note, *_), (colophon,) = boxes_of("note", page), boxes_of("colophon", page)
    (line, *_) = main_lines(page)
    assert line.position_y < note.position_y < colophon.position_y
    assert colophon_foot_mm(layout) == pytest.approx(0, abs=0.01)
