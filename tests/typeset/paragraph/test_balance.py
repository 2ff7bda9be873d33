"""Titles and heads of several lines have lines of about the same length."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

import pytest

from publish.fonts.library import open_library
from publish.typeset.engine import use_fonts
from publish.typeset.gaps import lines
from publish.typeset.hyphenation import Patterns
from publish.typeset.mends.paragraphs import whole_paragraphs

SHEET = """
@page {{ size: 400px 600px; margin: 20px }}
html {{ font: 20px/24px "Source Serif 4"; direction: {direction} }}
body, p {{ margin: 0 }}
p {{ text-align: {align} }}
.balanced {{ --text-wrap: balance }}
"""
WORDS = "The communists and workers of all countries meet in the harbour at noon"


def balanced() -> AbstractContextManager[None]:
    return whole_paragraphs(Patterns("en", "en", capitals=False), None)


def ends(
    words: str, context: AbstractContextManager[None], direction: str = "ltr", align: str = "start"
) -> list[tuple[float, float]]:
    """Where each line of a balanced paragraph begins and ends, in pixels from the page's left."""
    use_fonts(open_library().installed)
    import weasyprint

    sheet = weasyprint.CSS(string=SHEET.format(direction=direction, align=align))
    html = f'<html dir="{direction}"><p class="balanced">{words}'
    with context:
        document = weasyprint.HTML(string=html).render(stylesheets=[sheet])
    found = lines(document.pages[0]._page_box.children[0])
    return [(line.position_x, line.position_x + line.width) for line in found]


def widths(words: str, context: AbstractContextManager[None]) -> list[float]:
    return [right - left for left, right in ends(words, context)]


def test_no_line_is_much_shorter_than_another() -> None:
    """And there are no more lines than there were."""
    before, after = widths(WORDS, nullcontext()), widths(WORDS, balanced())
    assert len(before) == len(after) > 1
    assert min(before) < 0.5 * max(before)
    assert min(after) > 0.7 * max(after)


@pytest.mark.parametrize(
    ("direction", "align", "side"),
    [("ltr", "start", 20), ("ltr", "end", 380), ("rtl", "start", 380), ("rtl", "end", 20)],
)
def test_lines_are_aligned_at_the_side_of_the_column(direction: str, align: str, side: int) -> None:
    """Of 360 pixels from the 20th on; a narrower one would be aligned elsewhere."""
    for left, right in ends(WORDS, balanced(), direction, align):
        assert min(abs(left - side), abs(right - side)) < 0.5


def test_centred_lines_stay_in_the_middle() -> None:
    for left, right in ends(WORDS, balanced(), align="center"):
        assert (left + right) / 2 == pytest.approx(200, abs=0.5)


def test_what_has_one_line_is_left_as_it_is() -> None:
    ((left, right),) = ends("One line", balanced())
    assert (left, right) == pytest.approx(ends("One line", nullcontext())[0], abs=0.5)
