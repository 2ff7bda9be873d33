"""Justified lines end where the column does, also in faces that kern their spaces.

WeasyPrint shares out what a line lacks among its spaces. A space that is widened is shaped by
itself, and loses the kerning with its neighbours that the line's width was measured with: in
Amiri a line may stand out by a millimetre.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text import line_break

from publish.typeset.inside import replaced, require

INSIDE = "3aa6282117df56a1f5f1c741302eb321dcc35463293df92fce38c6ce22baeaf8"
"""The fingerprint of what is wrapped or relied on; see ``inside``."""

_justify_line = inline.justify_line


def inside() -> tuple[Any, ...]:
    """The parts of WeasyPrint that this module wraps or relies on."""
    return (
        _justify_line,
        inline.count_expandable_spaces,
        inline.add_word_spacing,
        line_break.Layout,
        line_break.line_size,
    )


@cache
def check_inside() -> None:
    """Raise TypesetError unless WeasyPrint's inside is the one that this was written for."""
    require(inside(), INSIDE, "justified lines")


@contextmanager
def even_margins() -> Iterator[None]:
    """Lay out documents whose justified lines are exactly as wide as their column.

    Raises TypesetError if this is not the WeasyPrint that the correction was written for.
    """
    check_inside()
    with replaced((inline, "justify_line", _justify)):
        yield


def _justify(context: Any, line: Any, extra_width: float) -> None:
    """``justify_line``, less what lost kerning adds to the line (in CSS pixels)."""
    spaces = inline.count_expandable_spaces(line)
    if not spaces:
        return
    spacing = extra_width / spaces
    lost = {id(box): _lost_kerning(box, spacing) for box in _spaced_texts(line)}
    _justify_line(context, line, extra_width - sum(lost.values()))
    _widen(line, lost)


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


def _widen(box: Any, lost: Mapping[int, float]) -> float:
    """Let the boxes of a line say how wide they really are; what was added to this one."""
    added = lost.get(id(box), 0.0)
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        added = sum(_widen(child, lost) for child in box.children)
    if added:
        box.width += added
    return added
