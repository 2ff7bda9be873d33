"""The lines of a paragraph: where each ends, and how wide it is to be.

All lines from a place to the end are planned together. They are kept for as long as the measure
is the same: the page engine asks for them one by one, and for some of them again.
"""

# Long: what characters measure is of no use without the plan that asks for it.

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from publish.typeset.elongation import TATWEEL, Place, places
from publish.typeset.hyphenation import Patterns
from publish.typeset.paragraph.breaking import RAG, Candidate, Taste, Wish, best_breaks
from publish.typeset.paragraph.content import Content
from publish.typeset.paragraph.faces import Manner
from publish.typeset.paragraph.glue import (
    give,
    hangs_at_end,
    hangs_at_start,
    is_hangul,
    is_ideographic,
)
from publish.typeset.paragraph.opportunities import Break, breaks_of
from publish.typeset.paragraph.shaping import shaped
from publish.typeset.paragraph.wording import Wording

SHORTEST_EM = 2.0
"""A last line should not be shorter."""

IN_PHRASE = 400.0
"""What it costs to end a line of a head between two ideographs (a penalty)."""

FULL_RAG = 0.04
"""How uneven ragged lines of ideographs may be: they end anywhere (in measures)."""

LONGEST_STROKE_EM = 0.3
"""How much longer a word is held to get while lines are broken."""

SINGLE = 400_000.0
"""What a last line of a single ideograph costs: there is always another way (demerits)."""

SLACK = 1e-6
"""By how much a sum of widths may be wrong, in CSS pixels."""

THINNEST_STROKE_EM = 0.05
"""Faces in which words must not be lengthened have a tatweel without width."""


