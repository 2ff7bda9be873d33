"""What a paragraph says and how, whatever boxes say it: one text, measured once and remembered.

A paragraph is asked for again in every trial of the page engine, in every edition that has its
type and measure, and whenever a text is set anew. What it measures, and the lines that were found
for it, are the same each time: they hang on nothing but what is written here.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import accumulate, chain, groupby, pairwise
from typing import Any, NamedTuple

from publish.typeset.paragraph.eastasian import Spacing, spacing_of_text
from publish.typeset.paragraph.faces import Manner
from publish.typeset.paragraph.glue import expands
from publish.typeset.paragraph.levels import Isolate, levels_of
from publish.typeset.paragraph.shaping import Shaped, shaped, spaced

MOST_CHARACTERS = 400_000
"""How much text is remembered: some two hundred pages."""

Path = tuple[int, ...]
"""Where a box is in a tree: its number in each box on the way down."""


class Piece(NamedTuple):
    """What a box without boxes in it says.

    ``width`` is that of what has no text, in CSS pixels, and None of a text. What ``is_text`` is
    a text, or an element with nothing in it. A call of a note (``is_call``) stands with what is
    before it.
    """

    path: Path
    text: str
    manner: Manner
    width: float | None = None
    is_text: bool = True
    is_call: bool = False


class Element(NamedTuple):
    """An element around pieces: how much it has at its start and end, in CSS pixels.

    What is in an element that is ``isolated`` runs its own way, whatever is around it (HTML,
    15.3.5). ``align`` is where it stands on a line's baseline, as CSS says it.
    """

    path: Path
    manner: Manner
    right_to_left: bool
    isolated: bool
    at_start: float
    at_end: float
    align: Any


class Words(NamedTuple):
    """All that decides what a paragraph measures and how it is set, but for its width.

    ``manner`` is that of the paragraph itself. It may be ``justified``, or ``balanced``, with lines
    of like lengths.
    """

    manner: Manner
    right_to_left: bool
    justified: bool
    balanced: bool
    pieces: tuple[Piece, ...]
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Run:
    """A part of one piece that runs one way, shaped."""

    piece: int
    start: int
    end: int
    level: int
    shaped: Shaped
    expands: bool


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """A paragraph's text, and what its characters measure.

    ``starts`` is where each piece begins, and where the text ends. ``widths`` has for each
    character how wide it is, in CSS pixels, with what its elements have around them at its side;
    None where it is part of a cluster that began before. ``before`` has how wide everything before
    a character is. ``expands`` says which may be made wider with their line. ``spacing`` is what
    full-width text has, of which the runs have what is ``added``. ``numbers`` and ``spans`` find
    pieces, and the characters in a box, by where it is. ``plans`` are lines that were found.
    """

    words: Words
    text: str
    starts: tuple[int, ...]
    runs: tuple[Run, ...]
    levels: bytes
    widths: tuple[float | None, ...]
    before: Sequence[float]
    expands: tuple[bool, ...]
    manners: tuple[Manner, ...]
    piece_of: Sequence[int]
    numbers: Mapping[Path, int]
    spans: Mapping[Path, tuple[int, int]]
    runs_of: Mapping[int, Sequence[Run]]
    spacing: Spacing
    plans: dict[Any, Any] = field(default_factory=dict)

    def is_text(self, start: int, end: int) -> bool:
        """Whether there is nothing but text from a character to before another."""
        things = (
            at
            for piece, at in zip(self.words.pieces, self.starts, strict=False)
            if not piece.is_text
        )
        is_end = end >= len(self.text)
        return not any(start <= at < end or (is_end and at >= start) for at in things)

    @property
    def keeps_spaces(self) -> bool:
        """Whether it has spaces at its end that are to be seen."""
        return self.words.pieces[-1].manner.white_space == "pre-wrap"

    def extents(self) -> Iterator[tuple[float, float]]:
        """Where each part between forced breaks begins and ends, in CSS pixels."""
        start = 0
        for part in self.text.split("\n"):
            length = len(part if self.keeps_spaces else part.rstrip(" "))
            yield self.before[start], self.before[start + length]
            start += len(part) + 1


def wording_of(words: Words) -> Wording:
    """The wording of words, measured now or before."""
    return _memory().wording(words)


class _Memory:
    """The wordings of a process that were last asked for."""

    def __init__(self) -> None:
        self._known: OrderedDict[Words, Wording] = OrderedDict()
        self._characters = 0

    def wording(self, words: Words) -> Wording:
        found = self._known.get(words)
        if found is not None:
            self._known.move_to_end(words)
            return found
        found = self._known[words] = _measured(words)
        self._characters += len(found.text)
        while self._characters > MOST_CHARACTERS and len(self._known) > 1:
            _, oldest = self._known.popitem(last=False)
            self._characters -= len(oldest.text)
        return found


@cache
def _memory() -> _Memory:
    return _Memory()


def _measured(words: Words) -> Wording:
    pieces = words.pieces
    text = "".join(piece.text for piece in pieces)
    starts = tuple(accumulate((len(piece.text) for piece in pieces), initial=0))
    levels = bytes(_levels(words, starts))
    own = expands(text, otherwise=False)
    piece_of = array("I", (n for n, piece in enumerate(pieces) for _ in piece.text))
    manners = tuple(piece.manner for piece in pieces for _ in piece.text)
    runs = tuple(_runs(text, words, starts, levels, own))
    ordered = ((run.start, run.shaped) for run in runs if run.level % 2 == 0)
    full_width = spacing_of_text(text, ordered, manners)
    if full_width.added:
        runs = tuple(
            replace(run, shaped=spaced(run.shaped, full_width.within(run.start, run.end)))
            for run in runs
        )
    widths: list[float | None] = [0.0] * len(text)
    expanding = [own] * len(text)
    for run in runs:
        widths[run.start : run.end] = run.shaped.advances
        if run.expands != own:
            expanding[run.start : run.end] = [run.expands] * (run.end - run.start)
    for piece, start in zip(pieces, starts, strict=False):
        if piece.text and piece.width is not None:
            widths[start] = piece.width
    _add_spacings(words, starts, widths)
    return Wording(
        words=words,
        text=text,
        starts=starts,
        runs=runs,
        levels=levels,
        widths=tuple(widths),
        before=array("d", accumulate((width or 0.0 for width in widths), initial=0.0)),
        expands=tuple(expanding),
        manners=manners,
        piece_of=piece_of,
        numbers={piece.path: number for number, piece in enumerate(pieces)},
        spans=_spans(words, starts),
        runs_of={piece: tuple(group) for piece, group in groupby(runs, key=lambda run: run.piece)},
        spacing=full_width,
    )


def _spans(words: Words, starts: Sequence[int]) -> dict[Path, tuple[int, int]]:
    """The first character in each box, and the one after its last."""
    spans: dict[Path, tuple[int, int]] = {}
    for number, piece in enumerate(words.pieces):
        for depth in range(len(piece.path) + 1):
            path = piece.path[:depth]
            start, _ = spans.get(path, (starts[number], 0))
            spans[path] = start, starts[number + 1]
    return spans


# --- Directions -------------------------------------------------------------------------


def _levels(words: Words, starts: Sequence[int]) -> Iterator[int]:
    """The level of each character, with elements that name a direction isolated."""
    isolated = {each.path: each.right_to_left for each in words.elements if each.isolated}
    whole = _isolate((), words.right_to_left, words.pieces, isolated)
    return levels_of(whole, words.manner.face)


def _isolate(
    path: Path, right_to_left: bool, pieces: Iterable[Piece], isolated: Mapping[Path, bool]
) -> Isolate:
    """What is in the box at ``path``, which has these pieces."""
    if not isolated:
        return Isolate(right_to_left, ("".join(piece.text for piece in pieces),))

    def set_apart(piece: Piece) -> Path | None:
        around = (piece.path[:depth] for depth in range(len(path) + 1, len(piece.path) + 1))
        return next((each for each in around if each in isolated), None)

    parts = tuple(
        "".join(piece.text for piece in group)
        if inner is None
        else _isolate(inner, isolated[inner], group, isolated)
        for inner, group in groupby(pieces, set_apart)
    )
    return Isolate(right_to_left, parts)


def _runs(
    text: str, words: Words, starts: Sequence[int], levels: bytes, own: bool
) -> Iterator[Run]:
    for number, piece in enumerate(words.pieces):
        if piece.width is not None:
            continue
        for start, end in _parts(text, starts[number], starts[number + 1], levels):
            right_to_left = bool(levels[start] % 2)
            content = shaped(text[start:end], piece.manner.face(right_to_left), right_to_left)
            yield Run(number, start, end, levels[start], content, expands(content.text, own))


def _parts(text: str, start: int, end: int, levels: bytes) -> Iterator[tuple[int, int]]:
    """The parts of a piece on one level, line feeds apart."""
    own = levels[start:end]
    is_even = not own or own.count(own[0]) == len(own)
    turns = () if is_even else (at for at in range(start + 1, end) if levels[at] != levels[at - 1])
    feeds = [at for at in range(start, end) if text[at] == "\n"] if "\n" in text else []
    edges = sorted({start, end, *turns, *chain.from_iterable((at, at + 1) for at in feeds)})
    for first, last in pairwise(edges):
        if text[first] != "\n":
            yield first, last


# --- Elements' own spacings ---------------------------------------------------------------


def _add_spacings(words: Words, starts: Sequence[int], widths: list[float | None]) -> None:
    """Add what elements have at their ends to the characters that they begin and end with."""
    around = {each.path: each for each in words.elements if each.at_start or each.at_end}
    if not around:
        return
    filled = [number for number, piece in enumerate(words.pieces) if piece.text]
    for this, other, is_start in _sides(filled):
        path = words.pieces[this].path
        beside = words.pieces[other].path if other is not None else None
        at = starts[this] if is_start else starts[this + 1] - 1
        for depth in range(1, len(path)):
            element = around.get(path[:depth])
            if element is None or (beside is not None and beside[:depth] == path[:depth]):
                continue
            spacing = element.at_start if is_start else element.at_end
            if spacing:
                while widths[at] is None:
                    at -= 1
                widths[at] = (widths[at] or 0.0) + spacing


def _sides(numbers: Sequence[int]) -> Iterator[tuple[int, int | None, bool]]:
    for at, number in enumerate(numbers):
        yield number, numbers[at - 1] if at else None, True
        yield number, numbers[at + 1] if at + 1 < len(numbers) else None, False
