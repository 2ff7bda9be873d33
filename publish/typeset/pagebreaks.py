"""Where pages begin: which text of a statement is the first on each page that is laid out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import takewhile
from typing import Any

from publish.markup.flow import OBJECT, OBJECTS, Start, counts, is_seen, part_of
from publish.typeset.layout import Layout
from publish.typeset.repeats import is_repeated


def page_starts(layout: Layout) -> tuple[Start, ...]:
    """The start of each page of ``layout``, in order.

    A page begins with its running text; one that has none, with its first footnote. What the
    style adds, such as folios, the numbers of lists and of notes, is passed over. A page with
    nothing on it begins where the next one does.
    """
    passed: Counter[str] = Counter()
    starts: list[Start | None] = []
    for page in layout.document.pages:
        flow = list(_flow(page._page_box))
        starts.append(_start(flow, passed))
        for part, text in flow:
            passed[part] += sum(map(counts, text))
    following: Start | None = None
    for number in reversed(range(len(starts))):
        following = starts[number] = starts[number] or following
    return tuple(start for start in starts if start)


def _start(flow: list[tuple[str, str]], passed: Counter[str]) -> Start | None:
    """Where a page begins, by what is on it and what came on those before it."""
    first = next((part for part, text in flow if any(map(is_seen, text))), None)
    if first is None:
        return None
    seen = (char for part, text in flow if part == first for char in text if is_seen(char))
    marks = sum(1 for _ in takewhile(lambda char: not counts(char), seen))
    return Start(first, passed[first], marks)


def _flow(box: Any, part: str | None = None) -> Iterator[tuple[str, str]]:
    """The texts in a box, each with its part of the statement; running text before notes."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.MarginBox) or not isinstance(box, boxes.Box):
        return  # what is no box stands for one that is placed outside the flow
    if is_repeated(box) or (box.element_tag and "::" in box.element_tag):
        return
    if box.element is not None:
        if box.element.get("aria-hidden") == "true":
            return
        part = part_of(box.element, part)
    if part and isinstance(box, boxes.TextBox):
        yield part, box.text
    elif part and box.element_tag in OBJECTS:
        yield part, OBJECT
    elif isinstance(box, boxes.ParentBox):
        for child in box.children:
            yield from _flow(child, part)
