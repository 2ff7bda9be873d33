"""The language that a reader's browser asks for, among those that the server's pages can speak."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from publish.language import tags
from publish.language.files import available

_SPOKEN: Final = {name.lower(): name for name in available() if not name.startswith("und")}
"""The languages that have interface words, by their tags in small letters."""

_DEFAULT: Final = "en"
_MOST_RANGES: Final = 20
"""A browser sends two to six. Nobody makes the server think about a thousand."""


def preferred(header: str) -> str:
    """The language to answer in, by an ``Accept-Language`` header (RFC 9110, 12.5.4).

    Each range is looked up with its parents (RFC 4647, 3.4), the one of the highest quality
    first and of equals the one named first; ``zh-TW`` finds ``zh-Hant``. English where none is
    spoken.
    """
    ranked = sorted(_ranges(header), key=lambda found: -found[1])
    spoken = (
        _SPOKEN[name.lower()]
        for tag, quality in ranked
        if quality > 0 and tags.is_well_formed(tag)
        for name in tags.chain(tag)
        if name.lower() in _SPOKEN
    )
    return next(spoken, _DEFAULT)


def _ranges(header: str) -> Iterator[tuple[str, float]]:
    for part in header.split(",")[:_MOST_RANGES]:
        tag, _, weight = part.partition(";")
        yield tag.strip(), _quality(weight)


def _quality(weight: str) -> float:
    """The quality of a range, 1 without one; a damaged one counts for nothing."""
    key, _, value = weight.partition("=")
    if not weight.strip():
        return 1.0
    try:
        return float(value) if key.strip() == "q" else 0.0
    except ValueError:
        return 0.0
