"""What a paragraph is made of: one text, and the boxes that its parts stand in.

The page engine has a tree of boxes for a paragraph: texts in elements, pictures, calls of notes.
Here it is one text, in which a character stands for each thing that is none, with the level of
every character, how wide it is, and what is around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.layout.percent import resolve_percentages

from publish.typeset.paragraph.eastasian import Spacing, spacing_of_text
from publish.typeset.paragraph.faces import face_of
from publish.typeset.paragraph.glue import expands
from publish.typeset.paragraph.levels import OBJECT, Isolate, levels_of
from publish.typeset.paragraph.shaping import Shaped, shaped, spaced

Path = tuple[int, ...]
"""Where a box is in a tree: its number in each box on the way down."""

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
class Run:
    """A part of one text box that runs one way, shaped."""

    leaf: int
    start: int
    end: int
    level: int
    shaped: Shaped
    expands: bool


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """A paragraph's text and its boxes.

    ``widths`` has for each character how wide it is, in CSS pixels, with what its elements have
    around them at its side; None where it is part of a cluster that began before. ``before`` has
    how wide everything before a character is. ``expands`` says which may be made wider with their
    line. ``spacing`` is what full-width text has, of which the runs have what is ``added``.
    ``numbers`` and ``spans`` find leaves, and the characters in a box, by where it is.
    """

    line: Any
    text: str
    leaves: tuple[Leaf, ...]
    runs: tuple[Run, ...]
    levels: tuple[int, ...]
    widths: tuple[float | None, ...]
    before: tuple[float, ...]
    expands: tuple[bool, ...]
    styles: tuple[Any, ...]
    leaf_of: tuple[int, ...]
    numbers: Mapping[Path, int]
    spans: Mapping[Path, tuple[int, int]]
    runs_of: Mapping[int, Sequence[Run]]
    spacing: Spacing

    @property
    def right_to_left(self) -> bool:
        """Whether the paragraph runs from right to left."""
        return bool(self.line.style["direction"] == "rtl")

    def extents(self) -> Iterator[tuple[float, float]]:
        """Where each part between forced breaks begins and ends, in CSS pixels."""
        start = 0
        for part in self.text.split("\n"):
            yield self.before[start], self.before[start + len(part.rstrip(" "))]
            start += len(part) + 1

    def position(self, place: Any) -> int:
        """The character that a place of the page engine's (a skip stack) is at."""
        box, path = self.line, list[int]()
        while place:
            ((index, place),) = place.items()
            if isinstance(box, boxes.TextBox):
                leaf = next(leaf for leaf in self.leaves if leaf.path == tuple(path))
                return leaf.start + len(box.text.encode()[:index].decode())
            path.append(index)
            box = box.children[index]
        wanted = tuple(path)
        return next((leaf.start for leaf in self.leaves if leaf.path >= wanted), len(self.text))

    def place(self, position: int) -> Any:
        """The page engine's place (its skip stack) of a character, not the first or the last."""
        leaf = self.leaves[self.leaf_of[position]]
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
    found = list(_leaves(line, (), containing_block))
    leaves, parts, at = [], [], 0
    for box, path in found:
        text = _text_of(box)
        leaves.append(Leaf(box, path, at, at + len(text)))
        parts.append(text)
        at += len(text)
    text = "".join(parts)
    leaf_of = [n for n, leaf in enumerate(leaves) for _ in range(leaf.start, leaf.end)]
    levels = tuple(_levels(line, text, leaves))
    own = expands(text, otherwise=False)
    styles = tuple(leaves[number].box.style for number in leaf_of)
    runs = tuple(_runs(text, leaves, levels, own))
    ordered = ((run.start, run.shaped) for run in runs if run.level % 2 == 0)
    full_width = spacing_of_text(text, ordered, [style["font_size"] for style in styles])
    runs = tuple(
        replace(run, shaped=spaced(run.shaped, full_width.within(run.start, run.end)))
        for run in runs
    )
    widths: list[float | None] = [0.0] * len(text)
    expanding = [own] * len(text)
    for run in runs:
        widths[run.start : run.end] = run.shaped.advances
        expanding[run.start : run.end] = [run.expands] * (run.end - run.start)
    for leaf in leaves:
        if leaf.end > leaf.start and not isinstance(leaf.box, boxes.TextBox):
            widths[leaf.start] = _atomic_width(context, leaf.box, containing_block)
    _add_spacings(line, leaves, widths)
    return Content(
        line=line,
        text=text,
        leaves=tuple(leaves),
        runs=runs,
        levels=levels,
        widths=tuple(widths),
        before=(0.0, *accumulate(width or 0.0 for width in widths)),
        expands=tuple(expanding),
        styles=styles,
        leaf_of=tuple(leaf_of),
        numbers={leaf.path: number for number, leaf in enumerate(leaves)},
        spans=_spans(leaves),
        runs_of={leaf: tuple(group) for leaf, group in groupby(runs, key=lambda run: run.leaf)},
        spacing=full_width,
    )


def _spans(leaves: Sequence[Leaf]) -> dict[Path, tuple[int, int]]:
    """The first character in each box, and the one after its last."""
    spans: dict[Path, tuple[int, int]] = {}
    for leaf in leaves:
        for depth in range(len(leaf.path) + 1):
            path = leaf.path[:depth]
            start, _ = spans.get(path, (leaf.start, leaf.end))
            spans[path] = start, leaf.end
    return spans


