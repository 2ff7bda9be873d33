"""Attributes that a page may have from the branches of the page tree that it is in."""

from __future__ import annotations

from typing import Any, Final

import pikepdf

from publish.findings.finding import Box

_DEEPEST: Final = 64
"""No page tree is deeper; one that is has a loop in it."""


def inherited(page: pikepdf.Page, key: str, default: Any) -> Any:
    """A page's own attribute, or that of the nearest branch above it (ISO 32000-1, 7.7.3.4)."""
    node: pikepdf.Object = page.obj
    for _ in range(_DEEPEST):
        if key in node:
            return node[key]
        if "/Parent" not in node:
            break
        node = node["/Parent"]
    return default


def box_of(page: pikepdf.Page, name: str) -> Box | None:
    """A box as it is written, its corners in order; None where the page has none."""
    written = inherited(page, name, None)
    if written is None:
        return None
    one, two, three, four = (float(value) for value in written)
    return min(one, three), min(two, four), max(one, three), max(two, four)
