"""Sizes of sheets by name, and which sheet a job needs. Lengths are millimetres, upright."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Size = tuple[float, float]

SHEETS: Final[Mapping[str, Size]] = {
    "A5": (148, 210),
    "A4": (210, 297),
    "SRA4": (225, 320),
    "A3": (297, 420),
    "SRA3": (320, 450),
    "A2": (420, 594),
    "SRA2": (450, 640),
    "A1": (594, 841),
    "SRA1": (640, 900),
    "A0": (841, 1189),
}
"""Trimmed and untrimmed sheets (ISO 216; ISO 217, series SRA), the smallest first."""

SLACK_MM: Final = 0.5
"""What may be lacking: the sizes of ISO 216 are rounded to whole millimetres."""


def fitting(width_mm: float, height_mm: float) -> str | None:
    """The smallest sheet on which something so large finds place, either way round."""
    small, large = sorted((width_mm, height_mm))
    for name, (narrow, long) in SHEETS.items():
        if small <= narrow + SLACK_MM and large <= long + SLACK_MM:
            return name
    return None


def lying(name: str, width_mm: float, height_mm: float) -> Size:
    """A sheet's width and height, turned so that something of this shape lies on it best."""
    narrow, long = SHEETS[name]
    return (long, narrow) if width_mm > height_mm else (narrow, long)
