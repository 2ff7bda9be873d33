"""No word is divided by a page turn: a reader should not have to turn a leaf inside a word.

CSS Text 4 has ``hyphenate-limit-last: page`` for it (6.3.3), which WeasyPrint does not know. Here
a page that ends within a word is laid out again with that word whole, before the next is begun.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from functools import cache
from typing import Any

from weasyprint import layout
from weasyprint.formatting_structure import boxes
from weasyprint.layout import page as pages_module

from publish.typeset.hyphenation import Patterns
from publish.typeset.inside import replaced, require

INSIDE = "a11f23f12b4e7da2ed44e9921141be11eaaf699d05566d38fe6f8ad85a0a59d7"
"""The fingerprint of what is wrapped or relied on; see ``inside``."""

MOST_WORDS = 4
"""So many words may be kept whole, at most, until a page does not end within one."""

_END = re.compile(r"[^\W\d_]+$")
_BEGINNING = re.compile(r"[^\W\d_]+")

_remake_page = pages_module.remake_page

Box = Any
Place = Any
"""Where in the boxes a page begins: WeasyPrint's skip stack."""


def inside() -> tuple[Any, ...]:
    """The parts of WeasyPrint that this module wraps or relies on."""
    return (
        _remake_page,
        pages_module.make_page,
        pages_module.make_all_pages,
        layout.LayoutContext,
    )


@cache
def check_inside() -> None:
    """Raise TypesetError unless WeasyPrint's inside is the one that this was written for."""
    require(inside(), INSIDE, "page turns")


@contextmanager
def whole_at_turns(patterns: Patterns) -> Iterator[set[str]]:
    """Lay out documents that ``patterns`` divide, but for words that a page turn would divide.

    What comes out are those words, as they are found. Raises TypesetError if this is not the
    WeasyPrint that the module was written for.
    """
    check_inside()
    found: set[str] = set()

    def remake_page(index: int, context: Any, root: Box, html: Any) -> tuple[Box, Place]:
        rewind = _rewinder(context, index)
        whole: set[str] = set()
        while True:
            with patterns.keeping(whole):
                page, place = _remake_page(index, context, root, html)
            word = _divided(page, _text_from(root, place))
            if word is None or word in whole or len(whole) == MOST_WORDS:
                found.update(whole)
                return page, place
            whole.add(word)
            rewind()

    with replaced((pages_module, "remake_page", remake_page)):
        yield found


def _rewinder(context: Any, index: int) -> Callable[[], None]:
    """What puts everything back that laying out a page changes, as it is now."""
    number = index + 1
    remake = {name: copy(value) for name, value in context.page_maker[index][-1].items()}
    following = context.page_maker[number:]
    lists = {
        name: [*getattr(context, name)]
        for name in ("footnotes", "reported_footnotes", "rendered_notes")
    }
    broken = dict(context.broken_out_of_flow)
    running = {
        name: {page: [*found] for page, found in pages.items()}
        for name, pages in context.running_elements.items()
    }

    def rewind() -> None:
        context.page_maker[index][-1].update({name: copy(value) for name, value in remake.items()})
        context.page_maker[number:] = following
        for name, values in lists.items():
            setattr(context, name, [*values])
        context.broken_out_of_flow = dict(broken)
        context.running_elements.clear()
        for name, pages in running.items():
            context.running_elements[name].update({p: [*found] for p, found in pages.items()})

    return rewind


def _divided(page: Box, following: str) -> str | None:
    """The word of which one part ends a page and the other begins the text that follows it."""
    tail = _BEGINNING.match(following)
    ending = _last_text(page.children[0]) if tail else None
    if tail is None or ending is None or ending.style["hyphens"] == "none":
        return None
    hyphen: str = ending.style["hyphenate_character"]
    head = _END.search(ending.text.removesuffix(hyphen)) if ending.text.endswith(hyphen) else None
    return head.group() + tail.group() if head else None


def _text_from(root: Box, place: Place) -> str:
    """What is left of the text in which a page begins; nothing if it begins with one."""
    box = root
    while place:
        index, place = next(iter(place.items()))
        if isinstance(box, boxes.TextBox):
            return str(box.text.encode()[index:].decode())  # a text's places count bytes
        box = box.children[index]
    return ""


def _last_text(box: Box) -> Box | None:
    """The last text within a box."""
    if isinstance(box, boxes.TextBox):
        return box
    texts = map(_last_text, reversed(getattr(box, "children", ())))
    return next((text for text in texts if text is not None), None)
