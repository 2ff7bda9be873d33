"""The lines of a paragraph that calls notes: a line stands where its notes can begin.

`mends.footnotes` puts this in the place of WeasyPrint's ``_linebox_layout`` for such paragraphs.
What that has besides, a limit to the lines of a block, no style sheet here asks for.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from weasyprint.layout import block

Box = Any
Place = Any
Verdict = tuple[bool, bool, Place]
"""Whether the whole box is given up, whether it stops here, and where it goes on."""


def set_lines(
    context: Any,
    box: Box,
    index: int,
    child: Box,
    new_children: list[Box],
    page_is_empty: bool,
    absolute_boxes: list[Any],
    fixed_boxes: list[Any],
    adjoining_margins: list[float],
    bottom_space: float,
    position_y: float,
    skip_stack: Place,
    first_letter_style: Any,
    first_line_style: Any,
    draw_bottom_decoration: bool,
    max_lines: int | None,
) -> tuple[Any, ...]:
    """Set the lines of ``child`` with the arguments and the result of ``_linebox_layout``."""
    if adjoining_margins:
        position_y += block.collapse_margin(adjoining_margins)
    out_of_flow = absolute_boxes, fixed_boxes
    styles = first_letter_style, first_line_style
    lines = block.iter_line_boxes(
        context, child, position_y, bottom_space, skip_stack, box, *out_of_flow, *styles
    )
    setting = _Setting(
        context,
        box,
        index,
        new_children,
        page_is_empty,
        out_of_flow,
        bottom_space,
        draw_bottom_decoration,
    )
    abort, stop, resume_at = setting.set(lines, skip_stack)
    if new_children:
        position_y = _bottom(new_children[-1])
        resume_at = {index: new_children[-1].resume_at}
    return abort, stop, resume_at, position_y, [], max_lines


@dataclass(slots=True)
class _Setting:
    """A paragraph that is set: its ``box``, and the lines ``placed`` on this page so far.

    ``is_closed`` says that the foot of the box has its border, wherever it ends.
    """

    context: Any
    box: Box
    index: int
    placed: list[Box]
    page_is_empty: bool
    out_of_flow: tuple[list[Any], list[Any]]
    bottom_space: float
    is_closed: bool

    def set(self, lines: Iterator[tuple[Box, Place]], place: Place) -> Verdict:
        """Place lines that begin at ``place``, as many as there is room for."""
        for line, following in lines:
            line.resume_at = following
            is_first = self.page_is_empty and not self.placed
            if not self._fits(line):
                if not is_first:
                    return self._full(line, lines, place)
                self._take_margin_away(line)
            if not self._is_admitted(line, must=is_first):
                return self._break(line, self._ahead(lines), place)
            self.placed.append(line)
            place = following
        return False, False, None

    def _is_admitted(self, line: Box, *, must: bool) -> bool:
        """Whether the notes that a line calls may begin on this page."""
        called = self.context.called_in(line)
        is_bound = 0 < len(self.placed) < self.box.style["orphans"]
        return not called or bool(
            self.context.admit(called, self._foot(line), must=must, is_bound=is_bound)
        )

    def _fits(self, line: Box) -> bool:
        overflows = self.context.overflows_page(self.bottom_space, self._foot_of_box(line))
        return not overflows

    def _foot_of_box(self, line: Box) -> float:
        """Where the box would end with this line."""
        if self.is_closed or line.resume_at is None:
            return _bottom(line) + float(self.box.border_bottom_width + self.box.padding_bottom)
        return _bottom(line)

    def _foot(self, line: Box) -> float:
        """Where the text of the page would end with this line."""
        return self._foot_of_box(line) + max(self.bottom_space, 0)

    def _take_margin_away(self, line: Box) -> None:
        """Let a line that is too high for any page stand as high up as it can."""
        if self.context.overflows_page(self.bottom_space, _bottom(line)):
            line.translate(0, -self.box.margin_top)
            self.box.margin_top = 0

    def _full(self, line: Box, lines: Iterator[tuple[Box, Place]], place: Place) -> Verdict:
        """The page has no room for a line: it ends before it, unless a note gives way.

        That is asked of one where the line cannot be parted from those before it.
        """
        ahead = self._ahead(lines)
        if self._missing(ahead) or len(self.placed) < self.box.style["orphans"]:
            kept = self._kept_together([line, *ahead])
            is_calling = any(map(self.context.called_in, kept))
            if kept and not is_calling and self.context.give_way(self._foot(kept[-1])):
                self._forget([line, *ahead][len(kept) :])
                self.placed += kept
                return False, kept[-1].resume_at is not None, None
        return self._break(line, ahead, place)

    def _kept_together(self, lines: list[Box]) -> list[Box]:
        """Those of the next lines that have to stand on this page if the first one does."""
        orphans, widows = self.box.style["orphans"], self.box.style["widows"]
        for count in range(1, len(lines) + 1):
            is_end = lines[count - 1].resume_at is None
            is_enough = len(self.placed) + count >= orphans and len(lines) - count >= widows
            if is_end or is_enough:
                return lines[:count]
        return []

    def _break(self, line: Box, ahead: list[Box], place: Place) -> Verdict:
        """End the page before a line, as orphans and widows allow."""
        self._forget(ahead)
        verdict: Verdict = block._break_line(
            self.context,
            self.box,
            line,
            self.placed,
            self._missing(ahead),
            self.page_is_empty,
            self.index,
            place,
            line.resume_at,
            *self.out_of_flow,
        )
        return verdict

    def _ahead(self, lines: Iterator[tuple[Box, Place]]) -> list[Box]:
        """The lines that come next: as many as have to be known."""
        style = self.box.style
        ahead = []
        for line, following in islice(lines, style["orphans"] + style["widows"]):
            line.resume_at = following
            ahead.append(line)
        return ahead

    def _missing(self, ahead: list[Box]) -> int:
        """How many lines of this page the next one needs, so as not to begin with a widow."""
        return max(0, int(self.box.style["widows"]) - 1 - len(ahead))

    def _forget(self, lines: list[Box]) -> None:
        for line in lines:
            block.remove_placeholders(self.context, line.children, *self.out_of_flow)


def _bottom(line: Box) -> float:
    return float(line.position_y + line.height)
