"""Words that a page turn divides: a reader should not have to turn a leaf inside a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

_END = re.compile(r"[^\W\d_]+$")
_BEGINNING = re.compile(r"[^\W\d_]+")


def divided_words(pages: Any) -> frozenset[str]:
    """The words of which one part ends a laid-out page and the other begins the next."""
    lines = [list(_lines(page._page_box)) for page in pages]
    turns = ((here[-1], there[0]) for here, there in pairwise(lines) if here and there)
    return frozenset(word for last, first in turns for word in _divided(last, first))


def _divided(last: Any, first: Any) -> Iterator[str]:
    *_, ending = _texts(last)
    beginning = next(_texts(first))
    hyphen: str = ending.style["hyphenate_character"]
    if ending.style["hyphens"] == "none" or not ending.text.endswith(hyphen):
        return
    head = _END.search(ending.text.removesuffix(hyphen))
    tail = _BEGINNING.match(beginning.text)
    if head and tail:
        yield head.group() + tail.group()


def _lines(box: Any) -> Iterator[Any]:
    """The lines of a page's text in order, without those of its margins and footnotes."""
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.LineBox):
        if any(_texts(box)):
            yield box
    elif isinstance(box, boxes.ParentBox) and not isinstance(
        box, boxes.MarginBox | boxes.FootnoteAreaBox
    ):
        for child in box.children:
            yield from _lines(child)


def _texts(box: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.ParentBox):
        for child in box.children:
            yield from _texts(child)
