"""What the parts of a line get: letters and spaces of what it lacks, and words of strokes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from publish.typeset.elongation import STROKE, lengthened
from publish.typeset.paragraph.eastasian import Spacing
from publish.typeset.paragraph.faces import manner_of
from publish.typeset.paragraph.filling import Fill, Piece, fill, strokes
from publish.typeset.paragraph.glue import SPACES, TRACKING_EM, Give, give
from publish.typeset.paragraph.parts import Part
from publish.typeset.paragraph.plan import Line, Paragraph, stroke_width
from publish.typeset.paragraph.shaping import shaped


def fill_parts(parts: Sequence[Part], lack: float, paragraph: Paragraph, line: Line) -> Fill:
    """What letters and spaces of the line get; what gives is known by its character."""
    spacing = paragraph.wording.spacing
    texts = [part for part in parts if part.run is not None]
    last = texts[-1] if texts else None
    pieces = [
        Piece(
            part.width,
            part.expands,
            _gives(part, part is last, spacing.first),
            _letters(part) if part.expands else (),
            TRACKING_EM * manner_of(part.box.style).font_size,
            _later(part, line, spacing),
        )
        for part in texts
    ]
    filled = fill(pieces, lack)
    shifts = {at: spacing.shift(at, extra) for at, extra in filled.given.items()}
    return replace(filled, shifts=shifts) if spacing.spare else filled


def _own(part: Part) -> str:
    """What a part has of the paragraph's text: all but the strokes that were added."""
    spoken = zip(part.text, part.said, strict=True)
    return "".join(char for char, said in spoken if said != STROKE)


def _letters(part: Part) -> list[int]:
    """Where there are letters that are followed by another in the same part."""
    text = _own(part)
    return [
        part.start + number
        for number, char in enumerate(text[: part.end - part.start - 1])
        if char.isalpha() and part.advances[number + 1] is not None and text[number + 1].isalpha()
    ]


def _gives(part: Part, is_last: bool, first: Mapping[int, Give]) -> list[tuple[int, float, float]]:
    found = []
    count = part.end - part.start
    for number, char in enumerate(_own(part)[:count]):
        if is_last and number == count - 1:
            break
        given = give(char, False)
        if given.stretch or given.shrink:
            width = part.advances[number] or 0.0
            found.append((part.start + number, given.stretch * width, given.shrink * width))
        quarter = first.get(part.start + number)
        if quarter is not None:
            found.append((part.start + number, *quarter))
    return found


def _later(part: Part, line: Line, spacing: Spacing) -> list[tuple[int, float, float]]:
    """What gives among ideographs; a mark at the line's start has given all it has."""
    return [
        (at, spacing.later[at].stretch, 0.0 if at == line.start else spacing.later[at].shrink)
        for at in range(part.start, min(part.end, line.end - 1))
        if at in spacing.later
    ]


def stroke(paragraph: Paragraph, line: Line, parts: Sequence[Part], lack: float) -> float:
    """Lengthen words of a line where that looks better than wide spaces; gives how much."""
    wording = paragraph.wording
    manner = wording.words.manner
    wide = stroke_width(manner)
    found = [
        (part, place._replace(at=place.at - part.start))
        for place in line.plan.places
        if place is not None and line.start <= place.at < line.end
        for part in parts
        if part.start <= place.at < part.end and _may_lengthen(part, manner.lang)
    ]
    at = [
        wording.before[part.start + place.at] - wording.before[line.start] for part, place in found
    ]
    spaces = sum(
        wording.widths[each] or 0.0
        for each in range(line.start, line.end)
        if wording.text[each] in SPACES
    )
    above = line.plan.strokes.get(_line_before(line), [])
    chosen = [place for _, place in found]
    dealt = strokes(chosen, lack, spaces, wide, manner.font_size, above, at)
    line.plan.strokes[line.start] = [
        (at[share.word], at[share.word] + share.strokes * wide) for share in dealt
    ]
    gained = 0.0
    for part in parts:
        own = {share.at: share.strokes for share in dealt if found[share.word][0] is part}
        if own:
            gained += _lengthen(part, own)
    return gained


def _may_lengthen(part: Part, language: str | None) -> bool:
    manner = manner_of(part.box.style)
    return part.run is not None and manner.lang == language and manner.letter_spacing == "normal"


def _line_before(line: Line) -> int:
    return max((start for start in line.plan.lines if start < line.start), default=-1)


def _lengthen(part: Part, own: dict[int, int]) -> float:
    before = part.width
    text = lengthened(part.text, own)
    anew = shaped(text, manner_of(part.box.style).face(True), True)
    width = sum(advance or 0.0 for advance in anew.advances)
    part.said = lengthened(part.text, own, STROKE)
    kept = zip(part.said, anew.advances, strict=True)
    part.advances = tuple(advance for spoken, advance in kept if spoken != STROKE)
    part.text, part.items, part.width = text, anew.items, width
    return width - before
