"""Heads of tables that go on over a page: shown on each, and said once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

_NAME = "shown_before"


def note_repeats(pages: Sequence[Any]) -> None:
    """Let those heads of tables on laid-out pages be known that stand on an earlier page too."""
    seen: set[Any] = set()
    for page in pages:
        heads = list(_heads(page._page_box))
        for head in heads:
            setattr(head, _NAME, head.element in seen)
        seen.update(head.element for head in heads)


def is_repeated(box: Any) -> bool:
    """Whether a box is the head of a table once more."""
    return bool(getattr(box, _NAME, False))


def _heads(box: Any) -> Iterator[Any]:
    box = getattr(box, "_box", box)  # a placeholder of something absolutely positioned
    if box.element_tag == "thead":
        yield box
    else:
        for child in box.children if hasattr(box, "children") else ():
            yield from _heads(child)
