"""A line of text that was set, kept without its boxes: it is set again in others by copying them.

Lines are asked for again: where columns are balanced, where a page is laid out anew, and where
the same words are set in another document.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from publish.typeset.paragraph.parts import LineBuilder
from publish.typeset.seams import emptied

_OF_TEXT = (
    *("text", "pango_layout", "width", "height", "baseline", "margin_top", "margin_bottom"),
    *("justification_spacing", "has_added_hyphen"),
)
_OF_ELEMENT = ("width", "height", "baseline", "margin_top", "margin_bottom")


@dataclass(frozen=True, slots=True)
class _Text:
    """A text that is cut from the text box of a number in what is around it."""

    number: int
    cut: str
    left: float
    top: float
    values: Mapping[str, Any]

    def box(self, original: Any, shift: tuple[float, float]) -> Any:
        """A box of it beside those of its line, which is shifted."""
        box = original.copy_with_text(self.cut) if self.cut else emptied(original)
        box.__dict__.update(self.values)
        box.position_x, box.position_y = self.left + shift[0], self.top + shift[1]
        return box


@dataclass(frozen=True, slots=True)
class _Element:
    """What is on a line of the element of a number in what is around it.

    ``ends`` says whether it begins and ends on this line.
    """

    number: int
    ends: tuple[bool, bool]
    left: float
    top: float
    values: Mapping[str, Any]
    children: tuple[_Text | _Element, ...]

    def box(self, original: Any, shift: tuple[float, float]) -> Any:
        """A box of it beside those of its line, which is shifted."""
        box = original.copy_with_children(
            [child.box(original.children[child.number], shift) for child in self.children]
        )
        starts, ends = self.ends
        box.remove_decoration(start=not starts, end=not ends)
        box.__dict__.update(self.values)
        box.position_x, box.position_y = self.left + shift[0], self.top + shift[1]
        return box


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line as it was set to a ``measure``, from 0 on; lengths are in CSS pixels.

    It came out so wide, and so high, with its ``baseline`` below its head.
    """

    measure: float
    width: float
    height: float
    baseline: float
    children: tuple[_Text | _Element, ...]

    @classmethod
    def of(cls, box: Any, builder: LineBuilder, measure: float) -> SetLine:
        """A line's box kept, which has nothing but text in it, as it was built."""
        bottom, top = inline.line_box_verticality(box)
        children = tuple(_kept(child, builder) for child in box.children)
        return cls(measure, box.width, bottom - top, -top, children)

    def line(self, original: Any) -> Any:
        """The box of the line, a copy of the paragraph's, without what is in it."""
        line = original.copy_with_children([])
        line.margin_top = line.margin_bottom = 0
        line.height, line.baseline = self.height, self.baseline
        return line

    def children_of(self, original: Any, x: float, baseline: float) -> list[Any]:
        """The boxes in the line, which begins at ``x`` and has its baseline there."""
        return [
            child.box(original.children[child.number], (x, baseline)) for child in self.children
        ]


def _kept(box: Any, builder: LineBuilder) -> _Text | _Element:
    path, cut = builder.made[id(box)]
    if isinstance(box, boxes.TextBox):
        values = {name: box.__dict__[name] for name in _OF_TEXT if name in box.__dict__}
        return _Text(path[-1], cut, box.position_x, box.position_y, values)
    values = {name: box.__dict__[name] for name in _OF_ELEMENT}
    children = tuple(_kept(child, builder) for child in box.children)
    return _Element(path[-1], builder.ends(path), box.position_x, box.position_y, values, children)
