"""The page of figures is what was kept, and earlier figures stand beside those of now."""

from __future__ import annotations

from bench.lines.evenness import LineFigures
from bench.lines.page import PAGE, page, with_before
from bench.lines.table import lines, percent

NOW = {"Publish": LineFigures(lines=2, ratios=(1.0, 2.0)), "Other": LineFigures()}
BEFORE = {"Publish": LineFigures(lines=2, ratios=(1.0, 4.0)), "Other": LineFigures()}


def test_the_page_is_what_was_kept() -> None:
    """`make bench-lines` writes it anew."""
    assert PAGE.read_text("utf-8") == page()


def test_earlier_figures_stand_before_those_of_now() -> None:
    head, _, *rows = with_before(lines(NOW), lines(BEFORE)).splitlines()
    assert [row.split("|")[1].strip() for row in (head, *rows)] == [
        "file",
        "Publish, before",
        "Publish",
        "Other",
    ]
    assert "4.00" in rows[0]
    assert "4.00" not in rows[1]
    assert with_before(lines(NOW), lines(NOW)) == lines(NOW)


def test_small_shares_have_a_decimal_and_none_has_not() -> None:
    assert [percent(share) for share in (0, 0.002, 0.049, 0.45)] == [
        "0 %",
        "0.2 %",
        "4.9 %",
        "45 %",
    ]
