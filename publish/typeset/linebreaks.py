"""Keeps a text whole whose last space alone goes beyond the line's end.

WeasyPrint 70 measures a text that is followed by an element with the space at its end. Where
just that space does not fit, it takes the first word for too long for the line and ends the
line after it. Trailing spaces hang (CSS Text 3, 4.1.3), so such a text fits.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import weasyprint
from weasyprint.layout import inline
from weasyprint.text import line_break

from publish.errors import Problem, TypesetError

VERSION = "70.0"
FINGERPRINT = "39ad1016863ca34d"
"""Of the function that is wrapped; see ``fingerprint``."""

_COLLAPSING = ("normal", "nowrap", "pre-line")

_split_first_line = line_break.split_first_line


def fingerprint() -> str:
    """A hash of the function of WeasyPrint that this module wraps."""
    return hashlib.sha256(inspect.getsource(_split_first_line).encode()).hexdigest()[:16]


@contextmanager
def hanging_spaces() -> Iterator[None]:
    """Lay out documents with spaces that hang at the ends of lines.

    Raises TypesetError if this is not the WeasyPrint that the correction was written for.
    """
    if weasyprint.__version__ != VERSION or fingerprint() != FINGERPRINT:
        raise TypesetError(
            Problem(
                f"line breaks are mended for WeasyPrint {VERSION} as it was released, and this "
                f"is another ({weasyprint.__version__}).",
                remedy=f"Install weasyprint=={VERSION}.",
            )
        )
    inline.split_first_line = _split
    try:
        yield
    finally:
        inline.split_first_line = _split_first_line


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
        return _split_first_line(
            part, style, context, width, justification_spacing, is_line_start, minimum
        )

    first = split(text, max_width)
    cut = first[2] is not None
    if cut and text.endswith(" ") and style["white_space"] in _COLLAPSING:
        stripped = text.rstrip(" ")
        if stripped and split(stripped, max_width)[2] is None:
            return split(text, None)
    return first
