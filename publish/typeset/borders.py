"""Where the directions of a line meet: the spaces and marks between its stretches.

A line's stretches are shown in logical order. From right to left the pen goes back at each border,
and there readers of pages differ: some forget the space, some see none, some put it on the wrong
side or resolve the whole line anew (UAX #9). So a border has codes of its own, which draw nothing.
``docs/text-layer.md`` names the readers that each is for. Text of one direction has no marks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any, Final, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from publish.typeset.boxes import texts
from publish.typeset.direction import LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK, bidi_class, goes_left
from publish.typeset.glyphs import MARK_STEP, NON_JOINER, SPACE_APART, Code
from publish.typeset.lines import Run
from publish.typeset.paragraph.settext import SetText
from publish.typeset.paragraph.shaping import items_of

_FAR: Final = 0.8
"""From so many ems on, MuPDF takes a way back in text of one direction for a new line."""

_LEAST_GAP: Final = 0.4
"""In widths of such a code, from where on PDFBox takes a gap for one between words."""

_ANOTHER_SIZE: Final = 0.9999
"""By how much the codes of borders are smaller: PDFBox measures gaps by codes of one size."""

_CLOSE: Final = 2
"""Where neither way has more than so many times the letters of the other, it may be either."""

_WAYS: Final = 4096


class Way(NamedTuple):
    """How a stretch of text goes: from right to left or not, and what it begins and ends with.

    ``is_strong`` says whether it holds a letter of its own direction, ``is_arabic`` whether a
    number of class AN (UAX #9, table 4), ``is_blank`` whether nothing but spaces.
    """

    right_to_left: bool
    first: str
    last: str
    is_strong: bool
    is_arabic: bool
    is_blank: bool


class Around(NamedTuple):
    """What is around some text of a line of two directions, or one that goes from right to left.

    ``before`` and ``after`` are the next stretches that are not blank, None where the line begins
    or ends; ``spaced_before`` and ``spaced_after`` say whether spaces part them from the text.
    ``followed`` says whether letters that go from right to left come later in the line, which
    itself is ``right_to_left`` or not. Poppler reads all lines of a page the way that most of its
    letters go: ``is_latin`` says that this may be from left to right, ``is_mixed`` that it may be
    either way, since more may be painted on a page than was laid out.
    """

    before: Way | None
    after: Way | None
    spaced_before: bool
    spaced_after: bool
    followed: bool
    right_to_left: bool = True
    is_latin: bool = False
    is_mixed: bool = False


class Span(NamedTuple):
    """From where to where something was shown, in CSS pixels."""

    left: float = 0.0
    right: float = 0.0

    def moved(self, way: float) -> Span:
        """The same, seen from elsewhere."""
        return Span(self.left + way, self.right + way)


@dataclass(frozen=True, slots=True)
class Piece:
    """What is shown next: ``runs`` of one direction, or a ``code``, as if it were of ``run``."""

    runs: Sequence[Run]
    code: Code | None = None
    run: Run | None = None


# --- What is around a text ----------------------------------------------------------------


def around_texts(page: Any) -> Mapping[int, Around]:
    """What is around each text box in a page's lines of two directions, by its ``id``."""
    found: dict[int, Around] = {}
    for line in _lines(page):
        right_to_left = line.style["direction"] == "rtl"
        parts = [(id(box), ways) for box in _texts(line) if (ways := _ways(box))]
        every = [way for _, ways in parts for way in ways]
        if right_to_left or any(way.right_to_left for way in every):
            end = 0
            for name, ways in parts:
                start, end = end, end + len(ways)
                found[name] = _around(every, start, end)._replace(right_to_left=right_to_left)
    if not found:
        return found
    is_latin, is_mixed = _ways_of_letters(texts(page, with_margins=True))
    return {
        name: around._replace(is_latin=is_latin, is_mixed=is_mixed)
        for name, around in found.items()
    }


def _ways_of_letters(said: Iterable[str]) -> tuple[bool, bool]:
    """Whether most letters may go from left to right, and whether that may be either way."""
    classes = Counter(bidi_class(char) for text in said for char in text)
    left_to_right, right_to_left = classes["L"], classes["R"] + classes["AL"]
    is_latin = _CLOSE * left_to_right > right_to_left
    return is_latin, is_latin and _CLOSE * right_to_left > left_to_right


def _lines(box: Any) -> Iterator[Any]:
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    if isinstance(box, boxes.LineBox):
        yield box
    if isinstance(box, boxes.ParentBox):
        for child in box.all_children():
            yield from _lines(child)


def _texts(box: Any) -> Iterator[Any]:
    """The text boxes of a line in logical order, but for those of lines within it."""
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox):
            yield from _texts(child)


