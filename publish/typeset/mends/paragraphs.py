"""Paragraphs are broken as a whole, where WeasyPrint fills one line and then the next.

It says so itself (issue 2264), sets no space closer than it is, resolves directions line by line,
and asks Pango for the same words again for every line and every trial. Here a paragraph is looked
at once, when its first line is asked for, and each line takes what was found for it.

Lines stand on one grid for all pages: baselines fall where those of running text do. CSS has
``line-snap: baseline`` for it (CSS Line Grid 1, 4), which WeasyPrint does not know; style sheets
here say it as ``--line-snap``. The grid is that of the root element's lines, and begins at the
top of each page's area. So the lines of both sides of a leaf, and of pages that face each other,
meet, whatever stands between them: heads in larger type, pictures, rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial, wraps
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline, preferred
from weasyprint.layout.leader import handle_leader
from weasyprint.layout.percent import resolve_one_percentage, resolve_percentages
from weasyprint.text import line_break

from publish.typeset.grid import RAISED, SLACK, grid
from publish.typeset.hyphenation import Patterns
from publish.typeset.mends.inside import check, replaced
from publish.typeset.paragraph.assembly import assembled, text_line
from publish.typeset.paragraph.content import NotSet, content_of
from publish.typeset.paragraph.faces import set_up, strut
from publish.typeset.paragraph.opportunities import narrowest
from publish.typeset.paragraph.parts import Surroundings
from publish.typeset.paragraph.plan import Line, Paragraph
from publish.typeset.paragraph.wording import Wording
from publish.typeset.properties import asks

_KNOWN, _ORIGIN, _SET = "publish_paragraph", "publish_origin", "publish_line"
"""Attributes of a paragraph's box before it is broken, and of the box of one of its lines."""

_get_next_linebox = inline.get_next_linebox
_split_inline_box = inline.split_inline_box
_remove_last_whitespace = inline.remove_last_whitespace
_justify_line = inline.justify_line
_inline_min_content_width = preferred.inline_min_content_width
_inline_max_content_width = preferred.inline_max_content_width


@contextmanager
def whole_paragraphs(
    patterns: Patterns, elongated: str | None, looseness: int = 0
) -> Iterator[None]:
    """Lay out documents whose paragraphs are broken as a whole, and divided by ``patterns``.

    Words of the language ``elongated`` (a BCP 47 tag) get longer to fill their lines; None leaves
    all as they are. ``looseness`` is by how many lines each should be longer. Raises TypesetError
    if this is not the WeasyPrint that this was written for.
    """
    check("paragraphs")
    setter = _Setter(patterns, elongated, looseness)

    def lines(context: Any, box: Any, *others: Any) -> Iterator[Any]:
        return _lines(setter, context, box, *others)

    def split(context: Any, box: Any, *others: Any) -> Any:
        if isinstance(box, boxes.LineBox):
            context.dictionaries = patterns
            found = _line(setter, context, box, *others)
            if found is not None:
                return found
        return _split_inline_box(context, box, *others)

    with replaced(
        (block, "iter_line_boxes", lines),
        (inline, "split_inline_box", split),
        (inline, "remove_last_whitespace", _unless_set(_remove_last_whitespace)),
        (inline, "justify_line", _unless_set(_justify_line)),
        (preferred, "inline_max_content_width", _widest),
        (preferred, "inline_min_content_width", partial(_narrowest, patterns)),
        (line_break.Layout, "setup", set_up),
        (line_break, "strut", strut),
        (inline, "strut", strut),
    ):
        yield


