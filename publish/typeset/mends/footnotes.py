"""Notes begin on the pages of their calls, and go on over the next where they are long.

WeasyPrint moves a note that does not find place whole to the next page, and with it all that
follow; one that is longer than a page runs over everything, and what is called in a line that it
squeezes in is lost. Here its context, the setting of lines that call notes, and the ends of its
pages hold to what ``notearea`` says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from math import inf
from typing import Any

from weasyprint import document, layout
from weasyprint.formatting_structure import boxes, build
from weasyprint.layout import block
from weasyprint.layout import page as pages_module
from weasyprint.layout.absolute import absolute_layout

from publish.typeset.boxes import feet_of_lines, foot
from publish.typeset.callinglines import set_lines
from publish.typeset.mends.inside import check, replaced
from publish.typeset.notearea import NoteArea, Part, Rest

_block_level_layout = block.block_level_layout
_linebox_layout = block._linebox_layout

Box = Any


@contextmanager
def notes_with_calls() -> Iterator[None]:
    """Lay out documents whose notes begin where they are called.

    Raises TypesetError if this is not the WeasyPrint that the module was written for.
    """
    check("footnotes")
    contexts: list[_Context] = []

    def context(*arguments: Any) -> _Context:
        contexts.append(_Context(*arguments))
        return contexts[-1]

    try:
        with replaced(
            (document, "LayoutContext", context),
            (block, "_linebox_layout", _lines),
            (pages_module, "block_level_layout", _on_page),
        ):
            yield
    finally:
        for each in contexts:  # it holds itself, and all boxes that pages were made of
            each.__dict__.clear()


class _Context(layout.LayoutContext):  # type: ignore[misc]
    """The page engine's context, which asks a page's ``NoteArea`` about its notes.

    ``notes`` is that of the page that is laid out; none while a note itself is set.
    ``reported_footnotes`` is what is left over for the next page.
    """

    # Nobody waits for a page, and none stands on it, as far as the engine can see: by itself it
    # does nothing about notes.
    footnotes = property(lambda _: [], lambda _, value: None)
    current_page_footnotes = property(lambda _: [], lambda _, value: None)

    notes: NoteArea | None = None
    _area: Box = None
    _called: dict[Box, int]

    @property
    def current_footnote_area(self) -> Box:
        """The box of the area, of which the engine reads the height."""
        return self._area

    @current_footnote_area.setter
    def current_footnote_area(self, area: Box) -> None:
        """Begin a page: what is left over from the one before comes first in its area."""
        self._area = area
        if area is None:
            self._called = {}
            return
        self._called = {note: n for note, n in self._called.items() if n < self.current_page}
        frame = _block_level_layout(self, area.copy(), -inf, None, area.page)[0]

        def set_part(rest: Rest, height: float, is_forced: bool) -> Part | None:
            return _part(self, frame, rest, height, is_forced)

        top, around = area.page.content_box_y(), frame.margin_height() - frame.height
        carried = self.reported_footnotes
        self.notes = NoteArea(set_part, top, area.position_y, around, carried)
        self._make_room()

    def layout_footnote(self, _: Rest) -> bool:
        """What is left over of a note is in the area already."""
        return False

    def unlayout_footnote(self, footnote: Box) -> None:
        """Forget a note whose line is taken from the page."""
        if self.notes is not None and self.notes.has(footnote):
            self.notes.remove(footnote)
            del self._called[footnote]
            self._make_room()

    def called_in(self, box: Box) -> list[Box]:
        """The notes called in a box, but for those that have been called before."""
        found = (each.footnote for each in box.descendants() if each.footnote is not None)
        return [note for note in dict.fromkeys(found) if note not in self._called]

    def admit(self, called: Sequence[Box], bottom: float, *, must: bool, is_bound: bool) -> bool:
        """Take the notes of a line that ends at ``bottom``; see ``NoteArea.admit``."""
        assert self.notes is not None
        rests = [Rest(note, build.create_anonymous_boxes(note.deepcopy())) for note in called]
        must = must or self.in_column
        if not self.notes.admit(rests, bottom, must=must, is_bound=is_bound):
            return False
        self._called.update(dict.fromkeys(called, self.current_page))
        self._make_room()
        return True

    def give_way(self, bottom: float) -> bool:
        """Divide the last note for a line that ends at ``bottom``; see ``NoteArea.give_way``."""
        assert self.notes is not None
        if self.in_column or not self.notes.give_way(bottom):
            return False
        self._make_room()
        return True

    def _make_room(self) -> None:
        """Let lines end above the notes; after columns the engine does it by itself."""
        assert self.notes is not None
        area, height = self._area, self.notes.height
        area.height = 0
        area.height = height - area.margin_height() if height else "auto"
        if not self.in_column:
            self.page_bottom = area.position_y - height


def _part(context: Any, frame: Box, rest: Rest, height: float, is_forced: bool) -> Part | None:
    """Some of a note, set in the width of ``frame``; see ``notearea.Setter``."""
    tree, placed = rest.tree, list[Any]()
    tree.position_x, tree.position_y = frame.content_box_x(), 0
    notes, page_bottom = context.notes, context.page_bottom
    context.notes, context.page_bottom = None, height
    context.create_block_formatting_context(frame)
    box, place, *_ = _block_level_layout(
        context, tree, 0, rest.place, frame, is_forced, placed, placed
    )
    context.finish_block_formatting_context()
    context.notes, context.page_bottom = notes, page_bottom
    if box is None:
        return None
    for placeholder in placed:
        absolute_layout(context, placeholder, frame, placed, bottom_space=0, skip_stack=None)
    if place is not None:  # a box that goes on has been made as high as the page
        box.height = foot(box) - box.content_box_y()
    lines = tuple(sorted(set(feet_of_lines(box)))) or (box.margin_height(),)
    return Part(box, box.margin_height(), place, lines, place is not None and _is_torn(box))


def _is_torn(box: Box) -> bool:
    """Whether what a box shows last is the hyphen of a divided word."""
    texts = [each for each in box.descendants() if isinstance(each, boxes.TextBox)]
    return bool(texts) and texts[-1].text.endswith(texts[-1].style["hyphenate_character"])


def _lines(context: Any, box: Box, index: int, child: Box, *others: Any) -> Any:
    """``_linebox_layout``, but for paragraphs that call notes."""
    if getattr(context, "notes", None) is None or not context.called_in(child):
        return _linebox_layout(context, box, index, child, *others)
    return set_lines(context, box, index, child, *others)


# --- Pages ------------------------------------------------------------------------------


def _on_page(context: Any, box: Box, *others: Any, **options: Any) -> Any:
    """``block_level_layout`` for what stands on a page by itself: its text, and its notes."""
    if getattr(context, "notes", None) is None:
        return _block_level_layout(context, box, *others, **options)
    if isinstance(box, boxes.FootnoteAreaBox):
        return _notes_of_page(context, box, *others, **options)
    if box.is_for_root_element:
        return _text_of_page(context, box, *others, **options)
    return _block_level_layout(context, box, *others, **options)


def _text_of_page(
    context: Any,
    root: Box,
    bottom_space: float,
    place: Any,
    page: Box,
    *others: Any,
) -> Any:
    """The text of a page; none where notes of the page before leave no room for any."""
    if context.notes.is_carried and root.children:
        # A page that has notes on it need not take what does not fit: it is tried.
        absolute: list[Any] = []
        tried = _block_level_layout(
            context, root.copy(), bottom_space, place, page, False, absolute, absolute, []
        )[0]
        block.remove_placeholders(context, [tried or root], absolute, absolute)
        if tried is None:
            empty = root.copy_with_children([])
            made, *_ = _block_level_layout(context, empty, bottom_space, None, page, *others)
            context.text_foot = page.content_box_y()
            following = {"break": "any", "page": page.page_type.name}
            return made, place, following, [], False, None
    result = _block_level_layout(context, root, bottom_space, place, page, *others)
    context.text_foot = max(page.content_box_y(), foot(result[0]))
    return result


def _notes_of_page(context: Any, area: Box, *others: Any, **options: Any) -> Any:
    """The area of a page's notes, now that its text is known; the rest is for the next page."""
    result = _block_level_layout(context, area.copy_with_children([]), *others, **options)
    parts, context.reported_footnotes = context.notes.settle(context.text_foot)
    made = result[0]
    made.children = [part.box for part in parts]
    made.height = 0
    for part in parts:
        part.box.translate(dy=made.content_box_y() + made.height - part.box.position_y)
        made.height += part.height
    return result
