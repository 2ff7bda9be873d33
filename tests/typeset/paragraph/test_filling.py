"""A line gets exactly what it lacks, and nothing in it gets more than it bears."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publish.typeset.elongation import Place
from publish.typeset.paragraph.filling import Piece, fill, strokes
from publish.typeset.paragraph.glue import (
    LETTER_STRETCH,
    SPACE_SHRINK,
    SPACE_STRETCH,
    TRACKED_FROM,
    WIDEST_SPACE,
)

SPACE = 3.0


def piece(letters: int, spaces: int, *, start: int, expands: bool, tracking: float) -> Piece:
    """Letters that are 5 wide, and spaces after them."""
    gives = [
        (start + letters + number, SPACE_STRETCH * SPACE, SPACE_SHRINK * SPACE)
        for number in range(spaces)
    ]
    inner = range(start, start + letters - 1) if expands else ()
    return Piece(5.0 * letters + SPACE * spaces, expands, gives, [*inner], tracking)


@st.composite
def lines(draw: st.DrawFn) -> list[Piece]:
    found, start = [], 0
    for _ in range(draw(st.integers(1, 8))):
        letters, spaces = draw(st.integers(1, 9)), draw(st.integers(0, 2))
        expands, tracking = draw(st.booleans()), draw(st.sampled_from((0.0, 0.2)))
        found.append(piece(letters, spaces, start=start, expands=expands, tracking=tracking))
        start += letters + spaces
    return found


def letters_of(pieces: Sequence[Piece]) -> float:
    return sum(piece.width for piece in pieces if piece.expands)


def total(pieces: Sequence[Piece], scale: float, given: dict[int, float]) -> float:
    return letters_of(pieces) * (scale - 1) + sum(given.values())


@settings(deadline=None)
@given(lines(), st.floats(-40, 200, allow_nan=False))
def test_what_is_given_and_what_is_left_is_what_was_lacking(
    pieces: list[Piece], lack: float
) -> None:
    """Or too much: a line stands out by what cannot be taken away."""
    filled = fill(pieces, lack)
    assert total(pieces, filled.scale, filled.given) + filled.left == pytest.approx(lack)
    assert filled.left * lack >= -1e-9


@settings(deadline=None)
@given(lines(), st.floats(-40, 200, allow_nan=False))
def test_nothing_gets_more_than_it_bears(pieces: list[Piece], lack: float) -> None:
    filled = fill(pieces, lack)
    assert 1 - LETTER_STRETCH - 1e-9 <= filled.scale <= 1 + LETTER_STRETCH + 1e-9
    spaces = {at for piece in pieces for at, *_ in piece.gives}
    letters = {at: piece.tracking for piece in pieces for at in piece.letters}
    for at, extra in filled.given.items():
        if at in spaces:
            assert SPACE * (1 - SPACE_SHRINK) - 1e-6 <= SPACE + extra <= SPACE * WIDEST_SPACE + 1e-6
        else:
            assert 0 <= extra <= letters[at] + 1e-9


@settings(deadline=None)
@given(lines())
def test_a_line_that_fits_is_left_alone(pieces: list[Piece]) -> None:
    filled = fill(pieces, 0.0)
    assert (filled.scale, filled.left) == (1.0, 0.0)
    assert not any(filled.given.values())


def test_letters_and_spaces_share_in_what_both_can() -> None:
    """At a ratio of a half each gives half of what it can."""
    pieces = [piece(20, 4, start=0, expands=True, tracking=0.2)]
    can = LETTER_STRETCH * pieces[0].width + 4 * SPACE_STRETCH * SPACE
    filled = fill(pieces, can / 2)
    assert filled.scale == pytest.approx(1 + LETTER_STRETCH / 2)
    assert set(filled.given) == {20, 21, 22, 23}
    assert all(each == pytest.approx(SPACE_STRETCH * SPACE / 2) for each in filled.given.values())


def test_letters_are_spaced_before_spaces_get_wider_still() -> None:
    """Where these have given most of what they can; then they give the rest, too."""
    pieces = [piece(20, 4, start=0, expands=True, tracking=0.2)]
    spaces = 4 * SPACE_STRETCH * SPACE
    narrow = LETTER_STRETCH * pieces[0].width + TRACKED_FROM * spaces
    for lack, tracked, spaced in (
        (narrow + 19 * 0.2 + 0.5, 0.2, (TRACKED_FROM * spaces + 0.5) / 4),
        (narrow + 19 * 0.2 / 2, 0.1, TRACKED_FROM * spaces / 4),
    ):
        filled = fill(pieces, lack)
        assert all(filled.given[at] == pytest.approx(tracked) for at in range(19))
        assert all(filled.given[at] == pytest.approx(spaced) for at in range(20, 24))


def test_lines_without_spaces_are_filled_by_letters_alone() -> None:
    """As far as these bear it, and never by too much."""
    pieces = [piece(20, 0, start=0, expands=True, tracking=0.2)]
    filled = fill(pieces, LETTER_STRETCH * pieces[0].width)
    assert filled.scale == pytest.approx(1 + LETTER_STRETCH)
    assert not any(filled.given.values())
    assert filled.left == pytest.approx(0.0)


def test_no_hole_is_torn() -> None:
    """A line that lacks too much stays short, with spaces no wider than they should be."""
    pieces = [piece(6, 2, start=0, expands=False, tracking=0.0)]
    filled = fill(pieces, 100.0)
    assert filled.left == pytest.approx(100.0 - 2 * SPACE_STRETCH * SPACE)
    assert all(each == pytest.approx(SPACE_STRETCH * SPACE) for each in filled.given.values())


@pytest.mark.parametrize("lack", [12.0, -12.0])
def test_what_cannot_give_gives_nothing(lack: float) -> None:
    filled = fill([piece(6, 0, start=0, expands=False, tracking=0.0)], lack)
    assert (filled.scale, filled.given, filled.left) == (1.0, {}, lack)
    assert fill([], lack).left == lack


# --- Strokes ------------------------------------------------------------------------

WORDS = (Place(2, 3), None, Place(12, 0), Place(20, 5))
AT = (10.0, 30.0, 60.0, 100.0)


def dealt(lack: float, taken: Sequence[tuple[float, float]] = ()) -> list[tuple[int, int]]:
    found = strokes(WORDS, lack, 12.0, 2.0, 10.0, taken, AT)
    return [(share.word, share.strokes) for share in found]


def test_spaces_get_wider_before_words_do() -> None:
    assert dealt(0.3 * 12) == dealt(-5) == []
    assert dealt(0.3 * 12 + 2) == [(2, 1)]


def test_no_stroke_stands_below_another() -> None:
    assert dealt(10) == [(2, 2), (0, 1)]
    assert dealt(10, [(58.0, 62.0)])[0][0] != 2
    assert all(word != 2 for word, _ in dealt(10, [(50.5, 55.0)])), "within an em of it"
    assert dealt(10, [(0.0, 200.0)]) == []


def test_faces_without_strokes_have_none() -> None:
    assert strokes(WORDS, 30.0, 12.0, 0.0, 10.0, (), AT) == []