class _Setter:
    """What is asked of all paragraphs of a document: see ``whole_paragraphs``."""

    def __init__(self, patterns: Patterns, elongated: str | None, looseness: int) -> None:
        self._patterns = patterns
        self._elongated = elongated
        self._looseness = looseness

    def paragraph(self, context: Any, box: Any, containing_block: Any) -> Paragraph | None:
        """What is known of the paragraph of a box; None if the page engine must set it."""
        children = tuple(map(id, box.children))
        known = box.__dict__.get(_KNOWN)
        if known is None or known[0] != children or known[1] != containing_block.width:
            paragraph = self._paragraph(context, box, containing_block)
            known = children, containing_block.width, paragraph
            setattr(box, _KNOWN, known)
        found: Paragraph | None = known[2]
        return found

    def _paragraph(self, context: Any, box: Any, containing_block: Any) -> Paragraph | None:
        try:
            content = content_of(context, box, containing_block)
        except NotSet:
            return None
        words = content.wording.words
        is_long = self._elongated is not None and words.manner.lang == self._elongated
        elongates = is_long and words.justified
        return Paragraph(content, self._patterns, elongates, looseness=self._looseness)


# --- Lines --------------------------------------------------------------------------------


def _lines(
    setter: _Setter,
    context: Any,
    box: Any,
    position_y: float,
    bottom_space: float,
    place: Any,
    containing_block: Any,
    absolute_boxes: Any,
    fixed_boxes: Any,
    first_letter_style: Any,
    first_line_style: Any,
) -> Iterator[tuple[Any, Any]]:
    """``iter_line_boxes``, whose lines are those of whole paragraphs, on the grid of the page."""
    resolve_percentages(box, containing_block)
    if place is None:
        resolve_one_percentage(box, "text_indent", containing_block.width)
    else:
        box.text_indent = 0
    setattr(box, _ORIGIN, place)  # a page may go on with a paragraph
    rows = None
    if asks(box.style, "line-snap", "baseline"):
        rows = grid(context.current_footnote_area.page, box.style.root_style)
    while True:
        found = None
        if not (first_letter_style or first_line_style or context.excluded_shapes):
            found = _text_line(setter, context, box, position_y, place, containing_block, rows)
        if found is None:
            out_of_flow = absolute_boxes, fixed_boxes
            styles = first_letter_style, first_line_style
            line, following = _get_next_linebox(
                context, box, position_y, bottom_space, place, containing_block, *out_of_flow,
                *styles,
            )  # fmt: skip
            if line is None:
                return
            if line.height and rows is not None:
                _snap(line, rows)
            handle_leader(context, line, containing_block)
        else:
            line, following = found
        position_y = line.position_y + line.height
        yield line, following
        if following is None:
            return
        place = following
        box.text_indent = 0
        first_letter_style = first_line_style = None


def _text_line(
    setter: _Setter,
    context: Any,
    box: Any,
    position_y: float,
    place: Any,
    containing_block: Any,
    rows: Any,
) -> tuple[Any, Any] | None:
    """The next line of a paragraph and where that goes on, if there is only text in the line."""
    paragraph = setter.paragraph(context, box, containing_block)
    if paragraph is None:
        return None
    left = containing_block.content_box_x()
    right = left + containing_block.width
    available = right - left
    is_leftward = containing_block.style["direction"] == "rtl"
    position_x = right if is_leftward else left
    own_width = (position_x + available) - (position_x + box.text_indent)
    planned = _planned(paragraph, box, place, own_width)
    found = text_line(paragraph, planned, own_width) if planned is not None else None
    if planned is None or found is None:
        return None
    box.position_x, box.position_y = position_x, position_y
    line = found.line(box)
    setattr(line, _SET, (paragraph, planned))
    line.width = found.width + box.text_indent
    is_end = planned.is_last or planned.is_forced
    offset = inline.text_align(context, line, available, last=is_end)
    if is_leftward:
        offset = -offset - line.width
    moved, height, baseline = 0.0, found.height, found.baseline
    if rows is not None:
        moved, height, baseline = rows.snapped(position_y, height, baseline)
    line.position_x += offset
    line.height, line.baseline = height, baseline
    x = position_x + box.text_indent + offset
    line.children = found.children_of(box, x, position_y + found.baseline + moved)
    return line, None if planned.is_last else paragraph.content.place(planned.next)