def _leaves(box: Any, path: Path, containing_block: Any) -> Iterator[tuple[Any, Path]]:
    """The boxes under ``box`` that hold no others, in the order of reading."""
    for number, child in enumerate(box.children):
        here = (*path, number)
        if not child.is_in_normal_flow():
            if child.is_floated():
                raise NotSet
            yield child, here
        elif isinstance(child, boxes.TextBox):
            if child.style["white_space"] not in _WRAPS or "\t" in child.text:
                raise NotSet
            resolve_percentages(child, containing_block)
            yield child, here
        elif isinstance(child, boxes.InlineBox):
            if child.is_leader or child.style["position"] == "relative":
                raise NotSet
            resolve_percentages(child, containing_block)
            for side in ("margin_left", "margin_right"):
                if getattr(child, side) == "auto":
                    setattr(child, side, 0)
            if child.children:
                yield from _leaves(child, here, containing_block)
            else:
                yield child, here
        elif isinstance(child, boxes.AtomicInlineLevelBox):
            yield child, here
        else:
            raise NotSet


def _text_of(box: Any) -> str:
    if isinstance(box, boxes.TextBox):
        return "" if box.style["font_size"] == 0 else str(box.text)
    is_object = box.is_in_normal_flow() and not isinstance(box, boxes.InlineBox)
    return OBJECT if is_object else ""


def _atomic_width(context: Any, box: Any, containing_block: Any) -> float:
    resolve_percentages(box, containing_block)
    placed = inline.atomic_box(context, box, 0, None, containing_block, [], [])
    return float(placed.margin_width())


# --- Directions -------------------------------------------------------------------------


def _levels(line: Any, text: str, leaves: Sequence[Leaf]) -> Iterator[int]:
    """The level of each character of the text, with elements that name a direction isolated."""
    isolated = _isolated_boxes(line)
    whole = _isolate(line, (), leaves, text, isolated)
    return levels_of(whole, lambda is_rtl: face_of(line.style, "rtl" if is_rtl else "ltr"))


def _isolate(
    line: Any, path: Path, leaves: Iterable[Leaf], text: str, isolated: Set[Path]
) -> Isolate:
    """What is in the box at ``path``, which has these leaves."""

    def set_apart(leaf: Leaf) -> Path | None:
        around = (leaf.path[:depth] for depth in range(len(path) + 1, len(leaf.path) + 1))
        return next((each for each in around if each in isolated), None)

    parts = tuple(
        "".join(text[leaf.start : leaf.end] for leaf in group)
        if inner is None
        else _isolate(line, inner, group, text, isolated)
        for inner, group in groupby(leaves, set_apart)
    )
    return Isolate(_box_at(line, path).style["direction"] == "rtl", parts)


def _isolated_boxes(line: Any) -> Set[Path]:
    """The paths of elements that are isolated from the text around them (HTML, 15.3.5)."""
    found = set()

    def visit(box: Any, path: Path) -> None:
        for number, child in enumerate(box.children):
            if isinstance(child, boxes.InlineBox):
                element = child.element
                if element is not None and (element.tag == "bdi" or "dir" in element.attrib):
                    found.add((*path, number))
                visit(child, (*path, number))

    visit(line, ())
    return found


def _box_at(box: Any, path: Path) -> Any:
    for number in path:
        box = box.children[number]
    return box


def _runs(text: str, leaves: Sequence[Leaf], levels: Sequence[int], own: bool) -> Iterator[Run]:
    for number, leaf in enumerate(leaves):
        if not isinstance(leaf.box, boxes.TextBox):
            continue
        for start, end in _parts(text, leaf.start, leaf.end, levels):
            right_to_left = bool(levels[start] % 2)
            face = face_of(leaf.box.style, "rtl" if right_to_left else "ltr")
            content = shaped(text[start:end], face, right_to_left)
            yield Run(number, start, end, levels[start], content, expands(content.text, own))


def _parts(text: str, start: int, end: int, levels: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The parts of a text box on one level, line feeds apart."""
    for (_, is_feed), group in groupby(
        range(start, end), key=lambda at: (levels[at], text[at] == "\n")
    ):
        places = list(group)
        if not is_feed:
            yield places[0], places[-1] + 1


# --- Elements' own spacings ---------------------------------------------------------------


def _add_spacings(line: Any, leaves: Sequence[Leaf], widths: list[float | None]) -> None:
    """Add what elements have at their ends to the characters that they begin and end with."""
    spaced = [leaf for leaf in leaves if leaf.end > leaf.start]
    for this, others, at_start in _sides(spaced):
        at = this.start if at_start else this.end - 1
        for depth in range(1, len(this.path)):
            path = this.path[:depth]
            if others is not None and others.path[:depth] == path:
                continue
            spacing = spacing_of(_box_at(line, path), at_start)
            if spacing:
                while widths[at] is None:
                    at -= 1
                widths[at] = (widths[at] or 0.0) + spacing


def _sides(leaves: Sequence[Leaf]) -> Iterator[tuple[Leaf, Leaf | None, bool]]:
    for number, leaf in enumerate(leaves):
        yield leaf, leaves[number - 1] if number else None, True
        yield leaf, leaves[number + 1] if number + 1 < len(leaves) else None, False


def spacing_of(box: Any, at_start: bool) -> float:
    """How much an element has at its start or end, in CSS pixels."""
    is_left = at_start == (box.style["direction"] == "ltr")
    side = "left" if is_left else "right"
    parts = ("margin", "padding")
    total = sum(getattr(box, f"{part}_{side}") for part in parts)
    return float(total + getattr(box, f"border_{side}_width"))
