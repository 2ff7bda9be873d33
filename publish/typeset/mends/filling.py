"""Fills justified lines in Arabic script: by wider spaces first, then by longer words.

WeasyPrint fills lines by their spaces alone, which tears holes in lines of few words. Here
spaces take what they can bear, words in which a joint may be lengthened take the rest, and what
is left goes to the spaces after all. A lengthened word keeps its text: only what is shaped has
tatweels in it, and the text layer reads ``spoken``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.text import line_break

from publish.typeset.elongation import STROKE, TATWEEL, lengthened, places, shares
from publish.typeset.mends.inside import check, replaced
from publish.typeset.mends.justification import widen

WIDEST_SPACE = 1.4
"""How wide spaces get before words do, in widths of a space."""

_THINNEST_STROKE_EM = 0.05
"""Faces in which words must not be lengthened have a tatweel without width."""


@contextmanager
def longer_words(language: str | None) -> Iterator[None]:
    """Lay out documents in which words of ``language`` get longer to fill their lines.

    It is a BCP 47 tag, as elements name it; None leaves all words as they are. To be entered
    after ``even_margins``. Raises TypesetError if this is not the WeasyPrint that it was
    written for.
    """
    check("filling")
    justify_line = inline.justify_line

    def justify(context: Any, line: Any, extra_width: float) -> None:
        with _longer(context, line, extra_width, language) as rest:
            justify_line(context, line, rest)

    with replaced((inline, "justify_line", justify if language else justify_line)):
        yield


class _Filled(NamedTuple):
    """A text box with longer words: where its strokes are, its layout, and what it gained."""

    box: Any
    strokes: Mapping[int, int]
    layout: Any
    gain: float


@contextmanager
def _longer(context: Any, line: Any, extra_width: float, language: str | None) -> Iterator[float]:
    """Let a line be spaced out with longer words in it; gives how much is left to the spaces."""
    filled = _filled(context, line, extra_width, language)
    widen(line, {id(each.box): each.gain for each in filled})
    texts = [each.box.text for each in filled]
    for each in filled:
        each.box.text = lengthened(each.box.text, each.strokes)
        each.box.pango_layout = each.layout
    yield extra_width - sum(each.gain for each in filled)
    for each, text in zip(filled, texts, strict=True):
        each.box.text = text
        each.box.publish_spoken = lengthened(text, each.strokes, STROKE)


def _filled(context: Any, line: Any, extra_width: float, language: str | None) -> list[_Filled]:
    """The text boxes of a line that get longer, by no more than the line lacks (in pixels)."""
    spaces = inline.count_expandable_spaces(line)
    texts = [box for box in _texts(line) if box.style["lang"] == language]
    if not (spaces and texts):
        return []
    style = texts[0].style
    wanted = extra_width - (WIDEST_SPACE - 1) * spaces * _width(context, " ", style)
    if wanted <= 0:
        return []
    stroke = _width(context, TATWEEL, style)
    if stroke < _THINNEST_STROKE_EM * style["font_size"]:
        return []
    found = [(box, place) for box in texts for place in places(box.text)]
    for count in range(round(wanted / stroke), 0, -1):
        dealt: dict[int, dict[int, int]] = {}
        for share in shares([place for _, place in found], count, stroke / style["font_size"]):
            dealt.setdefault(id(found[share.word][0]), {})[share.at] = share.strokes
        filled = [_fill(context, box, dealt[id(box)]) for box in texts if id(box) in dealt]
        if sum(each.gain for each in filled) <= extra_width:
            return filled
    return []


def _fill(context: Any, box: Any, strokes: Mapping[int, int]) -> _Filled:
    layout, width = _measured(context, lengthened(box.text, strokes), box.style)
    return _Filled(box, strokes, layout, width - box.width)


def _measured(context: Any, text: str, style: Any) -> tuple[Any, float]:
    """A text's layout, and how wide it is in CSS pixels."""
    layout = line_break.create_layout(text, style, context, None, 0)
    line, _ = layout.get_first_line()
    width, _ = line_break.line_size(line, style)
    layout.deactivate()
    return layout, width


def _width(context: Any, text: str, style: Any) -> float:
    return _measured(context, text, style)[1]


def _texts(box: Any) -> Iterator[Any]:
    """The text boxes of a line, in the order of their text."""
    if isinstance(box, boxes.TextBox):
        if box.style["letter_spacing"] == "normal":
            yield box
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            yield from _texts(child)
