"""Paragraphs are broken as a whole, where WeasyPrint fills one line and then the next.

It says so itself (issue 2264), sets no space closer than it is, resolves directions line by line,
and asks Pango for the same words again for every line and every trial. Here a paragraph is looked
at once, when its first line is asked for, and each line takes what was found for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline, preferred
from weasyprint.text import line_break

from publish.typeset.hyphenation import Patterns
from publish.typeset.mends.inside import check, replaced
from publish.typeset.paragraph.assembly import assembled
from publish.typeset.paragraph.content import NotSet, content_of
from publish.typeset.paragraph.faces import set_up, strut
from publish.typeset.paragraph.parts import Surroundings
from publish.typeset.paragraph.plan import Paragraph

_KNOWN, _ORIGIN, _SET = "publish_paragraph", "publish_origin", "publish_line"
"""Attributes of a paragraph's box before it is broken, and of the box of one of its lines."""

_iter_line_boxes = inline.iter_line_boxes
_split_inline_box = inline.split_inline_box
_remove_last_whitespace = inline.remove_last_whitespace
_justify_line = inline.justify_line
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

    def split(context: Any, box: Any, *others: Any) -> Any:
        if isinstance(box, boxes.LineBox):
            context.dictionaries = patterns
            found = _line(context, box, patterns, elongated, looseness, *others)
            if found is not None:
                return found
        return _split_inline_box(context, box, *others)

    with replaced(
        (block, "iter_line_boxes", _lines_from),
        (inline, "split_inline_box", split),
        (inline, "remove_last_whitespace", _unless_set(_remove_last_whitespace)),
        (inline, "justify_line", _unless_set(_justify_line)),
        (preferred, "inline_max_content_width", _widest),
        (line_break.Layout, "setup", set_up),
        (line_break, "strut", strut),
        (inline, "strut", strut),
    ):
        yield


def _lines_from(context: Any, box: Any, *others: Any) -> Iterator[Any]:
    """``iter_line_boxes``, that notes where it begins: a page may go on with a paragraph."""
    _, _, skip_stack, *_ = others
    setattr(box, _ORIGIN, skip_stack)
    lines: Iterator[Any] = _iter_line_boxes(context, box, *others)
    return lines


@wraps(_inline_max_content_width)
def _widest(context: Any, box: Any, outer: bool = True, is_line_start: bool = False) -> float:
    """How wide a paragraph is on one line: as it is set, where it is set here."""
    width = float(_inline_max_content_width(context, box, outer, is_line_start))
    if not isinstance(box, boxes.LineBox) or not _is_text(box):
        return width
    try:
        content = content_of(context, box, (0, 0))
    except NotSet:
        return width
    return max(width, *(end - start for start, end in content.extents()))


def _is_text(box: Any) -> bool:
    """Whether there is nothing but text in a box."""
    return all(
        isinstance(child, boxes.TextBox) or (isinstance(child, boxes.InlineBox) and _is_text(child))
        for child in box.children
    )


def set_line(box: Any) -> Any:
    """The paragraph and the line that a line box is of, if it was set whole; else None."""
    return box.__dict__.get(_SET)


def _unless_set(original: Any) -> Any:
    """What WeasyPrint does to a line, for lines that were not set here."""

    def call(context: Any, line: Any, *others: Any) -> None:
        if _SET not in line.__dict__:
            original(context, line, *others)

    return call


def _line(
    context: Any,
    box: Any,
    patterns: Patterns,
    elongated: str | None,
    looseness: int,
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
    paragraph = _paragraph(context, box, patterns, elongated, looseness, containing_block)
    if paragraph is None:
        return None
    content = paragraph.content
    start = content.position(skip_stack) if skip_stack else 0
    if not content.text[start:].strip(" "):
        return None
    own_width = max_x - position_x
    place = getattr(box, _ORIGIN, None)
    origin = content.position(place) if place else 0
    width = own_width + box.text_indent
    line = paragraph.line(min(origin, start), start, own_width, width)
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
    resume_at = None if line.is_last else content.place(line.next)
    is_feed = "\n" if line.is_forced else False
    return set_line, resume_at, is_feed, None, None, {"left": 0, "right": 0}


def _paragraph(
    context: Any,
    box: Any,
    patterns: Patterns,
    elongated: str | None,
    looseness: int,
    containing_block: Any,
) -> Paragraph | None:
    """What is known of the paragraph of a box; None if it must be set by the page engine."""
    children = tuple(map(id, box.children))
    known = box.__dict__.get(_KNOWN)
    if known is None or known[0] != children or known[1] != containing_block.width:
        try:
            content = content_of(context, box, containing_block)
        except NotSet:
            paragraph = None
        else:
            is_long = elongated is not None and box.style["lang"] == elongated
            is_filled = box.style["text_align_all"] == "justify"
            paragraph = Paragraph(content, patterns, is_long and is_filled, looseness=looseness)
        known = children, containing_block.width, paragraph
        setattr(box, _KNOWN, known)
    found: Paragraph | None = known[2]
    return found