def _ways(box: Any) -> Sequence[Way]:
    """The stretches of a box's text, from its beginning to its end."""
    text = box.pango_layout.text.encode()
    ways = []
    for odd, group in groupby(_items(box), lambda item: item[0]):
        items = list(group)
        ways.append(_way(odd, text[items[0][1] : items[-1][2]].decode()))
    return ways


def _items(box: Any) -> Sequence[tuple[bool, int, int]]:
    """Which way each item of a text goes, and its first byte and the one after its last."""
    layout = box.pango_layout
    if isinstance(layout, SetText):
        found = [(each.level, each.item) for each in layout.placed]
    else:
        layout.reactivate(box.style)
        line, _ = layout.get_first_line()
        found = [(level, item) for item, level in items_of(line, layout.layout)]
    ordered = sorted(found, key=lambda each: each[1].start)
    return [(bool(level % 2), item.start, item.end) for level, item in ordered]


@lru_cache(_WAYS)
def _way(right_to_left: bool, text: str) -> Way:
    kinds = {bidi_class(char) for char in text}
    is_strong = not kinds.isdisjoint(("R", "AL") if right_to_left else ("L",))
    return Way(right_to_left, text[:1], text[-1:], is_strong, "AN" in kinds, text.isspace())


def _around(ways: Sequence[Way], start: int, end: int) -> Around:
    """What is around the stretches from ``start`` to before ``end``."""
    earlier, own, later = ways[:start], ways[start:end], ways[end:]
    return Around(
        next((way for way in reversed(earlier) if not way.is_blank), None),
        next((way for way in later if not way.is_blank), None),
        own[0].first.isspace() or any(way.last.isspace() for way in earlier[-1:]),
        own[-1].last.isspace() or any(way.first.isspace() for way in later[:1]),
        any(way.right_to_left and way.is_strong for way in later),
    )


def _within(ways: Sequence[Way], number: int, outer: Around) -> Around:
    """What is around one stretch of a text that ``outer`` is around."""
    own = _around(ways, number, number + 1)
    if own.before is None:
        spaced = own.spaced_before or outer.spaced_before
        own = own._replace(before=outer.before, spaced_before=spaced)
    if own.after is None:
        spaced = own.spaced_after or outer.spaced_after
        own = own._replace(after=outer.after, spaced_after=spaced)
    return outer._replace(
        before=own.before,
        after=own.after,
        spaced_before=own.spaced_before,
        spaced_after=own.spaced_after,
        followed=own.followed or outer.followed,
    )


# --- What is shown ------------------------------------------------------------------------


def shown_before(stream: Any) -> Span:
    """Where the stretch stands that was shown last in a content stream."""
    span: Span = getattr(stream, "shown_before", Span())
    return span


def pieces(stretches: Sequence[Sequence[Run]], around: Around, shown: Span) -> Iterator[Piece]:
    """What is shown of a text that ``around`` is around, in this order.

    ``stretches`` are in logical order; ``shown`` is where the stretch before them stands. What is
    blank in a right-to-left line is not shown: the borders on its sides say it.
    """
    ways = [_way(runs[0].right_to_left, _text(runs)) for runs in stretches]
    for number, runs in enumerate(stretches):
        own = ways[number]
        if not own.is_blank or not around.right_to_left:
            here = _within(ways, number, around)
            if not around.right_to_left:
                yield from _in_left_to_right(runs, own, here)
            elif own.right_to_left:
                yield from _right_to_left(runs, own, here, shown)
            else:
                parted = number > 0 and ways[number - 1].is_blank
                yield from _left_to_right(runs, own, here, stretches[number - 1] if parted else ())
            shown = Span(runs[0].left, runs[-1].right)


def _text(runs: Sequence[Run]) -> str:
    """What a stretch says, in logical order."""
    texts = [cluster.text for run in runs for cluster in run.clusters]
    return "".join(reversed(texts) if runs[0].right_to_left else texts)


def _in_left_to_right(runs: Sequence[Run], own: Way, around: Around) -> Iterator[Piece]:
    """What is shown in a line from left to right: foreign phrases end with the line's own mark."""
    if own.right_to_left and around.before is None and around.after:
        yield _code(runs[0], LEFT_TO_RIGHT_MARK, runs[0].left)
    yield Piece(runs)
    if own.right_to_left and around.after and not around.after.right_to_left:
        yield _code(runs[-1], LEFT_TO_RIGHT_MARK, runs[-1].right)


