"""The figures of a run follow from what is printed, on what, and how often."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from runs.example_job import A4, PAPERS, job, part

from publish.runs.job import Waste, rounded
from publish.runs.papers import Price

EUR = Price(Decimal("8.90"), "EUR")


def test_a_booklet_weighs_and_measures_what_its_leaves_do() -> None:
    """Eight leaves of A5 on 80 g/m²: 8 × 0.148 × 0.210 × 80 = 19.9 g, and 0.8 mm."""
    sixteen_pages = part()
    assert sixteen_pages.leaves_per_copy == 8
    assert sixteen_pages.weight_g == pytest.approx(8 * 0.148 * 0.210 * 80)
    assert sixteen_pages.thickness_mm == pytest.approx(0.8)


def test_sheets_and_their_waste_are_counted_apart() -> None:
    """500 copies of 4 sheets are 2000, and 3 % of that are 60."""
    assert (part().net_sheets, part().waste_sheets, part().total_sheets) == (2000, 60, 2060)


def test_waste_is_rounded_up_and_has_a_least() -> None:
    assert Waste(Decimal(3)).sheets(1) == 5
    assert Waste(Decimal(3)).sheets(201) == 7
    assert Waste(Decimal(0)).sheets(201) == 0
    assert Waste(Decimal("0.5")).sheets(10_000) == 50


@given(st.integers(1, 5000), st.integers(1, 40), st.sampled_from((1, 2, 4, 8)))
def test_there_are_sheets_for_every_copy_and_none_too_many(
    copies: int, sheets: int, at_once: int
) -> None:
    """Where copies share a sheet, the last set is printed whole."""
    made = part(copies=copies, sheets=sheets, copies_per_set=at_once)
    assert made.sets * at_once >= copies > (made.sets - 1) * at_once
    assert made.net_sheets == made.sets * sheets
    assert made.sheets_per_copy == Fraction(sheets, at_once)


def test_copies_that_share_a_sheet_share_its_weight() -> None:
    """Four copies of a leaf on a sheet: each weighs a leaf, not a sheet."""
    leaf = part(grid=(2, 2), sheets=1, sides=2, copies_per_set=4)
    assert leaf.weight_g == pytest.approx(0.148 * 0.210 * 80)


def test_a_cover_counts_with_its_own_paper() -> None:
    cover = part(kind="cover", paper=PAPERS["cover-200"], sheets=1, sides=2)
    inside = part(kind="inside", sheets=3, sides=6)
    (booklet,) = job(cover, inside).booklets
    assert booklet.sheets_per_copy == 4
    assert booklet.weight_g == pytest.approx((2 * 200 + 6 * 80) * 0.148 * 0.210)
    assert booklet.thickness_mm == pytest.approx(2 * 0.19 + 6 * 0.1)
    assert [need.paper.name for need in job(cover, inside).needs] == ["cover-200", "offset-80"]


def test_paper_is_summed_up_by_paper_and_size() -> None:
    run = job(part(price=EUR), part(price=EUR, sheets=2))
    (need,) = run.needs
    assert (need.net_sheets, need.waste_sheets) == (3000, 90)
    assert need.weight_g == pytest.approx(3090 * 0.210 * 0.297 * 80)
    assert need.cost is not None
    assert need.cost.amount == Decimal("8.90") * 3090 / 1000
    assert [cost.currency for cost in run.costs] == ["EUR"]


def test_the_whole_costs_nothing_known_while_a_price_is_missing() -> None:
    run = job(part(price=EUR), part(paper=PAPERS["cover-200"]))
    assert run.costs == ()
    assert [need.cost is None for need in run.needs] == [False, True]


def test_money_is_rounded_half_up() -> None:
    assert rounded(Decimal("0.125")) == Decimal("0.13")


def test_a_sheet_is_trimmed_where_paper_is_left_over() -> None:
    """Two A5 pages are A4 but for a millimetre; on SRA4 there is an edge to cut off."""
    sra4 = next(each for each in PAPERS["offset-80"].formats if each.name == "SRA4")
    assert not part(format=A4).trimmed
    assert part(format=sra4, sheet_mm=(320.0, 225.0)).trimmed
