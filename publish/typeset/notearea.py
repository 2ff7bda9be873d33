"""The notes at the foot of one page: which stand there, how much of each, what is left over.

A note begins on the page of its call. Where it does not find place below the line that calls it,
as much as does is set, two lines at least, and the rest comes first on the next page. Nobody has
to follow two notes at a time: no line calls another on a page that leaves one unfinished, unless
it cannot be parted from the line before it. What is known here are heights; notes are set, and
lines taken or moved on, by ``mends.footnotes``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import Any, NamedTuple

SHARE = 0.75
"""So much of a page's height may be taken by notes that are not finished on it."""

FEWEST_LINES = 2
"""So many lines of a note stand on the page of its call, if it has as many."""

_TRIALS = 4
"""So many lines are tried for a beginning, until a note counts as one that is not divided."""

Box = Any
Place = Any
"""Where in a box its layout goes on: WeasyPrint's skip stack, None for its beginning."""


@dataclass(frozen=True, slots=True)
class Rest:
    """What is to be set of a note: its ``box`` as it is called, and from where in its ``tree``.

    The tree are the boxes that are laid out.
    """

    box: Box
    tree: Box
    place: Place = None


class Part(NamedTuple):
    """Some of a note, set: its box, its height, and where the rest begins if there is one.

    ``lines`` are the distances of the feet of its lines from its head; ``is_torn`` says that the
    last of them ends within a word. Lengths are pixels.
    """

    box: Box
    height: float
    place: Place
    lines: tuple[float, ...]
    is_torn: bool = False


Setter = Callable[[Rest, float, bool], Part | None]
"""Sets what finds place in a height in pixels, by the rules for paragraphs; if it has to be,
at least one line. None where nothing may stand there."""


class _Note:
    """A note on the page, and how much room it is ``promised``; its line ends at ``after``.

    ``most`` is as much of it as a page has room for; its ``height`` is beyond measure if that is
    not all of it.
    """

    def __init__(self, setter: Setter, rest: Rest, after: float, page: float) -> None:
        most = setter(rest, page, True)
        assert most is not None
        self._set = setter
        self.rest = rest
        self.after = after
        self.most = most
        self.height = most.height if most.place is None else inf
        self.promised = self.height

    @cached_property
    def least(self) -> float:
        """The height of the smallest beginning that it may have."""
        for height in self.most.lines[FEWEST_LINES - 1 :][:_TRIALS]:
            if height < self.height:
                part = self._set(self.rest, height, False)
                if part is not None and part.height <= _some(height):
                    return part.height
        return self.most.height

    def part(self, space: float, *, is_forced: bool) -> Part | None:
        """As much as finds place in ``space``; one line at least, if it is forced.

        A line that ends within a word is left to the next page with what follows it.
        """
        if self.height <= _some(space):
            return self.most
        first = part = self._set(self.rest, space, is_forced)
        for _ in range(_TRIALS):
            if part is None or not part.is_torn or len(part.lines) <= FEWEST_LINES:
                break
            part = self._set(self.rest, part.lines[-2], False)
        return first if part is None or part.is_torn else part


class NoteArea:
    """The notes of one page, which has lines from ``top`` to ``bottom``.

    ``around`` is what the area needs beside its notes. Those that are ``carried`` over from the
    page before come first. Lengths are pixels, places are counted from the head of the sheet.
    """

    def __init__(
        self, setter: Setter, top: float, bottom: float, around: float, carried: Sequence[Rest]
    ) -> None:
        self._set = setter
        self._top = top
        self._bottom = bottom
        self._around = around
        self._largest = SHARE * (bottom - top)
        self._carried = [self._note(rest, bottom - self._largest) for rest in carried]
        if around + _whole(self._carried) > self._largest:
            for note in self._carried:
                note.promised = note.least
        self._own: list[_Note] = []

    @property
    def is_carried(self) -> bool:
        """Whether a note of the page before goes on here."""
        return bool(self._carried)

    @property
    def height(self) -> float:
        """How much of the page is kept for notes."""
        notes = self._notes
        if not notes:
            return 0.0
        promised = self._around + sum(note.promised for note in notes)
        if not self._is_divided:
            return promised
        room = self._bottom - max(note.after for note in notes)
        return max(promised, min(room, self._largest))

    def has(self, box: Box) -> bool:
        """Whether a note has been called on this page."""
        return any(note.rest.box is box for note in self._own)

    def admit(
        self, called: Sequence[Rest], bottom: float, *, must: bool, is_bound: bool = False
    ) -> bool:
        """Take the notes that a line calls which ends at ``bottom``, if they may begin below it.

        A line that ``must`` stand on this page brings them in any case. One that ``is_bound`` to
        the line before it may call them though that one's are not finished here.
        """
        new = [self._note(rest, bottom) for rest in called]
        room = self._bottom - max([bottom, *(note.after for note in self._notes)])
        taken = self._around + sum(note.promised for note in self._notes)
        if self._is_divided or taken + _whole(new) > _some(room):
            is_closed = self._is_divided and not is_bound
            if not must and (is_closed or taken + _least(new) > _some(room)):
                return False
            for note in new:
                note.promised = note.least
        self._own += new
        return True

    def give_way(self, bottom: float) -> bool:
        """Divide the last note for a line that ends at ``bottom``, if so much can be had of it."""
        if not self._own:
            return False
        last = self._own[-1]
        others = sum(note.promised for note in self._notes) - last.promised
        if self._around + others + last.least > _some(self._bottom - bottom):
            return False
        last.promised, last.after = min(last.promised, last.least), max(last.after, bottom)
        return True

    def remove(self, box: Box) -> None:
        """Forget a note, whose line has been taken from the page."""
        self._own = [note for note in self._own if note.rest.box is not box]

    def settle(self, text_bottom: float) -> tuple[list[Part], list[Rest]]:
        """The parts of notes that stand below text which ends there, and what is left over."""
        notes, room = self._notes, self._bottom - text_bottom - self._around
        if _whole(notes) <= _some(room):
            return [note.most for note in notes], []
        is_dense = _least(notes) > _some(room)
        least = [note.most.lines[0] if is_dense else note.least for note in notes]
        parts: list[Part] = []
        rests: list[Rest] = []
        for number, note in enumerate(notes):
            space = max(least[number], room - sum(least[number + 1 :]))
            is_first = not parts and text_bottom <= self._top
            part = None
            if is_first or least[number] <= _some(room):
                part = note.part(space, is_forced=is_dense or is_first)
            if part is not None:
                parts.append(part)
                room -= part.height
            if part is None or part.place is not None:
                place = note.rest.place if part is None else part.place
                rests.append(Rest(note.rest.box, note.rest.tree, place))
        return parts, rests

    @property
    def _notes(self) -> list[_Note]:
        return [*self._carried, *self._own]

    @property
    def _is_divided(self) -> bool:
        """Whether a note is not finished on this page."""
        return any(note.promised < note.height for note in self._notes)

    def _note(self, rest: Rest, after: float) -> _Note:
        return _Note(self._set, rest, after, self._bottom - self._top - self._around)


def _whole(notes: Sequence[_Note]) -> float:
    return sum(note.height for note in notes)


def _least(notes: Sequence[_Note]) -> float:
    return sum(note.least for note in notes)


def _some(room: float) -> float:
    """A little more than ``room``, for sums of lengths are not exact."""
    return room + 1e-6