def _left_to_right(
    runs: Sequence[Run], own: Way, around: Around, blank: Sequence[Run]
) -> Iterator[Piece]:
    """A number or a foreign phrase, and what is ``blank`` between it and another.

    A number has a mark on each side that letters from right to left could draw it to: the one
    after it is for numbers of class AN only, those of class EN are told by the one before.
    """
    first, last = runs[0], runs[-1]
    before = around.before
    if before and not before.right_to_left and around.spaced_before:
        yield _code(last, SPACE_APART, last.right)
    goes_on = before and not before.is_strong and not around.spaced_before  # as a range does
    if around.followed and not (own.is_strong or own.is_arabic or goes_on):
        yield _code(first, LEFT_TO_RIGHT_MARK, first.left - MARK_STEP / 1000 * first.size)
    follows = before and not before.right_to_left
    yield Piece([*runs, *blank] if follows else runs)
    if around.is_latin and around.spaced_after and around.after and around.after.right_to_left:
        step = MARK_STEP / 1000 * last.size
        yield _code(last, NON_JOINER, last.right + _LEAST_GAP * step)
    if around.followed and own.is_arabic:
        yield _code(last, LEFT_TO_RIGHT_MARK, last.right)


def _right_to_left(runs: Sequence[Run], own: Way, around: Around, shown: Span) -> Iterator[Piece]:
    """Text from right to left, which is painted from its left end, with what borders on it.

    Where it follows other text of its line, the code that is painted last must be no space and,
    after a number, one that goes from right to left. A code just right of that tells PDFBox that a
    new word begins, and a space at its left end is there for those whose pen goes back from it.
    All are side by side, within the room of the text: Poppler takes the least gap for a space.
    """
    before, after = around.before, around.after
    first, last = runs[0], runs[-1]
    step = MARK_STEP / 1000 * last.size
    joins = before is not None and not before.right_to_left
    is_open = joins and (around.spaced_before or not goes_left(own.first))
    begins_word = after and around.spaced_after and (own.is_strong or not joins)
    goes_on = own.is_strong or (after is not None and after.right_to_left)
    closing = RIGHT_TO_LEFT_MARK if is_open and goes_on else ""
    tells_space = bool(closing) and around.is_latin and around.spaced_before
    if tells_space and not around.is_mixed:
        closing = LEFT_TO_RIGHT_MARK
    if before and not closing and (own.first.isspace() or begins_word):
        closing = NON_JOINER

    end = last.right
    if before and joins:
        end = end if own.first.isspace() or not around.spaced_before else shown.left
        end -= 0 if before.is_strong or before.is_arabic else step  # the number's own mark
    word = end - step if closing else end + _LEAST_GAP * step
    close = (word - _LEAST_GAP * step if begins_word else end) - step
    letters = last.right - (_width_of_space(last) if own.first.isspace() else 0)
    if closing == LEFT_TO_RIGHT_MARK:  # Poppler holds a space for part of what is before it
        close = letters

    if joins and around.spaced_before:
        yield _code(last, SPACE_APART, close - step)
    is_held = after and not after.right_to_left and not around.spaced_after
    if is_held and around.followed and (own.is_strong or not joins):
        yield _code(first, LEFT_TO_RIGHT_MARK, first.left - step)
    if joins and own.last.isspace() and not is_open:
        yield _code(first, RIGHT_TO_LEFT_MARK, first.left - step)
    yield Piece(runs)
    if tells_space and around.is_mixed:
        yield _code(last, LEFT_TO_RIGHT_MARK, letters)
    if closing:
        yield _code(last, closing, close)
    if begins_word and after:
        is_told = after.right_to_left or last.right - first.left > _FAR * last.size
        yield _code(last, NON_JOINER if is_told else LEFT_TO_RIGHT_MARK, word)
    if after and around.spaced_after:
        yield _code(first, SPACE_APART, first.left)


def _width_of_space(run: Run) -> float:
    """How wide the space is that a run of right-to-left text begins with."""
    return run.clusters[-1].advance / 1000 * run.size * run.scale


def _code(run: Run, text: str, left: float) -> Piece:
    run = run._replace(left=left, scale=1.0, size=run.size * _ANOTHER_SIZE)
    return Piece((), Code(text, (), MARK_STEP, 0, 0), run)
