"""Justified lines end where the column does, also in faces that kern their spaces.

WeasyPrint shares out what a line lacks among its spaces. A space that is widened is shaped by
itself, and loses the kerning with its neighbours that the line's width was measured with: in
Amiri a line may stand out by a millimetre. And where it takes a space away at the end of a
right-to-left line, it moves the line to make up for the space that is still drawn, which it is
not in justified lines: they stand out by that space.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text import line_break

from publish.typeset.mends.inside import check, replaced

_justify_line = inline.justify_line
_remove_last_whitespace = inline.remove_last_whitespace


@contextmanager
def even_margins() -> Iterator[None]:
    """Lay out documents whose justified lines are exactly as wide as their column.

    Raises TypesetError if this is not the WeasyPrint that the correction was written for.
    """
    check("justification")
    with replaced(
        (inline, "justify_line", _justify),
        (inline, "remove_last_whitespace", _remove_space_at_end),
    ):
        yield


@wraps(_remove_last_whitespace)
def _remove_space_at_end(context: Any, line: Any) -> None:
    """``remove_last_whitespace`` that also takes the space out of what is drawn.

    So the last text of a right-to-left line, and what holds it, need not move.
    """
    last = [line]
    while isinstance(last[-1], boxes.LineBox | boxes.InlineBox) and last[-1].children:
        last.append(last[-1].children[-1])
    text, places = getattr(last[-1], "text", ""), [box.position_x for box in last]
    _remove_last_whitespace(context, line)
    if line.style["direction"] == "rtl" and getattr(last[-1], "text", "") not in ("", text):
        box = last[-1]
        box.pango_layout = line_break.create_layout(box.text, box.style, context, None, 0)
        box.pango_layout.deactivate()
        for box, place in zip(last[1:], places[1:], strict=True):
            box.position_x = place


def _justify(context: Any, line: Any, extra_width: float) -> None:
    """``justify_line``, less what lost kerning adds to the line (in CSS pixels)."""
    spaces = inline.count_expandable_spaces(line)
    if not spaces:
        return
    spacing = extra_width / spaces
    lost = {id(box): _lost_kerning(box, spacing) for box in _spaced_texts(line)}
    _justify_line(context, line, extra_width - sum(lost.values()))
    widen(line, lost)


def _lost_kerning(box: Any, spacing: float) -> float:
    """How much wider a text gets with wider spaces than the spaces themselves account for."""
    layout = line_break.Layout(box.style, spacing)
    layout.set_text(box.text, justify=True)
    line, _ = layout.get_first_line()
    width, _ = line_break.line_size(line, box.style)
    layout.deactivate()
    return float(width - box.width - spacing * inline.count_expandable_spaces(box))


def _spaced_texts(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.TextBox):
        if inline.count_expandable_spaces(box):
            yield box
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            yield from _spaced_texts(child)


def widen(box: Any, added: Mapping[int, float], shift: float = 0.0) -> float:
    """Let the boxes of a line say how wide they really are, and stand side by side.

    ``added`` says of text boxes, by their id, how much wider they are (in CSS pixels). ``shift``
    is how far the box itself moves to the right; what comes after it moves as far as is given
    back. Boxes are taken from left to right, as WeasyPrint does.
    """
    if not isinstance(box, boxes.LineBox | boxes.InlineBox):
        box.translate(shift, 0)
        gained = added.get(id(box), 0.0)
    else:
        box.position_x += shift
        end = shift
        for child in box.children[:: -1 if box.style["direction"] == "rtl" else 1]:
            if child.is_in_normal_flow():
                end = widen(child, added, end)
        gained = end - shift
    if gained:
        box.width += gained
    return shift + gained
