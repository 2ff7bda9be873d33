"""Boxes on a page: round a shape, round several of them, one against another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce

from pikepdf import Matrix

from publish.findings.finding import Box


def around(points: Iterable[tuple[float, float]]) -> Box:
    """The smallest box that has all of ``points``, of which there is one at least."""
    across, up = zip(*points, strict=True)
    return min(across), min(up), max(across), max(up)


def transformed(box: Box, matrix: Matrix) -> Box:
    """The box round what ``matrix`` makes of ``box``."""
    left, bottom, right, top = box
    corners = ((left, bottom), (right, bottom), (right, top), (left, top))
    return around(matrix.transform(corner) for corner in corners)


def union(boxes: Iterable[Box]) -> Box | None:
    """The smallest box that has all of ``boxes``; None round nothing."""
    found = list(boxes)
    return reduce(_join, found) if found else None


def inside(inner: Sequence[float], outer: Sequence[float], tolerance: float = 0.01) -> bool:
    """Whether ``inner`` reaches nowhere beyond ``outer``, by more than ``tolerance``."""
    return (
        inner[0] >= outer[0] - tolerance
        and inner[1] >= outer[1] - tolerance
        and inner[2] <= outer[2] + tolerance
        and inner[3] <= outer[3] + tolerance
    )


def common(one: Box, other: Box) -> Box | None:
    """What two boxes have in common, if it is only a line; None where they do not meet."""
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    right, top = min(one[2], other[2]), min(one[3], other[3])
    return (left, bottom, right, top) if left <= right and bottom <= top else None


def widened(box: Box, margin: float) -> Box:
    """The box with a margin on every side; a negative one takes away from it."""
    return box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin


def _join(one: Box, other: Box) -> Box:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )
