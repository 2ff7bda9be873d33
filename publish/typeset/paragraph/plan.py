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
from publish.typeset.paragraph.faces import face_of
from publish.typeset.paragraph.glue import (
    give,
    hangs_at_end,
    hangs_at_start,
    is_hangul,
    is_ideographic,
)
from publish.typeset.paragraph.opportunities import Break, breaks_of
from publish.typeset.paragraph.shaping import shaped

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

THINNEST_STROKE_EM = 0.05
"""Faces in which words must not be lengthened have a tatweel without width."""


@dataclass(slots=True, eq=False)
class Plan:
    """The lines from a place to the end of the paragraph, by their starts.

    ``strokes`` is where lines have some (from and to, in CSS pixels from the line's start), and
    ``boxes`` are the lines as they have been set.
    """

    lines: dict[int, Line] = field(default_factory=dict)
    strokes: dict[int, list[tuple[float, float]]] = field(default_factory=dict)
    boxes: dict[int, SetLine] = field(default_factory=dict)


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


@dataclass(frozen=True, slots=True, eq=False)
class SetLine:
    """A line's box as it was set, where the line began and how wide it was (in CSS pixels)."""

    box: Any
    left: float
    width: float


@dataclass(slots=True, eq=False)
class Paragraph:
    """A paragraph and what is known of its lines.

    ``elongates`` says that joints may be lengthened in it; ``places`` has the best of each word,
    then. ``looseness`` is by how many lines it should be longer, and ``wishes`` are what else is
    asked of the lines from a place on.
    """

    content: Content
    patterns: Patterns
    elongates: bool
    places: tuple[Place | None, ...] = ()
    looseness: int = 0
    wishes: dict[int, Wish] = field(default_factory=dict)
    _plans: dict[int, Plan] = field(default_factory=dict)
    _width: float | None = None
    _measures: _Measures | None = None

    def line(self, origin: int, position: int, first_width: float, width: float) -> Line:
        """The line that begins at a character, in the plan of all lines from ``origin`` on.

        The first of them is ``first_width`` wide, those that follow are as wide as the measure.
        A page that goes on with a paragraph has a plan of its own: so its lines do not hang on
        what pages before it look like.
        """
        if self._width is None or abs(self._width - width) > 1e-6:
            self._width, self._measures = width, None
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
        text = self.content.text
        while position < len(text) and text[position] == " ":
            position += 1
        return position

    def _planned(self, origin: int, first_width: float) -> Plan:
        plan = self._plans[origin] = Plan()
        if self._is_one_line(origin, first_width):
            plan.lines[origin] = self._only_line(plan, origin)
            return plan
        if self._measures is None:
            assert self._width is not None
            self.places = tuple(places(self.content.text)) if self.elongates else ()
            self._measures = _Measures(self, self._width)
        wish = self.asked(origin)
        for line in self._measures.lines(plan, origin, first_width, wish):
            plan.lines[line.start] = line
        return plan

    def _is_one_line(self, origin: int, width: float) -> bool:
        """Whether all that is left goes on one line as it is."""
        before, text = self.content.before, self.content.text
        return before[-1] - before[origin] <= width and "\n" not in text[origin:]

    def _only_line(self, plan: Plan, origin: int) -> Line:
        text = self.content.text
        hang = hang_at_start(self.content, origin) if self.is_justified else 0.0
        return Line(
            start=origin,
            end=max(origin, len(text.rstrip(" "))),
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
    def is_justified(self) -> bool:
        """Whether its lines are filled."""
        return bool(self.content.line.style["text_align_all"] == "justify")

    @property
    def is_balanced(self) -> bool:
        """Whether its lines are to be of like lengths, as those of heads are.

        CSS says ``text-wrap: balance`` (CSS Text 4, 5.2), style sheets here ``--text-wrap``.
        """
        asked = self.content.line.style["__text_wrap"] or ()
        return any(getattr(token, "value", None) == "balance" for token in asked)


class _Measures:
    """What a paragraph's characters measure, and where its lines may end in a measure."""

    def __init__(self, paragraph: Paragraph, width: float) -> None:
        self.width = width
        self._paragraph = paragraph
        self._content = content = paragraph.content
        self._expands = content.expands
        self._stretch, self._shrink = self._gives()
        self._breaks = breaks_of(content, paragraph.patterns, width)
        self._starts = [each.start for each in self._breaks]
        self._words = [place.at for place in paragraph.places if place is not None]
        self._taste = self._tastes()

    def lines(self, plan: Plan, position: int, first_width: float, wish: Wish) -> list[Line]:
        """The lines from a character to the end of the paragraph."""
        text = self._content.text
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
        text, lines = self._content.text, []
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
        before = self._content.before
        return before[each.end] - before[position] - self._hang_at_start(position) > width

    def _candidate(self, each: Break) -> Candidate:
        before = self._content.before
        # What hangs gives no more.
        end, start = max(0, each.end - 1), each.start
        start += start in self._content.spacing.spare
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
        text, spacing = self._content.text, self._content.spacing
        if not self._paragraph.is_balanced or each.start >= len(text) or each.end < 1:
            return 0.0
        is_within = each.end - 1 not in spacing.spare and each.start not in spacing.spare
        return IN_PHRASE if is_within and is_ideographic(text[each.end - 1]) else 0.0

    def _hyphen_width(self, each: Break) -> float:
        if not each.hyphen:
            return 0.0
        at = each.end - 1
        right_to_left = bool(self._content.levels[at] % 2)
        face = face_of(self._content.styles[at], "rtl" if right_to_left else "ltr")
        return sum(width or 0.0 for width in shaped(each.hyphen, face, right_to_left).advances)

    def _hang_at_start(self, at: int) -> float:
        return hang_at_start(self._content, at) if self._paragraph.is_justified else 0.0

    def _hang_at_end(self, each: Break) -> float:
        content, at = self._content, each.end - 1
        if not self._paragraph.is_justified or at < 0:
            return self._quarter(each)
        if each.hyphen:
            return hangs_at_end(each.hyphen, self._expands[at]) * self._hyphen_width(each)
        hang = hangs_at_end(content.text[at], self._expands[at])
        return hang * (content.widths[at] or 0.0) if hang else content.spacing.at_end(at)

    def _quarter(self, each: Break) -> float:
        """What would be between the line's last character and the next, were it on this line."""
        return self._content.spacing.quarters.get(each.end - 1, 0.0)

    def _end_of_word(self, at: int) -> float:
        text = self._content.text
        while at < len(text) and not text[at].isspace():
            at += 1
        return self._content.before[at]

    def _gives(self) -> tuple[Sequence[float], Sequence[float]]:
        """How much all before each character stretches, and shrinks."""
        text, widths = self._content.text, self._content.widths
        if not self._paragraph.is_justified:
            nothing = [0.0] * (len(text) + 1)
            return nothing, nothing
        spacing = self._content.spacing
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
        return sum(map(is_one, self._content.text)) / len(self._content.text)

    def _last_two(self) -> float:
        """How wide the paragraph's last two letters are, with the marks after them."""
        text = self._content.text
        end = len(text.rstrip(" "))
        letters = [at for at in range(end) if text[at].isalpha()][-2:]
        if not letters:
            return 0.0
        return self._candidate(Break(end, len(text))).end - self._content.before[letters[0]]

    def _tastes(self) -> Taste:
        size = self._content.line.style["font_size"]
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


def hang_at_start(content: Content, at: int) -> float:
    """How far a line that begins with a character hangs into the margin, in CSS pixels."""
    if at >= len(content.text):
        return 0.0
    hang = hangs_at_start(content.text[at], content.expands[at])
    return hang * (content.widths[at] or 0.0) if hang else content.spacing.at_start(at)


def stroke_width(style: Any) -> float:
    """How wide a stroke between letters is, in CSS pixels; 0 where words must not be lengthened."""
    width = sum(each or 0.0 for each in shaped(TATWEEL, face_of(style, "rtl"), True).advances)
    return width if width >= THINNEST_STROKE_EM * style["font_size"] else 0.0
