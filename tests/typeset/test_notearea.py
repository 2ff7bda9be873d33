"""How much of each note stands on a page, reckoned from heights alone."""

from __future__ import annotations

import pytest

from publish.typeset.notearea import NoteArea, Part, Rest

LINE, PAGE, AROUND = 10.0, 400.0, 20.0


def of_lines(rest: Rest, height: float, is_forced: bool) -> Part | None:
    """Sets a note of as many lines as its box says, from a line on, not one alone."""
    begin, count = rest.place or 0, int(rest.box)
    left = count - begin
    fits = min(left, int(height // LINE))
    if fits < left:
        fits = min(fits, left - 2) if left - fits < 2 else fits  # no widow
        if fits < 2:
            if not is_forced:
                return None
            fits = max(1, fits)
    place = begin + fits if fits < left else None
    lines = tuple(LINE * (number + 1) for number in range(fits))
    return Part((count, begin, fits), fits * LINE, place, lines)


def area(*carried: Rest) -> NoteArea:
    return NoteArea(of_lines, 0, PAGE, AROUND, carried)


def note(lines: int) -> Rest:
    return Rest(lines, None)


def settled(notes: NoteArea, text: float) -> tuple[list[int], list[tuple[int, int]]]:
    """The lines of each note that stand on the page, and what is left over from where."""
    parts, rests = notes.settle(text)
    assert text + AROUND + sum(part.height for part in parts) <= PAGE + 1e-6 or not text
    return [part.box[2] for part in parts], [(rest.box, rest.place or 0) for rest in rests]


def test_notes_that_find_place_stand_whole() -> None:
    notes = area()
    assert notes.height == 0
    assert notes.admit([note(3)], 100, must=False)
    assert notes.admit([note(5)], 200, must=False)
    assert notes.height == AROUND + 8 * LINE
    assert settled(notes, 300) == ([3, 5], [])


def test_the_last_note_is_divided_and_no_other_called_after_it() -> None:
    """Its rest comes first on the next page, before the notes that are called there."""
    notes = area()
    assert notes.admit([note(3)], 100, must=False)
    assert notes.admit([note(20)], 260, must=False)
    assert not notes.admit([note(1)], 270, must=False)
    assert settled(notes, 260) == ([3, 9], [(20, 9)])
    _, rests = notes.settle(260)
    following = area(*rests)
    assert following.is_carried
    assert following.admit([note(2)], 50, must=False)
    assert settled(following, 250) == ([11, 2], [])


def test_a_line_that_cannot_be_parted_from_another_may_call_notes_after_a_divided_one() -> None:
    notes = area()
    assert notes.admit([note(40)], 260, must=False)
    assert not notes.admit([note(9)], 270, must=False)
    assert notes.admit([note(9)], 270, must=False, is_bound=True)
    assert settled(notes, 270) == ([9, 2], [(40, 9), (9, 2)])


def test_a_line_is_moved_on_where_its_note_cannot_begin() -> None:
    notes = area()
    assert not notes.admit([note(5)], PAGE - AROUND - 2 * LINE + 1, must=False)
    assert notes.admit([note(5)], PAGE - AROUND - 2 * LINE, must=False)
    assert settled(notes, PAGE - AROUND - 2 * LINE) == ([2], [(5, 2)])


def test_a_line_is_moved_on_rather_than_its_note_left_in_three_parts_of_one_line() -> None:
    """A note of one line stands whole; one of three is not divided, or a line would be alone."""
    notes = area()
    assert notes.admit([note(1)], PAGE - AROUND - LINE, must=False)
    assert not area().admit([note(3)], PAGE - AROUND - 2 * LINE, must=False)


def test_several_notes_of_a_line_all_begin() -> None:
    notes = area()
    assert notes.admit([note(30), note(30), note(4)], 300, must=False)
    assert settled(notes, 300) == ([4, 2, 2], [(30, 4), (30, 2), (4, 2)])


def test_a_long_note_leaves_room_for_text() -> None:
    """Text goes on beside a note of several pages: no more than three quarters are for it."""
    notes = area()
    assert notes.admit([note(300)], 20, must=False)
    assert notes.height == 0.75 * PAGE
    parts, rests = notes.settle(100)
    assert (parts[0].height, rests[0].place) == (280, 28)
    assert area(*rests).height == 0.75 * PAGE


def test_a_note_gives_way_to_a_line_that_cannot_be_parted() -> None:
    notes = area()
    assert notes.admit([note(10)], 270, must=False)
    assert notes.height == AROUND + 10 * LINE
    assert not notes.give_way(PAGE - AROUND - LINE)
    assert notes.give_way(300)
    assert notes.height == 100
    assert settled(notes, 300) == ([8], [(10, 8)])


def test_a_line_that_is_taken_away_takes_its_notes_along() -> None:
    notes = area()
    assert notes.admit([note(3)], 100, must=False)
    assert notes.has(3)
    notes.remove(3)
    assert not notes.has(3)
    assert notes.height == 0


@pytest.mark.parametrize("text", [0.0, 200.0, 390.0])
def test_more_notes_than_a_page_has_lines_are_carried_on(text: float) -> None:
    """The first line of a page has to stand; what it calls is set in time, a line at least."""
    calls = [note(40 + number) for number in range(45)]
    notes = area()
    assert notes.admit(calls, 10, must=True)
    pages = 0
    _, rests = notes.settle(max(text, 10.0))
    while rests:
        pages += 1
        assert pages < 100
        before = sum(rest.box - (rest.place or 0) for rest in rests)
        _, rests = area(*rests).settle(0)
        assert sum(rest.box - (rest.place or 0) for rest in rests) < before
