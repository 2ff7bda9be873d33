"""Nothing stands over a margin, a folio or the notes, and who wrote it is told where."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from publish.errors import Place, TypesetError
from publish.fonts.library import open_library
from publish.typeset.bounds import MOST, check_bounds
from publish.typeset.engine import use_fonts

SHEET = """
@page { size: 200px 150px; margin: 20px; @footnote { margin-top: 5px } }
body { font: 10px/12px "Source Serif 4"; margin: 0 }
p, ul, h1 { margin: 0 }
ul { padding: 0; margin-inline-start: 15px }
img { display: block }
"""
LONG = "Antidiskriminierungsrichtliniengesetzgebungskompetenz"
PICTURE = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>"


def pages(html: str) -> Sequence[Any]:
    use_fonts(open_library().installed)
    import weasyprint

    sheets = [weasyprint.CSS(string=SHEET)]
    made: Sequence[Any] = weasyprint.HTML(string=html).render(stylesheets=sheets).pages
    return made


@pytest.mark.parametrize(
    "html",
    [
        "<p>Some words that find place" * 20,
        '<p dir="rtl">كلمات تجد مكاناً' * 20,
        "<ul><li>one<li>two</ul><ol style='padding: 0 20px'><li>one</ol>",
        '<p>words<span style="float: footnote">A note.</span>',
        f'<img alt="a" src="{PICTURE}" style="width: 160px; height: 110px">',
        '<p style="margin-left: -5px">“A mark may hang.',
        '<div style="position: relative"><b style="position: absolute; right: 0">x</b>',
    ],
)
def test_what_stands_in_its_place_is_no_fault(html: str) -> None:
    check_bounds(pages(html))


@pytest.mark.parametrize(
    ("html", "message"),
    [
        (f"<p>{LONG}", 'the line "Antidisk.*" is wider than its column'),
        (f'<p dir="rtl">{LONG}', "is wider than its column"),
        (f"<div style='columns: 2'><p>{LONG[:20]}<p>b", "is wider than its column"),
        ("<p style='margin-left: -40px'>out", 'the line "out" is wider'),
        ("<div style='position: absolute; top: 125px'>low</div>", "find place above"),
        ("<div style='position: absolute; top: -9px'>high</div>", "find place above"),
        (f'<img alt="a" src="{PICTURE}" style="width: 161px">', "a picture does not find place"),
        (f'<img alt="a" src="{PICTURE}" style="height: 111px">', "a picture does not find place"),
    ],
)
def test_what_stands_out_is_told(html: str, message: str) -> None:
    made = pages(f'<div data-origin="en.md:12">{html}</div>')
    with pytest.raises(TypesetError, match=f"page 1: .*{message}") as caught:
        check_bounds(made, Path("content/x"))
    assert caught.value.problems[0].place == Place(Path("content/x/en.md"), 12)
    assert caught.value.problems[0].remedy


def test_a_line_over_the_notes_is_told() -> None:
    """As the page engine prints a note that is longer than its page."""
    note = "words " * 300
    made = pages(f'<p>one<span style="float: footnote">{note}</span></p><p>two')
    with pytest.raises(TypesetError, match="does not find place above what stands below it"):
        check_bounds(made)


def test_what_is_told_once_is_not_told_for_ever() -> None:
    with pytest.raises(TypesetError) as caught:
        check_bounds(pages(f"<p>{LONG}</p>" * 50))
    assert len(caught.value.problems) <= MOST