def _planned(paragraph: Paragraph, box: Any, place: Any, own_width: float) -> Line | None:
    """The line of a paragraph that begins at a place; None if nothing is left to be set."""
    content = paragraph.content
    start = content.position(place) if place else 0
    if not content.text[start:].strip(" "):
        return None
    first = getattr(box, _ORIGIN, None)
    origin = content.position(first) if first else 0
    return paragraph.line(min(origin, start), start, own_width, own_width + box.text_indent)


def _line(
    setter: _Setter,
    context: Any,
    box: Any,
    position_x: float,
    max_x: float,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
    absolute_boxes: Any,
    fixed_boxes: Any,
    placeholders: Any,
    waiting_floats: Any,
    line_children: Any,
    first_letter_style: Any,
    first_line_style: Any,
) -> tuple[Any, ...] | None:
    """The next line of a paragraph, as ``split_inline_box`` gives it; None if not set here."""
    if first_line_style or context.excluded_shapes:
        return None
    paragraph = setter.paragraph(context, box, containing_block)
    if paragraph is None:
        return None
    own_width = max_x - position_x
    line = _planned(paragraph, box, skip_stack, own_width)
    if line is None:
        return None
    around = Surroundings(
        context,
        containing_block,
        absolute_boxes,
        fixed_boxes,
        placeholders,
        position_x,
        bottom_space,
    )
    set_line = assembled(paragraph, line, own_width, around)
    setattr(set_line, _SET, (paragraph, line))
    resume_at = None if line.is_last else paragraph.content.place(line.next)
    is_feed = "\n" if line.is_forced else False
    return set_line, resume_at, is_feed, None, None, {"left": 0, "right": 0}


def _snap(line: Any, rows: Any) -> None:
    """Move what a line holds to its row, and let the line end where a row does.

    A picture is not raised, for it would reach into what stands above.
    """
    is_drawn = line.height > rows.leading and any(
        isinstance(box, boxes.ReplacedBox) for box in line.descendants()
    )
    moved, height, baseline = rows.snapped(
        line.position_y, line.height, line.baseline, SLACK if is_drawn else RAISED
    )
    line.translate(dy=moved)
    line.position_y -= moved
    line.height, line.baseline = height, baseline


def set_line(box: Any) -> Any:
    """The paragraph and the line that a line box is of, if it was set whole; else None."""
    return box.__dict__.get(_SET)


def _unless_set(original: Any) -> Any:
    """What WeasyPrint does to a line, for lines that were not set here."""

    def call(context: Any, line: Any, *others: Any) -> None:
        if _SET not in line.__dict__:
            original(context, line, *others)

    return call


# --- Widths -------------------------------------------------------------------------------


@wraps(_inline_max_content_width)
def _widest(context: Any, box: Any, *others: Any, **options: Any) -> float:
    """How wide a paragraph is on one line: as it is set, where it is set here."""
    wording = _wording(context, box)
    if wording is None:
        return float(_inline_max_content_width(context, box, *others, **options))
    return max(end - start for start, end in wording.extents())


def _narrowest(patterns: Patterns, context: Any, box: Any, *others: Any, **options: Any) -> float:
    """How wide a paragraph is at least, where it is set here."""
    wording = _wording(context, box)
    if wording is None:
        return float(_inline_min_content_width(context, box, *others, **options))
    return narrowest(wording, patterns)


def _wording(context: Any, box: Any) -> Wording | None:
    """What a paragraph of nothing but text says; None if it is not set here."""
    if not isinstance(box, boxes.LineBox) or not _is_text(box):
        return None
    try:
        return content_of(context, box, (0, 0)).wording
    except NotSet:
        return None


def _is_text(box: Any) -> bool:
    """Whether there is nothing but text in a box."""
    return all(
        isinstance(child, boxes.TextBox) or (isinstance(child, boxes.InlineBox) and _is_text(child))
        for child in box.children
    )
