"""No word is divided by a page turn: a reader should not have to turn a leaf inside a word.

CSS Text 4 has ``hyphenate-limit-last: page`` for it (6.3.3), which WeasyPrint does not know. Here
a page that ends within a word is laid out again with that word whole, before the next is begun.
Where that leaves a line too loose, a word further up is kept whole as well, if that looks better.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import page as pages_module

from publish.typeset.hyphenation import Patterns
from publish.typeset.mends.inside import check, replaced

MOST_WORDS = 8
"""So many words may be kept whole, at most, until a page does not end within one."""

LOOSE_EM = 0.4
"""By how much the spaces of a line may be widened before another way is looked for."""

MOST_WAYS = 4
"""So many of the words above are tried whole, beginning with the last of them."""

_END = re.compile(r"[^\W\d_]+$")
_BEGINNING = re.compile(r"[^\W\d_]+")

_remake_page = pages_module.remake_page

Box = Any
Place = Any
"""Where in the boxes a page begins: WeasyPrint's skip stack."""


@contextmanager
def whole_at_turns(patterns: Patterns) -> Iterator[set[str]]:
    """Lay out documents that ``patterns`` divide, but for words that a page turn would divide.

    What comes out are those words, as they are found. Raises TypesetError if this is not the
    WeasyPrint that the module was written for.
    """
    check("pageturns")
    found: set[str] = set()

    def remake_page(index: int, context: Any, root: Box, html: Any) -> tuple[Box, Place]:
        rewind = _rewinder(context, index)

        def laid_out(whole: frozenset[str]) -> _Page:
            """The page with these words whole, and with others that would be divided at its end."""
            while True:
                with patterns.keeping(whole):
                    page, place = _remake_page(index, context, root, html)
                lines = _last_lines(page)
                word = _divided(lines, _text_from(root, place))
                if word is None or word in whole or len(whole) >= MOST_WORDS:
                    return _Page(page, place, whole, word is not None, lines)
                whole |= {word}
                rewind()

        first = best = last = laid_out(frozenset())
        if first.whole and first.loosest_em > LOOSE_EM:
            for word in _divided_words(first.lines)[: -MOST_WAYS - 1 : -1]:
                rewind()
                last = laid_out(best.whole | {word})
                best = min(best, last, key=lambda page: page.badness)
        if best is not last:
            rewind()
            best = laid_out(best.whole)
        found.update(best.whole)
        return best.box, best.place

    with replaced((pages_module, "remake_page", remake_page)):
        yield found


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as it came out with some words whole; ``lines`` are those of its last paragraph.

    ``is_divided`` says that it ends within a word all the same.
    """

    box: Box
    place: Place
    whole: frozenset[str]
    is_divided: bool
    lines: tuple[Box, ...]

    @property
    def loosest_em(self) -> float:
        """By how much the spaces of the loosest line are widened."""
        return max(map(_widened_em, self.lines), default=0.0)

    @property
    def badness(self) -> float:
        """How bad it looks, the loosest lines by far the most (Knuth and Plass, 1981)."""
        return inf if self.is_divided else sum(_widened_em(line) ** 3 for line in self.lines)


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


def _divided(lines: Sequence[Box], following: str) -> str | None:
    """The word of which one part ends the last line and the other begins what follows it."""
    return _parted(lines[-1], following) if lines else None


def _divided_words(lines: Sequence[Box]) -> list[str]:
    """The words that these lines divide, in their order."""
    texts = [next(_texts(line), None) for line in lines]
    pairs = zip(lines, texts[1:], strict=False)
    words = (_parted(line, text.text) for line, text in pairs if text is not None)
    return [word for word in words if word]


def _parted(line: Box, following: str) -> str | None:
    """The word of which one part ends a line and the other begins the text after it."""
    *_, ending = [None, *_texts(line)]
    tail = _BEGINNING.match(following)
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


def _last_lines(page: Box) -> tuple[Box, ...]:
    """The lines of the last paragraph on a page, those of its notes and margins left out."""
    box = page.children[0]
    while box is not None and not any(isinstance(each, boxes.LineBox) for each in box.children):
        parents = [each for each in box.children if isinstance(each, boxes.ParentBox)]
        box = next((each for each in reversed(parents) if any(_texts(each))), None)
    return () if box is None else tuple(each for each in box.children if any(_texts(each)))


def _texts(box: Box) -> Iterator[Box]:
    if isinstance(box, boxes.TextBox):
        yield box
    for child in getattr(box, "children", ()):
        yield from _texts(child)


def _widened_em(line: Box) -> float:
    return max(
        (text.justification_spacing / text.style["font_size"] for text in _texts(line)),
        default=0.0,
    )
