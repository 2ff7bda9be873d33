"""What a paragraph is made of: its wording, and the boxes that parts of it stand in.

The page engine has a tree of boxes for a paragraph: texts in elements, pictures, calls of notes.
Here it is one text, in which a character stands for each thing that is none; the way leads from
its characters to the boxes and back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout.percent import resolve_percentages

from publish.typeset.paragraph.faces import manner_of
from publish.typeset.paragraph.levels import OBJECT
from publish.typeset.paragraph.wording import Element, Path, Piece, Wording, Words, wording_of
from publish.typeset.properties import asks

_WRAPS = frozenset({"normal", "nowrap", "pre-line"})


class NotSet(Exception):
    """A paragraph has something in it that is not set here."""


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """A box without boxes in it that has a part of the text, from ``start`` to before ``end``.

    What is out of flow has no part of it.
    """

    box: Any
    path: Path
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """A paragraph's wording, and its boxes: that of the whole (``line``), and the innermost."""

    line: Any
    leaves: tuple[Leaf, ...]
    wording: Wording

    @property
    def text(self) -> str:
        """What the paragraph says."""
        return self.wording.text

    @property
    def right_to_left(self) -> bool:
        """Whether the paragraph runs from right to left."""
        return self.wording.words.right_to_left

    def position(self, place: Any) -> int:
        """The character that a place of the page engine's (a skip stack) is at."""
        box, path = self.line, list[int]()
        while place:
            ((index, place),) = place.items()
            if isinstance(box, boxes.TextBox):
                leaf = self.leaves[self.wording.numbers[tuple(path)]]
                return leaf.start + len(box.text.encode()[:index].decode())
            path.append(index)
            box = box.children[index]
        wanted = tuple(path)
        return next((leaf.start for leaf in self.leaves if leaf.path >= wanted), len(self.text))

    def place(self, position: int) -> Any:
        """The page engine's place (its skip stack) of a character, not the first or the last."""
        leaf = self.leaves[self.wording.piece_of[position]]
        path = leaf.path
        place: Any = None
        if position > leaf.start:
            place = {len(self.text[leaf.start : position].encode()): None}
        else:
            while path[-1] == 0 and len(path) > 1:
                path = path[:-1]
        for index in reversed(path):
            place = {index: place}
        return place


def content_of(context: Any, line: Any, containing_block: Any) -> Content:
    """What is in the line box that holds a whole paragraph before it is broken.

    Raises NotSet where something is in it that only the page engine knows to set.
    """
    leaves, elements = list[tuple[Any, Path]](), list[Element]()
    _look(line, (), containing_block, leaves, elements)
    style = line.style
    pieces = tuple(_piece(context, box, path, containing_block) for box, path in leaves)
    wording = wording_of(
        Words(
            manner=manner_of(style),
            right_to_left=style["direction"] == "rtl",
            justified=style["text_align_all"] == "justify",
            balanced=asks(style, "text-wrap", "balance"),
            pieces=pieces,
            elements=tuple(elements),
        )
    )
    starts = wording.starts
    return Content(
        line=line,
        leaves=tuple(
            Leaf(box, path, starts[number], starts[number + 1])
            for number, (box, path) in enumerate(leaves)
        ),
        wording=wording,
    )


def _look(
    box: Any, path: Path, containing_block: Any, leaves: list[tuple[Any, Path]], elements: list[Any]
) -> None:
    """Note the boxes under ``box`` that hold no others, in the order of reading, and the others."""
    for number, child in enumerate(box.children):
        here = (*path, number)
        if isinstance(child, boxes.TextBox):
            if not _wraps(child):
                raise NotSet
            resolve_percentages(child, containing_block)
            leaves.append((child, here))
        elif not child.is_in_normal_flow():
            if child.is_floated():
                raise NotSet
            leaves.append((child, here))
        elif isinstance(child, boxes.InlineBox):
            if child.is_leader or child.style["position"] == "relative":
                raise NotSet
            resolve_percentages(child, containing_block)
            for side in ("margin_left", "margin_right"):
                if getattr(child, side) == "auto":
                    setattr(child, side, 0)
            elements.append(_element(child, here))
            if child.children:
                _look(child, here, containing_block, leaves, elements)
            else:
                leaves.append((child, here))
        elif isinstance(child, boxes.AtomicInlineLevelBox):
            leaves.append((child, here))
        else:
            raise NotSet


def _wraps(box: Any) -> bool:
    """Whether a text is set here: its lines break, and spaces are only kept in one that is short.

    That is what the numbers of lists are.
    """
    white_space, text = box.style["white_space"], box.text
    if white_space == "pre-wrap":
        return box.element_tag.endswith("::marker") and not any(char in text for char in "\t\n")
    return white_space in _WRAPS and "\t" not in text


def _element(box: Any, path: Path) -> Element:
    style, element = box.style, box.element
    return Element(
        path=path,
        manner=manner_of(style),
        right_to_left=style["direction"] == "rtl",
        isolated=element is not None and (element.tag == "bdi" or "dir" in element.attrib),
        at_start=spacing_of(box, True),
        at_end=spacing_of(box, False),
        align=style["vertical_align"],
    )


def _piece(context: Any, box: Any, path: Path, containing_block: Any) -> Piece:
    manner = manner_of(box.style)
    if isinstance(box, boxes.TextBox):
        text = "" if manner.font_size == 0 else str(box.text)
        is_call = (box.element_tag or "").endswith("::footnote-call")
        return Piece(path, text, manner, is_call=is_call)
    if not box.is_in_normal_flow():
        return Piece(path, "", manner, 0.0, is_text=False)
    if isinstance(box, boxes.InlineBox):
        return Piece(path, "", manner, 0.0)
    width = _atomic_width(context, box, containing_block)
    return Piece(path, OBJECT, manner, width, is_text=False)


def _atomic_width(context: Any, box: Any, containing_block: Any) -> float:
    resolve_percentages(box, containing_block)
    placed = inline.atomic_box(context, box, 0, None, containing_block, [], [])
    return float(placed.margin_width())


def spacing_of(box: Any, at_start: bool) -> float:
    """How much an element has at its start or end, in CSS pixels."""
    is_left = at_start == (box.style["direction"] == "ltr")
    side = "left" if is_left else "right"
    parts = ("margin", "padding")
    total = sum(getattr(box, f"{part}_{side}") for part in parts)
    return float(total + getattr(box, f"border_{side}_width"))
