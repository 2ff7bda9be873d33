"""A line of text: its runs, the order in which they are shown, and how.

A page is read in the order in which it is painted, as in which order its text stands. So the
stretches of a line, each of one direction, are shown in logical order; only within a stretch
that runs from right to left do the letters go the other way, as readers expect.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from publish.typeset.direction import LEFT_TO_RIGHT_MARK
from publish.typeset.glyphs import SPACE_APART, Cluster, Code, holds_mark

HYPHEN = "-"
ZERO_WIDTH_SPACE = "\u200b"

WIDEST_SLIP = 50
"""So far may pdf.js be off in a word, in thousandths of the size, until it is told where it is.

It moves on by nothing after a code in which there is a mark that is set over or under a letter.
"""

SPACE = 95
"""What it takes for a space, if it is told in the middle of a word."""

_SIDE_BY_SIDE = 0.01
"""How far apart runs can be, in their size, and yet go on: shapers round."""


class Run(NamedTuple):
    """Clusters of one font and size, at one level of the bidirectional algorithm.

    The ``clusters`` are from left to right. ``offset`` tells runs' logical order; ``left`` is
    how far right of the line's start the run begins, in the unit of ``size``; ``scale`` how much
    wider its letters are than the font has them.
    """

    font: Any
    size: float
    offset: int
    level: int
    clusters: list[Cluster]
    left: float
    scale: float = 1.0

    @property
    def right_to_left(self) -> bool:
        """Whether the text runs from right to left (UAX #9, 3.2: odd levels)."""
        return bool(self.level % 2)

    @property
    def right(self) -> float:
        """Where the run ends."""
        advance = sum(cluster.advance for cluster in self.clusters)
        return self.left + advance / 1000 * self.size * self.scale


def join_runs(runs: Sequence[Run]) -> list[Run]:
    """One run of several side by side that differ in nothing.

    Shapers also cut where a space justifies the line, and marks look beyond it.
    """
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and _is_continued(last, run):
            last.clusters.extend(run.clusters)
            joined[-1] = last._replace(offset=min(run.offset, last.offset))
        else:
            joined.append(run)
    return joined


def _is_continued(last: Run, run: Run) -> bool:
    alike = (run.font, run.size, run.level) == (last.font, last.size, last.level)
    return (
        alike and run.scale == last.scale and abs(run.left - last.right) < _SIDE_BY_SIDE * run.size
    )


def settle_hyphen(runs: Sequence[Run], added: str | None) -> None:
    """Say what a hyphen at the line's end is.

    One that was ``added`` there is a hyphen for readers of the page, who take it away and put the
    word together, or keep it; what is read by tags is the whole word (ISO 32000-1, 14.8.2.2.3 has
    U+00AD in its place, which Firefox drops, so that two words are left). One that is the word's
    own would be taken away as well, if it were the last character they find. A place where a line
    may end is no character.
    """
    run, number = next(_from_the_end(runs), (runs[0], 0))
    last = run.clusters[number]
    if last.text == added:
        run.clusters[number] = last._replace(text=HYPHEN)
    elif last.text == HYPHEN and not run.right_to_left:
        run.clusters[number] = last._replace(text=HYPHEN + LEFT_TO_RIGHT_MARK)


def _from_the_end(runs: Sequence[Run]) -> Iterator[tuple[Run, int]]:
    """The clusters of a line from its last character on, each by its run and number."""
    for run in sorted(runs, key=lambda run: run.offset, reverse=True):
        numbers = range(len(run.clusters))
        for number in numbers if run.right_to_left else reversed(numbers):
            if run.clusters[number].text != ZERO_WIDTH_SPACE:
                yield run, number


def stretches(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """The stretches of one direction in logical order, the runs of each from left to right."""
    logical = sorted(runs, key=lambda run: run.offset)
    for right_to_left, stretch in groupby(logical, key=lambda run: run.right_to_left):
        yield list(stretch)[:: -1 if right_to_left else 1]


class LineWriter:
    """Shows codes, each where it must stand, in as few text-showing operators as can be.

    ``stream`` is one of WeasyPrint's content streams, ``matrix`` the text matrix of the line.
    """

    def __init__(self, stream: Any, matrix: Any) -> None:
        self._stream = stream
        self._matrix = matrix
        self._font: tuple[Any, float] | None = None
        self._left = 0.0
        self._scale = 1.0
        self._adjustment = 0.0
        self._shown: list[str] = []

    def show(self, run: Run, codes: Sequence[Code], end: float) -> None:
        """Show a run's codes; ``end`` is where its pen stops."""
        if abs(run.left - self._left) > 1e-6 or run.scale != self._scale:
            self.flush()
            self._scale = run.scale
            self._place(run, 0)
        if (run.font, run.size) != self._font:
            self.flush()
            self._font = run.font, run.size
            self._stream.set_font_size(run.font.hash, run.size)
        pen, slipped, begins_word = 0.0, 0, False
        for code in codes:
            self._adjustment += code.origin - pen
            is_letter = WIDEST_SLIP < slipped < SPACE and code.text[:1].isalpha()
            if slipped and (begins_word or is_letter):
                self.flush()
                self._place(run, code.origin)
                slipped = 0
            slipped += code.width if holds_mark(code.text) else 0
            begins_word = code.text.isspace()
            number = run.font.codes.code(code.shape, code.text, code.width)
            if code.text == SPACE_APART:
                self._add_apart(number)
            elif code.rise:
                self._add_raised(number, code.rise / 1000 * run.size)
            else:
                self._add(number)
            pen = code.origin + code.width
        self._adjustment += end - pen
        self._left = run.left + end / 1000 * run.size * run.scale

    def _place(self, run: Run, at: float) -> None:
        """Put the pen ``at`` thousandths of the size from where a run begins."""
        self._adjustment = 0
        left = run.left + at / 1000 * run.size * run.scale
        place = type(self._matrix)(a=run.scale, e=left)
        self._stream.set_text_matrix(*(place @ self._matrix).values)

    def _add(self, number: int) -> None:
        if abs(self._adjustment) > 1e-6:
            self._shown.append(f"{-self._adjustment:f}".rstrip("0").rstrip("."))
            self._adjustment = 0
        self._shown.append(f"<{number:04x}>")

    def _add_raised(self, number: int, rise: float) -> None:
        self.flush()
        self._stream.set_text_rise(rise)
        self._add(number)
        self.flush()
        self._stream.set_text_rise(0)

    def _add_apart(self, number: int) -> None:
        """Show a code by itself: PDFium passes over text that draws nothing."""
        self.flush()
        self._add(number)
        self.flush()

    def flush(self) -> None:
        """Write what was not yet written."""
        if self._shown:
            self._stream.show_text("".join(self._shown).replace("><", ""))
            self._shown = []