@dataclass(slots=True, eq=False)
class Plan:
    """The lines from a place to the end of the paragraph, by their starts.

    ``places`` are the best joints of words that may get longer, ``strokes`` is where lines have
    some (from and to, in CSS pixels from the line's start), and ``set_lines`` are the lines as
    they have been set (``again.SetLine``).
    """

    places: Sequence[Place | None] = ()
    lines: dict[int, Line] = field(default_factory=dict)
    strokes: dict[int, list[tuple[float, float]]] = field(default_factory=dict)
    set_lines: dict[int, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its characters from ``start`` to before ``end``; the next begins at ``next``.

    ``number`` counts from 1 at the place that its ``plan`` is from. ``hangs`` is how far it stands
    out of the measure where it begins and where it ends (in CSS pixels). A line that is
    ``filled`` is as wide as the measure.
    """

    start: int
    end: int
    next: int
    number: int
    is_last: bool
    is_forced: bool
    is_filled: bool
    hyphen: str
    divides: bool
    hangs: tuple[float, float]
    plan: Plan


@dataclass(slots=True, eq=False)
class Paragraph:
    """A paragraph and what is known of its lines.

    ``elongates`` says that joints may be lengthened in it. ``looseness`` is by how many lines it
    should be longer, and ``wishes`` are what else is asked of the lines from a place on.
    """

    content: Content
    patterns: Patterns
    elongates: bool
    looseness: int = 0
    wishes: dict[int, Wish] = field(default_factory=dict)
    _plans: dict[int, Plan] = field(default_factory=dict)
    _width: float | None = None

    def line(self, origin: int, position: int, first_width: float, width: float) -> Line:
        """The line that begins at a character, in the plan of all lines from ``origin`` on.

        The first of them is ``first_width`` wide, those that follow are as wide as the measure.
        A page that goes on with a paragraph has a plan of its own: so its lines do not hang on
        what pages before it look like.
        """
        if self._width is None or abs(self._width - width) > 1e-6:
            self._width = width
            self._plans.clear()
        origin, position = self._skipped(origin), self._skipped(position)
        plan = self._plans.get(origin) or self._planned(origin, first_width)
        if position not in plan.lines:  # what the page engine has come to by itself
            plan = self._plans.get(position) or self._planned(position, width)
        return plan.lines[position]

    def asked(self, origin: int) -> Wish:
        """What is asked of the lines from a place on."""
        return self.wishes.get(self._skipped(origin)) or Wish(self.looseness)

    def wish(self, origin: int, wish: Wish) -> None:
        """Ask that the lines from a place on are other ones."""
        self.wishes[self._skipped(origin)] = wish
        self._plans.pop(self._skipped(origin), None)

    def _skipped(self, position: int) -> int:
        text = self.wording.text
        while position < len(text) and text[position] == " ":
            position += 1
        return position

    def _planned(self, origin: int, first_width: float) -> Plan:
        """The plan from a place on, made now or for the same wording before."""
        assert self._width is not None
        wish = self.asked(origin)
        key = (self.patterns.key, self.elongates, self._width, origin, first_width, wish)
        known: Plan | None = self.wording.plans.get(key)
        if known is None:
            known = self.wording.plans[key] = self._made(origin, first_width, wish)
        self._plans[origin] = known
        return known

    def _made(self, origin: int, first_width: float, wish: Wish) -> Plan:
        if self._is_one_line(origin, first_width):
            plan = Plan()
            plan.lines[origin] = self._only_line(plan, origin)
            return plan
        assert self._width is not None
        measures = _Measures(self, self._width)  # not kept: they are larger than all else
        plan = Plan(measures.places)
        for line in measures.lines(plan, origin, first_width, wish):
            plan.lines[line.start] = line
        return plan

    def _is_one_line(self, origin: int, width: float) -> bool:
        """Whether all that is left goes on one line as it is."""
        before, text = self.wording.before, self.wording.text
        return before[-1] - before[origin] <= width + SLACK and "\n" not in text[origin:]

    def _only_line(self, plan: Plan, origin: int) -> Line:
        text = self.wording.text
        hang = hang_at_start(self.wording, origin) if self.is_justified else 0.0
        return Line(
            start=origin,
            end=len(text) if self.wording.keeps_spaces else max(origin, len(text.rstrip(" "))),
            next=len(text),
            number=1,
            is_last=True,
            is_forced=False,
            is_filled=False,
            hyphen="",
            divides=False,
            hangs=(hang, 0.0),
            plan=plan,
        )

    @property
    def wording(self) -> Wording:
        """What it says."""
        return self.content.wording

    @property
    def is_justified(self) -> bool:
        """Whether its lines are filled."""
        return self.wording.words.justified

    @property
    def is_balanced(self) -> bool:
        """Whether its lines are to be of like lengths, as those of heads are.

        CSS says ``text-wrap: balance`` (CSS Text 4, 5.2), style sheets here ``--text-wrap``.
        """
        return self.wording.words.balanced


class _Measures:
    """What a paragraph's characters measure, and where its lines may end in a measure."""

    def __init__(self, paragraph: Paragraph, width: float) -> None:
        self.width = width
        self._paragraph = paragraph
        self._wording = wording = paragraph.wording
        self.places = tuple(places(wording.text)) if paragraph.elongates else ()
        self._expands = wording.expands
        self._stretch, self._shrink = self._gives()
        self._breaks = breaks_of(wording, paragraph.patterns, width)
        self._starts = [each.start for each in self._breaks]
        self._words = [place.at for place in self.places if place is not None]
        self._hyphens: dict[tuple[str, Manner, bool], float] = {}
        self._taste = self._tastes()

    def lines(self, plan: Plan, position: int, first_width: float, wish: Wish) -> list[Line]:
        """The lines from a character to the end of the paragraph."""
        text = self._wording.text
        end = len(text)
        while end > position and text[end - 1] == " ":
            end -= 1
        first = bisect_right(self._starts, position)
        ending = Break(end, len(text), is_forced=True)
        breaks = [each for each in self._breaks[first:] if each.end > position and each.end < end]
        breaks.extend(each for each in self._breaks[first:] if each.is_forced and each.end >= end)
        if not breaks or breaks[-1].start < len(text):
            breaks.append(ending)
        candidates = [self._candidate(Break(position, position)), *map(self._candidate, breaks)]
        chosen = best_breaks(candidates, first_width, self.width, self._taste, wish)
        return self._made(plan, position, first_width, [breaks[number - 1] for number in chosen])

    def _made(self, plan: Plan, position: int, width: float, breaks: Sequence[Break]) -> list[Line]:
        text, lines = self._wording.text, []
        for number, each in enumerate(breaks, 1):
            is_last = each.start >= len(text)
            ends = is_last or each.is_forced
            filled = not ends or self._is_too_long(position, each, width)
            filled = filled and self._paragraph.is_justified
            at_end = self._hang_at_end(each) if filled else self._quarter(each)
            hangs = (self._hang_at_start(position), at_end)
            line = Line(
                position,
                each.end,
                each.start,
                number,
                is_last,
                each.is_forced,
                filled,
                each.hyphen,
                each.divides,
                hangs,
                plan,
            )
            lines.append(line)
            width = self.width
            position = self._paragraph._skipped(each.start)
        return lines

    def _is_too_long(self, position: int, each: Break, width: float) -> bool:
        before = self._wording.before
        return before[each.end] - before[position] - self._hang_at_start(position) > width

    def _candidate(self, each: Break) -> Candidate:
        before = self._wording.before
        # What hangs gives no more.
        end, start = max(0, each.end - 1), each.start
        start += start in self._wording.spacing.spare
        return Candidate(
            end=before[each.end] + self._hyphen_width(each) - self._hang_at_end(each),
            start=before[each.start] + self._hang_at_start(each.start),
            end_stretch=self._stretch[end],
            start_stretch=self._stretch[start],
            end_shrink=self._shrink[end],
            start_shrink=self._shrink[start],
            penalty=each.penalty + self._in_phrase(each),
            divides=each.divides,
            is_forced=each.is_forced,
            strokes=bisect_right(self._words, each.end - 1) if self._words else 0,
            fragment=self._end_of_word(each.start) if each.divides else 0.0,
        )

    def _in_phrase(self, each: Break) -> float:
        """What it costs that a line of a head ends between two ideographs, not after a mark."""
        text, spacing = self._wording.text, self._wording.spacing
        if not self._paragraph.is_balanced or each.start >= len(text) or each.end < 1:
            return 0.0
        is_within = each.end - 1 not in spacing.spare and each.start not in spacing.spare
        return IN_PHRASE if is_within and is_ideographic(text[each.end - 1]) else 0.0

    def _hyphen_width(self, each: Break) -> float:
        if not each.hyphen:
            return 0.0
        at = each.end - 1
        key = each.hyphen, self._wording.manners[at], bool(self._wording.levels[at] % 2)
        width = self._hyphens.get(key)
        if width is None:
            hyphen, manner, right_to_left = key
            advances = shaped(hyphen, manner.face(right_to_left), right_to_left).advances
            width = self._hyphens[key] = sum(advance or 0.0 for advance in advances)
        return width

    def _hang_at_start(self, at: int) -> float:
        return hang_at_start(self._wording, at) if self._paragraph.is_justified else 0.0

    def _hang_at_end(self, each: Break) -> float:
        wording, at = self._wording, each.end - 1
        if not self._paragraph.is_justified or at < 0:
            return self._quarter(each)
        if each.hyphen:
            return hangs_at_end(each.hyphen, self._expands[at]) * self._hyphen_width(each)
        hang = hangs_at_end(wording.text[at], self._expands[at])
        return hang * (wording.widths[at] or 0.0) if hang else wording.spacing.at_end(at)

    def _quarter(self, each: Break) -> float:
        """What would be between the line's last character and the next, were it on this line."""
        return self._wording.spacing.quarters.get(each.end - 1, 0.0)

    def _end_of_word(self, at: int) -> float:
        text = self._wording.text
        while at < len(text) and not text[at].isspace():
            at += 1
        return self._wording.before[at]

    def _gives(self) -> tuple[Sequence[float], Sequence[float]]:
        """How much all before each character stretches, and shrinks."""
        text, widths = self._wording.text, self._wording.widths
        if not self._paragraph.is_justified:
            nothing = [0.0] * (len(text) + 1)
            return nothing, nothing
        spacing = self._wording.spacing
        own = {(char, wide): give(char, wide) for char in set(text) for wide in (False, True)}
        stretch, shrink = [0.0], [0.0]
        stretched = shrunk = 0.0
        for at, (char, wide, width) in enumerate(zip(text, self._expands, widths, strict=True)):
            if width:
                given = own[char, wide]
                stretched += given.stretch * width
                shrunk += given.shrink * width
            for gives in (spacing.first, spacing.later) if spacing.later else ():
                if at in gives:
                    stretched += gives[at].stretch
                    shrunk += gives[at].shrink
            stretch.append(stretched)
            shrink.append(shrunk)
        return stretch, shrink

    def _share(self, is_one: Callable[[str], bool]) -> float:
        """How many of the paragraph's characters are such ones."""
        return sum(map(is_one, self._wording.text)) / len(self._wording.text)

    def _last_two(self) -> float:
        """How wide the paragraph's last two letters are, with the marks after them."""
        text = self._wording.text
        end = len(text.rstrip(" "))
        letters = [at for at in range(end) if text[at].isalpha()][-2:]
        if not letters:
            return 0.0
        return self._candidate(Break(end, len(text))).end - self._wording.before[letters[0]]

    def _tastes(self) -> Taste:
        size = self._wording.words.manner.font_size
        if self._paragraph.is_balanced:
            return Taste(is_balanced=True, short=0.0)
        is_ragged = not self._paragraph.is_justified
        full, syllables = self._share(is_ideographic), self._share(is_hangul)
        if full + syllables > 0.5:
            rag = FULL_RAG if full > syllables else RAG
            return Taste(shortest=self._last_two(), short=SINGLE, is_ragged=is_ragged, rag=rag)
        if is_ragged:
            return Taste(is_ragged=True, shortest=SHORTEST_EM * size)
        elongates = self._paragraph.elongates
        return Taste(
            shortest=SHORTEST_EM * size,
            stroke=LONGEST_STROKE_EM * size if elongates else 0.0,
            most_strokes=2 if elongates else 0,
        )


def hang_at_start(wording: Wording, at: int) -> float:
    """How far a line that begins with a character hangs into the margin, in CSS pixels."""
    if at >= len(wording.text):
        return 0.0
    hang = hangs_at_start(wording.text[at], wording.expands[at])
    return hang * (wording.widths[at] or 0.0) if hang else wording.spacing.at_start(at)


def stroke_width(manner: Manner) -> float:
    """How wide a stroke between letters is, in CSS pixels; 0 where words must not be lengthened."""
    width = sum(each or 0.0 for each in shaped(TATWEEL, manner.face(True), True).advances)
    return width if width >= THINNEST_STROKE_EM * manner.font_size else 0.0
