"""Of all ways to break a paragraph the best one is found: arithmetic alone, and fast."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.typeset.paragraph.breaking import (
    NO_WISH,
    TOLERANCES,
    Candidate,
    Taste,
    Wish,
    best_breaks,
)

SPACE, STRETCH, SHRINK = 4.0, 2.0, 1.0
WIDTH = 60.0
PLAIN = Taste()


def candidates(
    words: Sequence[Sequence[float]], hyphen: float = 2.0, feeds: frozenset[int] = frozenset()
) -> list[Candidate]:
    """A paragraph of words, each of which has a width for each syllable.

    Lines may end after each word, and after each syllable with a hyphen, which is as wide as
    ``hyphen``. They have to after the words with the numbers ``feeds``.
    """
    found = [Candidate(0.0, 0.0)]
    at = stretch = shrink = 0.0
    for number, word in enumerate(words):
        whole = at + sum(word)
        for syllable in word[:-1]:
            at += syllable
            give = (stretch, stretch, shrink, shrink)
            found.append(Candidate(at + hyphen, at, *give, 100.0, True, fragment=whole))
        at += word[-1]
        is_last = number == len(words) - 1
        space = 0.0 if is_last else 1.0
        found.append(
            Candidate(
                at,
                at + SPACE * space,
                stretch,
                stretch + STRETCH * space,
                shrink,
                shrink + SHRINK * space,
                is_forced=is_last or number in feeds,
            )
        )
        at, stretch, shrink = at + SPACE * space, stretch + STRETCH * space, shrink + SHRINK * space
    return found


def lines(breaks: Sequence[int]) -> Iterator[tuple[int, int]]:
    return pairwise([0, *breaks])


def overfull(found: Sequence[Candidate], breaks: Sequence[int], width: float = WIDTH) -> bool:
    """Whether a line is wider than the measure with all that its spaces can take away."""
    return any(
        found[end].end - found[start].start - (found[end].end_shrink - found[start].start_shrink)
        > width + 1e-9
        for start, end in lines(breaks)
    )


def all_ways(found: Sequence[Candidate]) -> Iterator[list[int]]:
    """Every way to break a paragraph at all."""
    last = len(found) - 1
    forced = {number for number in range(1, last) if found[number].is_forced}
    for count in range(last):
        for chosen in combinations(range(1, last), count):
            if forced <= set(chosen):
                yield [*chosen, last]


def cost(
    found: Sequence[Candidate], breaks: Sequence[int], tolerance: float, taste: Taste
) -> float | None:
    """What a way costs, by the rule as it is told; None where a line is too tight or too loose."""
    total, fitness_above, ladder = 0.0, 1, 0
    for number, (first, last) in enumerate(lines(breaks)):
        start, end = found[first], found[last]
        lack = WIDTH - (end.end - start.start)
        can = end.end_stretch - start.start_stretch
        if lack < 0:
            shrink = end.end_shrink - start.start_shrink
            if shrink <= 0 or lack < -shrink:
                return None
            ratio = lack / shrink
        elif end.is_forced:
            ratio = 0.0
        elif can > 0:
            ratio = lack / can
        else:
            ratio = 0.0 if lack < 1e-6 else float("inf")
        if ratio > tolerance:
            return None
        fitness = 0 if ratio < -0.5 else 1 if ratio <= 0.5 else 2 if ratio <= 1 else 3
        size = min(abs(ratio), 1e4)
        badness = 100 * size**3 if size <= 1 else 100 + taste.loose * (size - 1)
        total += (taste.line + badness + end.penalty) ** 2
        was_divided = ladder > 0
        ladder = ladder + 1 if end.divides else 0
        total += taste.ladder if ladder == 2 else taste.third if ladder > 2 else 0.0
        total += taste.unlike if abs(fitness - fitness_above) > 1 else 0.0
        if last == len(found) - 1:
            total += taste.last_divided if was_divided else 0.0
            is_rest = was_divided and start.fragment >= end.end - 1e-6
            total += taste.fragment if is_rest else 0.0
            is_short = number and end.end - start.start < taste.shortest
            total += taste.short if is_short else 0.0
        fitness_above = fitness
    return total


syllables = st.floats(3, 18, allow_nan=False).map(lambda width: round(width, 1))
words = st.lists(syllables, min_size=1, max_size=4)
paragraphs = st.lists(words, min_size=1, max_size=40)
small = st.lists(st.lists(syllables, min_size=1, max_size=2), min_size=1, max_size=7)


@settings(deadline=None)
@given(paragraphs, st.sets(st.integers(0, 39)))
def test_lines_follow_one_another_and_forced_breaks_are_taken(
    text: list[list[float]], feeds: set[int]
) -> None:
    found = candidates(text, feeds=frozenset(feeds))
    breaks = best_breaks(found, WIDTH, WIDTH, PLAIN)
    assert breaks == sorted(set(breaks))
    assert breaks[-1] == len(found) - 1
    assert {number for number in range(1, len(found)) if found[number].is_forced} <= set(breaks)


@settings(deadline=None)
@given(paragraphs)
def test_no_line_is_too_wide_where_there_is_a_way(text: list[list[float]]) -> None:
    """A syllable with its hyphen is never wider than the measure here, so there always is one."""
    found = candidates(text)
    assert not overfull(found, best_breaks(found, WIDTH, WIDTH, PLAIN))


@settings(deadline=None)
@given(paragraphs, st.booleans())
def test_nor_is_a_line_of_a_ragged_or_balanced_paragraph(
    text: list[list[float]], balanced: bool
) -> None:
    """Whose spaces give nothing."""
    found = [
        each._replace(end_stretch=0, start_stretch=0, end_shrink=0, start_shrink=0)
        for each in candidates(text)
    ]
    taste = Taste(is_balanced=balanced, is_ragged=not balanced)
    assert not overfull(found, best_breaks(found, WIDTH, WIDTH, taste))


@settings(max_examples=60, deadline=None)
@given(small)
def test_the_way_found_is_the_best_of_all(text: list[list[float]]) -> None:
    """Tried by counting what every way costs: at the first tolerance at which there is any.

    Of ladders of two and more only the best way to each place is followed on, as the authors of
    the algorithm do it, so the taste here has none of them.
    """
    taste = replace(PLAIN, ladder=0.0, third=0.0, last_divided=0.0, shortest=20.0)
    found = candidates(text)
    chosen = best_breaks(found, WIDTH, WIDTH, taste)
    for tolerance in TOLERANCES:
        costs = {
            tuple(way): total
            for way in all_ways(found)
            if (total := cost(found, way, tolerance, taste)) is not None
        }
        if costs:
            assert costs[tuple(chosen)] == pytest.approx(min(costs.values()))
            return


def evenly(count: int, width: float = 10.0) -> list[list[float]]:
    return [[width]] * count


def test_a_word_wider_than_the_measure_stands_out_alone() -> None:
    found = candidates([[10.0], [10.0], [90.0], [10.0]])
    assert best_breaks(found, WIDTH, WIDTH, PLAIN) == [2, 3, 4]


def test_the_first_line_has_a_width_of_its_own() -> None:
    found = candidates(evenly(12))
    by_number = [
        best_breaks(found, first, WIDTH, Taste(is_ragged=True))[0] for first in (10.0, 24.0, 38.0)
    ]
    assert by_number == [1, 2, 3]


def test_an_empty_paragraph_is_one_line() -> None:
    assert best_breaks([Candidate(0, 0), Candidate(0, 0)], WIDTH, WIDTH, PLAIN) == [1]


# --- Taste ------------------------------------------------------------------------------


def ladder_of(found: Sequence[Candidate], breaks: Sequence[int]) -> int:
    """How many divided lines stand one below the other, at most."""
    longest = count = 0
    for number in breaks:
        count = count + 1 if found[number].divides else 0
        longest = max(longest, count)
    return longest


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(syllables, min_size=2, max_size=3), min_size=12, max_size=24))
def test_three_divided_lines_are_dearer_than_none(text: list[list[float]]) -> None:
    """Where the same is asked without the cost of it, ladders are never shorter."""
    found = candidates(text)
    mild = replace(PLAIN, ladder=0.0, third=0.0)
    strict = replace(PLAIN, ladder=1e9, third=1e12)
    without, with_cost = (best_breaks(found, WIDTH, WIDTH, taste) for taste in (mild, strict))
    assert ladder_of(found, with_cost) <= max(1, ladder_of(found, without))


def test_no_paragraph_ends_in_the_rest_of_a_word_if_that_can_be_helped() -> None:
    """The last word would be divided for two lines that are filled exactly."""
    found = candidates([*evenly(5, 6.0), [8.0, 9.0]])
    width = 60.0  # five words, five spaces, the first syllable and its hyphen
    indifferent = replace(PLAIN, last_divided=0.0, fragment=0.0, loose=1e5)
    assert best_breaks(found, width, width, indifferent) == [6, 7]
    assert best_breaks(found, width, width, PLAIN) == [5, 7]


def test_a_last_line_is_not_shorter_than_it_should_be() -> None:
    found = candidates(evenly(17, 5.0))
    width = 8 * 5 + 7 * SPACE
    assert best_breaks(found, width, width, PLAIN) == [8, 16, 17]
    taste = replace(PLAIN, shortest=12.0)
    *_, before, last = best_breaks(found, width, width, taste)
    assert found[last].end - found[before].start >= 12.0


def test_lengthened_words_make_a_line_less_loose() -> None:
    """So that a line that would be too loose by its spaces alone is taken."""
    found = candidates(evenly(9, 16.0))
    with_strokes = [each._replace(strokes=number) for number, each in enumerate(found)]
    taste = Taste(stroke=8.0, most_strokes=2)
    assert best_breaks(with_strokes, 60.0, 60.0, taste) == [3, 6, 9]


# --- Wishes -----------------------------------------------------------------------------


@pytest.mark.parametrize("looseness", [-1, 1])
def test_a_paragraph_can_be_a_line_shorter_or_longer(looseness: int) -> None:
    text = [[3.0 + number % 5] for number in range(200)]
    found = candidates(text)
    usual = best_breaks(found, WIDTH, WIDTH, PLAIN)
    wished = best_breaks(found, WIDTH, WIDTH, PLAIN, Wish(looseness))
    assert len(wished) == len(usual) + looseness
    assert not overfull(found, wished)


def test_a_paragraph_that_cannot_stays_as_it_is() -> None:
    found = candidates(evenly(2))
    usual = best_breaks(found, WIDTH, WIDTH, PLAIN)
    assert best_breaks(found, WIDTH, WIDTH, PLAIN, Wish(-1)) == usual


short = st.lists(st.sampled_from((3.0, 4.5, 5.2, 6.0)), min_size=2, max_size=2)


@settings(max_examples=60, deadline=None)
@given(st.lists(short, min_size=8, max_size=30))
def test_lines_that_end_a_page_are_not_divided(text: list[list[float]]) -> None:
    """Nor is any other too wide for it. Words are short here, so that there is a way."""
    found = candidates(text, hyphen=0.5)
    found = [each._replace(penalty=0.0) for each in found]
    for number, at in enumerate(best_breaks(found, WIDTH, WIDTH, PLAIN), 1):
        if found[at].divides:
            wish = Wish(undivided=frozenset({number}))
            breaks = best_breaks(found, WIDTH, WIDTH, PLAIN, wish)
            assert len(breaks) < number or not found[breaks[number - 1]].divides
            assert not overfull(found, breaks)


def test_lines_are_counted_no_further_than_it_matters() -> None:
    """Else a long paragraph is looked at once for each number of lines that it could have."""
    assert NO_WISH.counted == 0
    assert Wish(1).counted == inf
    assert Wish(undivided=frozenset({2, 5})).counted == 5


def test_a_wish_for_a_line_of_a_long_paragraph_takes_no_longer() -> None:
    text = [[3.0, 3.0 + number % 5] for number in range(1500)]
    found = candidates(text)
    began = time.perf_counter()
    best_breaks(found, WIDTH, WIDTH, PLAIN)
    usual = time.perf_counter() - began
    best_breaks(found, WIDTH, WIDTH, PLAIN, Wish(undivided=frozenset({3})))
    assert time.perf_counter() - began < 10 * usual + 0.2
