"""The outline of a statement: which blocks it has, the same in all of its languages."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from publish.content.statement import Role

MEDIAN_PAGES = 4
FEWEST_PAGES, MOST_PAGES = 1, 40
"""How long statements are: many of a few pages, few of many (a log-normal distribution)."""

_SPREAD = 0.75
_SENTENCES_A_PAGE = 12.0
"""Of English, on a page of a pamphlet; what the title and the end take is `_AROUND`."""
_AROUND = 2.4


@dataclass(frozen=True, slots=True)
class Shape:
    """A block: ``kind`` is its sort, ``parts`` how many passages its paragraphs or items have."""

    kind: str
    parts: tuple[int, ...] = (1,)
    role: Role | None = None
    passage: str = "sentence"


def pages(rng: Random) -> int:
    """How many pages a statement is to have."""
    drawn = rng.lognormvariate(math.log(MEDIAN_PAGES), _SPREAD)
    return min(max(round(drawn), FEWEST_PAGES), MOST_PAGES)


def outline(rng: Random, pages: float) -> tuple[Shape, ...]:
    """The blocks of a statement of about so many pages."""
    return tuple(_blocks(rng, max(3, round((pages - _AROUND) * _SENTENCES_A_PAGE))))


def _blocks(rng: Random, sentences: int) -> Iterator[Shape]:
    if rng.random() < 0.4:
        yield Shape("paragraph", (1,), Role.SALUTATION, "salutation")
    yield Shape("paragraph", (1,), Role.LEAD, "lead")
    sentences -= 2
    if sentences > 12 and rng.random() < 0.3:
        for _ in range(rng.randint(2, 5)):
            yield Shape("paragraph", (1,), Role.PREAMBLE, "preamble")
            sentences -= 1
    headed = sentences > 25
    while sentences > 0:
        if headed:
            yield Shape("heading", (1,), None, "heading")
        for shape in _section(rng):
            yield shape
            sentences -= sum(shape.parts)
    if rng.random() < 0.5:
        yield Shape("paragraph", (1,), Role.SIGNATURE, "signature")
    yield Shape("paragraph", (1,), Role.SLOGAN, "slogan")


def _section(rng: Random) -> Iterator[Shape]:
    """Paragraphs, now and then with a list or a quotation between them."""
    for _ in range(rng.randint(1, 3)):
        yield Shape("paragraph", (rng.choice((1, 1, 2, 2, 3, 4)),))
    chance = rng.random()
    if chance < 0.3:
        yield Shape("bullets", (1,) * rng.randint(2, 8), None, "item")
    elif chance < 0.45:
        yield Shape("numbers", (1,) * rng.randint(2, 6), None, "request")
    elif chance < 0.55:
        yield Shape("quote", (1,), None, "quote")
    elif chance < 0.62:
        yield Shape("noted", (2,))
