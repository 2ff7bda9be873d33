"""Line breaks as they should be: trailing spaces hang, and words divide as the language does.

WeasyPrint 70 measures a text that is followed by an element with the space at its end. Where
just that space does not fit, it takes the first word for too long for the line and ends the
line after it. Trailing spaces hang (CSS Text 3, 4.1.3), so such a text fits.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.layout import inline
from weasyprint.text import line_break

from publish.typeset.hyphenation import Patterns
from publish.typeset.mends.inside import check, replaced
from publish.typeset.mends.shaping import split_first_line

_COLLAPSING = ("normal", "nowrap", "pre-line")

_split_first_line = line_break.split_first_line


@contextmanager
def line_breaks(patterns: Patterns) -> Iterator[None]:
    """Lay out documents with spaces that hang at the ends of lines, and these patterns.

    Raises TypesetError if this is not the WeasyPrint that the correction was written for.
    """
    check("linebreaks")

    def split(text: str, style: Any, context: Any, *others: Any, **options: Any) -> Any:
        context.dictionaries = patterns
        return _split(text, style, context, *others, **options)

    with replaced((inline, "split_first_line", split)):
        yield


def _split(
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> Any:
    """``split_first_line``, but a text that fits without its last space is not cut."""

    def split(part: str, width: float | None) -> Any:
        return split_first_line(
            part, style, context, width, justification_spacing, is_line_start, minimum
        )

    first = split(text, max_width)
    cut = first[2] is not None
    if cut and text.endswith(" ") and style["white_space"] in _COLLAPSING:
        stripped = text.rstrip(" ")
        if stripped and split(stripped, max_width)[2] is None:
            return split(text, None)
    return first
