"""The boxes of one line: texts cut and filled, elements around them, all in visual order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes

from publish.typeset.elongation import STROKE
from publish.typeset.paragraph.again import SetLine
from publish.typeset.paragraph.faces import Face, face_of, strut
from publish.typeset.paragraph.filling import Fill
from publish.typeset.paragraph.levels import resolved, visual_order
from publish.typeset.paragraph.parts import LineBuilder, Part, Surroundings
from publish.typeset.paragraph.plan import Line, Paragraph
from publish.typeset.paragraph.settext import Given, Placed, SetText
from publish.typeset.paragraph.shaping import shaped
from publish.typeset.paragraph.shares import fill_parts, stroke
from publish.typeset.paragraph.wording import Run


def assembled(paragraph: Paragraph, line: Line, width: float, around: Surroundings) -> Any:
    """The line box of a line, to be as wide as ``width`` where it is filled (in CSS pixels)."""
    box, _ = _assembled(paragraph, line, width, around)
    box.width += around.position_x - box.position_x
    return box


def text_line(paragraph: Paragraph, line: Line, width: float) -> SetLine | None:
    """A line of nothing but text, set now or before; None if it has anything else in it."""
    known: SetLine | None = line.plan.set_lines.get(line.start)
    if known is not None and (known.measure == width or not line.is_filled):
        return known
    if not paragraph.wording.is_text(line.start, line.next):
        return None
    nowhere = Surroundings(None, None, None, None, None, 0.0, 0.0)
    known = SetLine.of(*_assembled(paragraph, line, width, nowhere), width)
    line.plan.set_lines[line.start] = known
    return known


def _assembled(
    paragraph: Paragraph, line: Line, width: float, around: Surroundings
) -> tuple[Any, LineBuilder]:
    """The line's box, and what has built it."""
    builder = LineBuilder(paragraph, line, around)
    box = builder.build(paragraph.content.line, ())
    parts = builder.parts
    hang_start, hang_end = line.hangs
    lack = width + hang_start + hang_end - sum(part.width for part in parts)
    if line.is_filled:
        if paragraph.elongates:
            lack -= stroke(paragraph, line, parts, lack)
        filled = fill_parts(parts, lack, paragraph, line)
    else:
        filled = Fill()
    _place(parts, filled, around.position_x, line, paragraph.content.right_to_left)
    _settle(box, builder, filled)
    natural = sum(part.width for part in parts) - hang_start
    natural -= paragraph.wording.spacing.quarters.get(line.end - 1, 0.0)
    box.width = width - filled.left if line.is_filled else natural
    return box, builder


def text_box(box: Any, words: str) -> Any:
    """A text box that is set, again with other words; None where they run both ways."""
    right_to_left = box.style["direction"] == "rtl"
    face = face_of(box.style)
    levels = set(resolved(words, face, right_to_left))
    if levels != {int(right_to_left)}:
        return None
    anew = shaped(words, face, right_to_left)
    width = sum(advance or 0.0 for advance in anew.advances)
    run = Run(0, 0, len(words), int(right_to_left), anew, expands=False)
    part = Part(
        box, run.level, width, 0, len(words), run, words, words, anew.items, anew.advances,
        left=box.position_x,
    )  # fmt: skip
    other = box.copy_with_text(words)
    _settle_text(other, [part], Fill())
    other.position_y = box.position_y
    return other


# --- Placing ------------------------------------------------------------------------------


def _place(
    parts: list[Part], filled: Fill, position_x: float, line: Line, right_to_left: bool
) -> None:
    """Let the parts of a line stand side by side from its left, the hanging ones outside."""
    for part in parts:
        if part.run is not None:
            extra = sum(filled.given.get(at, 0.0) for at in range(part.start, part.end))
            part.width = part.width * (filled.scale if part.expands else 1.0) + extra
    left = position_x - line.hangs[1 if right_to_left else 0]
    if right_to_left and not line.is_filled:
        left = position_x
    for number in visual_order([part.level for part in parts]):
        parts[number].left = left
        left += parts[number].width


def _settle(box: Any, builder: LineBuilder, filled: Fill) -> None:
    """Let boxes stand around their parts."""
    for placeholder, part in builder.out_of_flow:
        placeholder.translate(part.left - placeholder.position_x, 0)
    _settle_box(box, builder, filled)


def _settle_box(box: Any, builder: LineBuilder, filled: Fill) -> None:
    edges = [part for part in builder.parts if part.run is None and part.box is box]
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            _settle_text(child, builder.by_box[id(child)], filled)
        elif isinstance(child, boxes.InlineBox):
            _settle_box(child, builder, filled)
        elif id(child) in builder.by_box:
            (part,) = builder.by_box[id(child)]
            child.translate(part.left - child.position_x, 0)
    if isinstance(box, boxes.LineBox):
        return
    inside = [child for child in box.children if child.is_in_normal_flow()]
    lefts = [child.position_x for child in inside] + [edge.left for edge in edges]
    rights = [child.position_x + child.margin_width() for child in inside]
    rights += [edge.left + edge.width for edge in edges]
    spacing = sum(
        getattr(box, f"{side}")
        for side in (
            *("margin_left", "margin_right", "padding_left", "padding_right"),
            *("border_left_width", "border_right_width"),
        )
    )
    box.position_y = 0
    box.position_x = min(lefts, default=builder.parts[0].left if builder.parts else 0.0)
    box.width = max(0.0, max(rights, default=box.position_x) - box.position_x - spacing)


def _settle_text(box: Any, parts: list[Part], filled: Fill) -> None:
    face = face_of(box.style)
    line_height, baseline = strut(box.style)
    box.height = face.height(box.style)
    box.margin_top = box.margin_bottom = (line_height - box.height) / 2
    box.baseline = baseline
    box.justification_spacing = 0
    left = min((part.left for part in parts), default=0.0)
    right = max((part.left + part.width for part in parts), default=left)
    box.position_x, box.position_y, box.width = left, 0, right - left
    box.pango_layout = _set_text(face, parts, left, filled)
    box.text = box.pango_layout.said.replace(STROKE, "")


def _set_text(face: Face, parts: list[Part], left: float, filled: Fill) -> SetText:
    placed: list[Placed] = []
    text, said, offset = "", "", 0
    for part in parts:
        if part.run is None:
            continue
        placed.extend(_placed(part, left, filled, offset))
        text += part.text
        said += part.said
        offset += len(part.text.encode())
    return SetText.of(face, text, said, tuple(placed))


def _placed(part: Part, left: float, filled: Fill, offset: int) -> Iterator[Placed]:
    """The items of a part, from left to right."""
    scale = filled.scale if part.expands else 1.0
    given = _given(part, filled, offset)
    x = part.left - left
    for item in part.items:
        moved = item._replace(start=item.start + offset, end=item.end + offset)
        own = {at: each for at, each in given.items() if moved.start <= at < moved.end}
        yield Placed(moved, part.level, x, scale, own)
        x += item.width * scale + sum(each.width for each in own.values())


def _given(part: Part, filled: Fill, offset: int) -> dict[int, Given]:
    """What characters of a part are given, by their bytes in the text box."""
    if not filled.given:
        return {}
    found, at, number = {}, offset, part.start
    for char, spoken in zip(part.text, part.said, strict=True):
        if spoken != STROKE:
            extra = filled.given.get(number, 0.0)
            if extra:
                found[at] = Given(filled.shifts.get(number, 0.0), extra)
            number += 1
        at += len(char.encode())
    return found
