"""A fit stays within its bounds, and says of itself what style sheets need to know."""

from __future__ import annotations

from itertools import pairwise

from publish.markup.fit import (
    LEAST_LEADING,
    LEAST_SIZE,
    MOST_DEPTH_MM,
    PLAIN,
    Fit,
    fit_rules,
    rungs,
)


def test_the_plain_fit_changes_nothing() -> None:
    assert fit_rules(PLAIN) == ""
    assert fit_rules(Fit(title="head", colophon="title")) == ""


def test_a_fit_changes_what_it_names() -> None:
    fit = Fit(leading=0.97, size=0.985, depth_mm=176.0)
    assert fit_rules(fit) == ":root { --pt: 0.985pt; --lead: 0.97pt; --depth: 176mm }\n"


def test_each_rung_is_at_least_as_close_as_the_one_before() -> None:
    """First the title, then leading, then size, then the margins."""
    ways = rungs(PLAIN, title=True)
    assert ways[0] == PLAIN
    for one, next_ in pairwise(ways):
        assert next_ != one
        assert next_.leading <= one.leading
        assert next_.size <= one.size
        assert next_.depth_mm >= one.depth_mm
    heads, *_ = (number for number, way in enumerate(ways) if way.title == "head")
    closer, *_ = (number for number, way in enumerate(ways) if way.leading < 1)
    smaller, *_ = (number for number, way in enumerate(ways) if way.size < 1)
    assert heads < closer < smaller
    assert ways[-1].depth_mm == MOST_DEPTH_MM


def test_no_rung_is_closer_than_is_allowed() -> None:
    for way in rungs(PLAIN, title=True):
        assert way.leading >= LEAST_LEADING >= 0.97
        assert way.size >= LEAST_SIZE >= 0.97
        assert way.depth_mm <= MOST_DEPTH_MM


def test_a_title_that_is_set_stays_where_it_is() -> None:
    """Whatever a fit would gain by it."""
    assert {way.title for way in rungs(PLAIN, title=False)} == {"page"}
    assert {way.title for way in rungs(Fit(title="head"), title=False)} == {"head"}
