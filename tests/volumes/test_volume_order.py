"""Where the pages of a volume stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from publish.volumes.order import (
    beginnings,
    blanks_between,
    blanks_in_the_middle,
    reading_order,
    side_of,
)

LENGTHS = st.lists(st.integers(1, 30), min_size=1, max_size=6)


@given(st.integers(1, 5), LENGTHS)
def test_every_text_begins_on_an_odd_page_after_the_one_before(
    before: int, lengths: list[int]
) -> None:
    end = before
    begins, blanks = beginnings(before, lengths), blanks_between(before, lengths)
    for begin, blank, length in zip(begins, blanks, lengths, strict=True):
        assert begin % 2 == 1
        assert begin == end + blank + 1
        assert blank in (0, 1)
        end = begin + length - 1


@given(st.integers(1, 60), st.integers(1, 60))
def test_two_covers_fill_whole_sheets_and_every_page_is_read_once(front: int, back: int) -> None:
    total = front + blanks_in_the_middle(front, back) + back
    order = reading_order(front, back)
    assert total % 4 == 0
    assert sorted(order) == list(range(total))
    assert order[:front] == tuple(range(front))
    assert order[-back:] == tuple(range(total - 1, total - back - 1, -1))


def test_page_one_lies_across_the_spine() -> None:
    assert side_of(1, "left") == "right"
    assert side_of(2, "left") == "left"
    assert side_of(1, "right") == "left"
