"""Two texts in step: the arithmetic of rows and pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.errors import TypesetError
from publish.typeset.measures import Measure
from publish.volumes.steps import ORPHANS, WIDOWS, Row, in_step

PAGE_PT = 200.0


def paragraph(lines: int, leading: float = 14.0, ascent: float = 10.0, gap: float = 7.0) -> Measure:
    edges = tuple(leading * number for number in range(1, lines + 1))
    return Measure(gap, ascent, leading * lines, edges)


SIDE = st.one_of(
    st.builds(paragraph, st.integers(1, 40)),
    st.builds(paragraph, st.integers(1, 40), st.just(19.6), st.just(13.0), st.just(9.8)),
)
ROW = st.one_of(st.tuples(SIDE, SIDE), st.tuples(SIDE, st.none()), st.tuples(st.none(), SIDE))


@given(st.lists(ROW, min_size=1, max_size=25))
def test_pairs_share_a_baseline_and_never_overlap(rows: list[Row]) -> None:
    last = [(0, 0.0), (0, 0.0)]
    for row, both in zip(rows, in_step(rows, PAGE_PT), strict=True):
        baselines = set()
        for number, (side, step) in enumerate(zip(row, both, strict=True)):
            assert (side is None) == (step is None)
            if side is None or step is None:
                continue
            start = step.start.page, step.start.depth_pt
            assert start >= (last[number][0], last[number][1] - 0.001)
            assert start[1] + side.ascent_pt <= PAGE_PT
            assert step.end.depth_pt <= PAGE_PT + 0.1
            baselines.add((step.start.page, round(step.start.depth_pt + side.ascent_pt, 3)))
            last[number] = step.end.page, step.end.depth_pt
            if step.divided:
                assert sum(step.divided) == len(side.lines_pt)
                assert step.divided[0] >= ORPHANS
                assert step.divided[-1] >= WIDOWS
        assert len(baselines) == 1


def test_a_heading_stays_with_the_next_row() -> None:
    heading = Measure(14, 10, 14, (14.0,), with_next=True)
    rows: list[Row] = [
        (paragraph(12), paragraph(12)),
        (heading, heading),
        (paragraph(4), paragraph(4)),
    ]
    steps = in_step([*rows, (paragraph(1), paragraph(1))], PAGE_PT)
    assert [step and step.start.page for step in steps[1]] == [1, 1]
    assert [step and step.start.page for step in steps[2]] == [1, 1]


def test_the_shorter_side_waits_for_the_longer() -> None:
    rows: list[Row] = [(paragraph(20), paragraph(2)), (paragraph(1), paragraph(1))] * 2
    steps = in_step(rows, PAGE_PT)
    left, right = steps[1]
    assert left is not None
    assert right is not None
    assert left.start == right.start
    assert left.start.page == 1
    assert (left.turns, right.turns) == (0, 1)


def test_what_cannot_be_divided_and_is_higher_than_a_page_is_told() -> None:
    high = Measure(7, 10, PAGE_PT + 1)
    with pytest.raises(TypesetError, match="higher than a page"):
        in_step([(high, high)], PAGE_PT)
