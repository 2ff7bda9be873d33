"""Texts one after another between two covers: a common cover, contents, then each in turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from publish.design.design import Design
from publish.editions import EDITIONS
from publish.fonts.library import Library
from publish.impose.sheet import BINDINGS, Binding
from publish.markup.pages import page_markup
from publish.text.dressed import Text
from publish.typeset.binding import Leaf, Volume, scoped
from publish.typeset.blank import blank_page
from publish.typeset.engine import lay_out
from publish.typeset.layout import Layout
from publish.volumes.front import begin_at, front_markup, undivided
from publish.volumes.order import beginnings, blanks_between

PAMPHLET = replace(EDITIONS["pamphlet"], name="volume")
"""The pages of each text: those of a pamphlet, which says that it is in several languages."""


@dataclass(frozen=True, slots=True)
class Shop:
    """What all parts of a volume have in common; ``binding`` is that of the whole volume."""

    fonts: Library
    design: Design
    binding: Binding


@dataclass(frozen=True, slots=True)
class Side:
    """What begins at one cover: its leaves from there on, and the layouts they come from."""

    leaves: tuple[Leaf, ...]
    layouts: tuple[Layout, ...]


def sequence(texts: Sequence[Text], fonts: Library, design: Design) -> Volume:
    """One volume of ``texts``, bound and titled after the first."""
    binding = BINDINGS[texts[0].profile.direction]
    whole = side(texts, Shop(fonts, design, binding), binding)
    return Volume(whole.leaves, whole.layouts, binding, tuple(range(len(whole.leaves))))


def side(texts: Sequence[Text], shop: Shop, binding: Binding, prefix: str = "") -> Side:
    """The pages of ``texts`` from their cover on, numbered from 1, bound as seen from there.

    A single text is its pamphlet, whose title page is the cover. ``prefix`` stands before
    the numbers of pages in viewers.
    """
    if len(texts) == 1:
        only = _lay_out(texts[0], 1, shop, binding)
        return Side(_labelled(scoped(only, texts[0].language), prefix), (only,))

    def front(begins: Sequence[int]) -> Layout:
        return lay_out(front_markup(texts, shop.fonts, shop.design, begins=begins, binding=binding))

    before = front([0] * len(texts)).pages
    layouts: list[Layout] = []
    for text in texts:
        begin = beginnings(before, [*(layout.pages for layout in layouts), 0])[-1]
        layouts.append(_lay_out(text, begin, shop, binding))
    lengths = [layout.pages for layout in layouts]
    opening = front(beginnings(before, lengths))
    blanks = blanks_between(opening.pages, lengths)
    pages = list(opening.document.pages)
    for text, layout, count in zip(texts, layouts, blanks, strict=True):
        pages += [blank_page(*_size())] * count
        pages += scoped(layout, text.language)
    return Side(_labelled(pages, prefix), (opening, *layouts))


def _lay_out(text: Text, begin: int, shop: Shop, binding: Binding) -> Layout:
    markup = page_markup(text, PAMPHLET, shop.fonts, shop.design)
    rules = begin_at(begin, binding) + undivided(text.profile, shop.binding)
    return lay_out(replace(markup, rules=markup.rules + rules))


def _labelled(pages: Sequence[object], prefix: str) -> tuple[Leaf, ...]:
    return tuple(Leaf(page, (prefix, number)) for number, page in enumerate(pages, start=1))


def _size() -> tuple[float, float]:
    assert PAMPHLET.size_mm is not None
    return PAMPHLET.size_mm
