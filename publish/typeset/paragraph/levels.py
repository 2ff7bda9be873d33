"""Which way every character runs: the bidirectional algorithm over whole paragraphs.

Levels are those of the paragraph before it is broken (UAX #9, 3.3), whatever line a character
comes to stand on. Pango resolves them, but gives what is isolated a wrong level where something
isolated came before. So each isolate is resolved by itself, and is one neutral character for the
text around it: that is what the algorithm makes of it as well (BD13, X5a to X5c).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from weasyprint.text.ffi import ffi, pango

from publish.typeset.direction import bidi_class
from publish.typeset.paragraph.faces import Face

OBJECT = "\ufffc"
"""Stands for what is no text: a picture, a box."""

_FEEDS = {ord("\n"): "\u2028"}
"""A line that ends does not end its paragraph."""

_PLAIN_LEFT = frozenset({"L", "EN", "ES", "ET", "CS", "NSM", "BN", "B", "S", "WS", "ON"})
_PLAIN_RIGHT = frozenset({"R", "AL", "NSM", "BN", "B", "S", "WS"})


_LEVELS = 0xFF
"""Pango keeps a level in a byte, which WeasyPrint declares as more."""


@dataclass(frozen=True, slots=True)
class Isolate:
    """Text that is set apart from what is around it, as a paragraph is: texts and isolates."""

    right_to_left: bool
    parts: tuple[str | Isolate, ...]


def levels_of(isolate: Isolate, face_for: Callable[[bool], Face], above: int = -1) -> Iterator[int]:
    """The level of each character of an isolate and of all in it, in logical order.

    ``face_for`` gives any face for one direction, ``above`` is the level of what is around.
    """
    level = above + 1
    if level % 2 != isolate.right_to_left:
        level += 1
    text = "".join(part if isinstance(part, str) else OBJECT for part in isolate.parts)
    own = iter(resolved(text, face_for(isolate.right_to_left), isolate.right_to_left))
    raised = level - isolate.right_to_left
    for part in isolate.parts:
        if isinstance(part, str):
            yield from (next(own) + raised for _ in part)
        else:
            next(own)
            yield from levels_of(part, face_for, level)


def resolved(text: str, face: Face, right_to_left: bool) -> Sequence[int]:
    """The level of each character of a text in which nothing is isolated.

    ``face`` is any face for the text's direction.
    """
    text = text.translate(_FEEDS)
    if all(bidi_class(char) in (_PLAIN_RIGHT if right_to_left else _PLAIN_LEFT) for char in text):
        return [int(right_to_left)] * len(text)
    by_byte = _levels_of_bytes(text, face, right_to_left)
    levels, at = [], 0
    for char in text:
        levels.append(by_byte[at])
        at += len(char.encode())
    return levels


def _levels_of_bytes(text: str, face: Face, right_to_left: bool) -> bytearray:
    length = len(text.encode())
    levels = bytearray([int(right_to_left)] * length)
    layout = face.layout(text)
    pango.pango_layout_set_single_paragraph_mode(layout, True)
    link = pango.pango_layout_get_line_readonly(layout, 0).runs[0]
    while link != ffi.NULL:
        item: Any = link.data.item
        level = item.analysis.level & _LEVELS
        link = link.next
        levels[item.offset : item.offset + item.length] = bytes([level]) * item.length
    return levels


def visual_order(levels: Sequence[int]) -> list[int]:
    """The places of things in a line, from left to right, given their levels (UAX #9, L2)."""
    order = list(range(len(levels)))
    odd = [level for level in levels if level % 2]
    if not odd:
        return order
    for level in range(max(levels), min(odd) - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            if end > start:
                order[start:end] = order[start:end][::-1]
            start = end + 1
    return order
