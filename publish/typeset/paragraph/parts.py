"""What is on a line: copies of the boxes that are, and the parts that stand in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from publish.typeset.paragraph.content import spacing_of
from publish.typeset.paragraph.faces import manner_of
from publish.typeset.paragraph.glue import is_ideographic
from publish.typeset.paragraph.plan import Line, Paragraph
from publish.typeset.paragraph.shaping import Item, Shaped, shaped, spaced
from publish.typeset.paragraph.wording import Path, Run
from publish.typeset.seams import emptied


@dataclass(slots=True, eq=False)
class Part:
    """A part of a line that goes one way: a run's text, a box, or an element's own spacing.

    ``box`` is what it stands in. ``start`` and ``end`` are its characters; a run's ``shaped``
    text is of ``text``, which has an added hyphen or strokes in it.
    """

    box: Any
    level: int
    width: float
    start: int = 0
    end: int = 0
    run: Run | None = None
    text: str = ""
    said: str = ""
    items: tuple[Item, ...] = ()
    advances: tuple[float | None, ...] = ()
    expands: bool = False
    left: float = 0.0


@dataclass(slots=True)
class Surroundings:
    """What the page engine hands on to those who lay boxes out in a line."""

    context: Any
    containing_block: Any
    absolute_boxes: Any
    fixed_boxes: Any
    placeholders: Any
    position_x: float
    bottom_space: float


class LineBuilder:
    """Makes the boxes of a line, and the parts of the line that stand in them, in logical order.

    ``made`` has by a box's id where that is in the paragraph which it is a copy of, and its text.
    """

    def __init__(self, paragraph: Paragraph, line: Line, around: Surroundings) -> None:
        self.parts: list[Part] = []
        self.by_box: dict[int, list[Part]] = {}
        self.out_of_flow: list[tuple[Any, Part]] = []
        self.made: dict[int, tuple[Path, str]] = {}
        self._content = paragraph.content
        self._wording = paragraph.wording
        self._line = line
        self._around = around

    def build(self, box: Any, path: Path) -> Any:
        """A copy of a box with what of it is on the line."""
        is_line = not path
        is_start, is_end = self.ends(path)
        edges = []
        if not is_line and is_start:
            edges += self._edge(box, at_start=True)
        children = [
            child
            for number, each in enumerate(box.children)
            for child in self._child(each, (*path, number), box)
        ]
        if not is_line and is_end:
            edges += self._edge(box, at_start=False)
        copy = box.copy_with_children(children)
        copy.remove_decoration(start=not is_start, end=not is_end)
        inline._adjust_line_height(copy)
        for edge in edges:
            edge.box = copy
        self.made[id(copy)] = path, ""
        return copy

    def ends(self, path: Path) -> tuple[bool, bool]:
        """Whether the box begins, and ends, on this line."""
        start, end = self._wording.spans.get(path, (0, 0))
        return start >= self._line.start or not path, end <= self._line.next or self._line.is_last

    def _edge(self, box: Any, *, at_start: bool) -> list[Part]:
        width = spacing_of(box, at_start)
        if not width:
            return []
        level = self.parts[-1].level if self.parts and not at_start else self._next_level()
        if level % 2 != (box.style["direction"] == "rtl"):
            level -= 1  # a number in an element that runs the other way
        part = Part(box, max(level, 0), width)
        self.parts.append(part)
        return [part]

    def _next_level(self) -> int:
        at = max((part.end for part in self.parts), default=self._line.start)
        levels = self._wording.levels
        return levels[at] if at < len(levels) else int(self._content.right_to_left)

    def _child(self, child: Any, path: Path, parent: Any) -> Iterator[Any]:
        number = self._wording.numbers.get(path)
        if number is None:
            if self._is_here(*self._wording.spans[path]):
                yield self.build(child, path)
            return
        leaf = self._content.leaves[number]
        if not self._is_here(leaf.start, leaf.end):
            return
        if isinstance(child, boxes.InlineBox):
            yield self.build(child, path)
        elif not child.is_in_normal_flow():
            yield from self._out_of_flow(child, parent)
        elif isinstance(child, boxes.TextBox):
            yield from self._text(child, number, path)
        else:
            yield self._atomic(child, leaf.start)

    def _is_here(self, start: int, end: int) -> bool:
        line = self._line
        if start == end:
            return line.start <= start < line.next or (line.is_last and start >= line.start)
        return start < line.next and end > line.start

    def _atomic(self, child: Any, at: int) -> Any:
        around = self._around
        box = inline.atomic_box(
            around.context,
            child,
            around.position_x,
            None,
            around.containing_block,
            around.absolute_boxes,
            around.fixed_boxes,
        )
        box.position_x, box.position_y = around.position_x, 0
        self.parts.append(Part(box, self._wording.levels[at], box.margin_width(), at, at + 1))
        self.by_box[id(box)] = [self.parts[-1]]
        return box

    def _out_of_flow(self, child: Any, parent: Any) -> Iterator[Any]:
        around = self._around
        waiting: list[Any] = []
        inline._out_of_flow_layout(
            around.context,
            parent,
            around.containing_block,
            0,
            child,
            [],
            [],
            waiting,
            [],
            around.absolute_boxes,
            around.fixed_boxes,
            around.placeholders,
            {"left": 0, "right": 0},
            around.position_x,
            around.position_x,
            around.bottom_space,
        )
        for _, placeholder, _ in waiting:
            part = Part(placeholder, self._next_level(), 0.0)
            self.parts.append(part)
            self.out_of_flow.append((placeholder, part))
            yield placeholder

    def _text(self, child: Any, number: int, path: Path) -> Iterator[Any]:
        wording, line = self._wording, self._line
        leaf = self._content.leaves[number]
        start, end = max(leaf.start, line.start), min(leaf.end, line.end)
        if start >= end:
            if "\n" not in wording.text[leaf.start : leaf.end]:
                yield self._empty(child, path)
            return
        parts = []
        for run in wording.runs_of.get(number, ()):
            low, high = max(run.start, start), min(run.end, end)
            if low < high:
                parts.append(self._cut(child, run, low, high))
        text = wording.text[start:end]
        box = child.copy_with_text(text)
        if line.hyphen and end == line.end and parts:
            box.has_added_hyphen = True
        for part in parts:
            part.box = box
        self.parts.extend(parts)
        self.by_box[id(box)] = parts
        self.made[id(box)] = path, text
        yield box

    def _empty(self, child: Any, path: Path) -> Any:
        """What is left of a text of which only a space was on the line."""
        box = emptied(child)
        box.width = 0
        part = Part(box, self._next_level(), 0.0)
        self.parts.append(part)
        self.by_box[id(box)] = [part]
        self.made[id(box)] = path, ""
        return box

    def _cut(self, child: Any, run: Run, start: int, end: int) -> Part:
        """The part of a run between two characters; where a word is divided it is shaped anew."""
        wording, line = self._wording, self._line
        whole = run.shaped
        text = wording.text[start:end]
        hyphen = line.hyphen if end == line.end else ""
        right_to_left = bool(run.level % 2)
        face = manner_of(child.style).face(right_to_left)
        if hyphen or not _is_clean(wording.text, run, start, end):
            anew = shaped(text + hyphen, face, right_to_left)
            anew = spaced(anew, wording.spacing.within(start, end))
            items, advances = anew.items, anew.advances
        elif (start, end) == (run.start, run.end):
            items, advances = whole.items, whole.advances
        else:
            items, advances = _sliced(whole, start - run.start, end - run.start)
        width = sum(advance or 0.0 for advance in advances)
        drawn = text + hyphen
        return Part(
            child, run.level, width, start, end, run, drawn, drawn, items, advances,
            run.expands,
        )  # fmt: skip


def _is_clean(text: str, run: Run, start: int, end: int) -> bool:
    """Whether a run can be cut so without being shaped anew: where nothing joins or kerns."""
    at_start = start == run.start or _parts_letters(text[start - 1]) or is_ideographic(text[start])
    at_end = end == run.end or _parts_letters(text[end]) or is_ideographic(text[end - 1])
    return at_start and at_end


def _parts_letters(char: str) -> bool:
    return char.isspace() or is_ideographic(char)


def _sliced(whole: Shaped, start: int, end: int) -> tuple[tuple[Item, ...], Any]:
    """The items and advances of a part of a shaped text, counted from its own beginning."""
    first = len(whole.text[:start].encode())
    last = first + len(whole.text[start:end].encode())
    items = tuple(
        cut._replace(start=cut.start - first, end=cut.end - first)
        for item in whole.items
        if item.start < last and item.end > first
        for cut in (item.cut(first, last),)
    )
    return items, whole.advances[start:end]
