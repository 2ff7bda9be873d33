"""The parts of a page: the language of each of its blocks, smoothed along the page.

The likeliest way through the languages of the page, after Viterbi (1967): each block speaks for
some languages, and each change of language has its price, so that one quoted phrase in another
language does not cut a text in two.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from publish.content.statement import Heading, Paragraph, ThematicBreak
from publish.incoming.naming import language_named
from publish.incoming.page import Piece, Remark
from publish.incoming.words import said
from publish.language.detecting import guesses, letters, main_script, shares, writes

_TELLING: Final = 40
"""A block with so many letters can show that a language is on the page."""
_ASKED: Final = 300
"""So many blocks of a page are looked at for its languages, one as far from the next."""
_SURE: Final = 0.65
_CHANGE: Final = 6.0
_CHANGE_APART: Final = 3.0
"""What a change of language costs, within a text and where the page leaves room for it."""
_OTHER_SCRIPT: Final = 30.0
_NAMED: Final = 20.0
_SAID: Final = 6.0
"""What a heading that names a language outweighs, and what markup does that says one: pages are
often marked as a whole, whatever is on them."""
_SMALL: Final = 160
"""A part with fewer letters, between two parts in one language, is a quotation in them."""
_CLOSE: Final = 0.25


@dataclass(frozen=True, slots=True)
class Part:
    """All that a page has in one language, in its order, and where it begins."""

    language: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a page in the order in which they begin, and what is told of finding them.

    ``headings`` are the lines that name a language.
    """

    parts: tuple[Part, ...]
    headings: tuple[Remark, ...] = ()
    doubts: tuple[Remark, ...] = ()


def parts_of(pieces: Sequence[Piece], languages: Sequence[str] = ()) -> Parts:
    """The parts of a page; only ``languages`` are looked for, if any are given."""
    named = [_named(piece, languages) for piece in pieces]
    kept = [(piece, name) for piece, name in zip(pieces, _since(named), strict=True)]
    texts = [piece for (piece, _), name in zip(kept, named, strict=True) if name is None]
    hints = [hint for (_, hint), name in zip(kept, named, strict=True) if name is None]
    headings = tuple(
        Remark(piece.block.line, f"names the language of what follows: {name}", said(piece.block))
        for piece, name in zip(pieces, named, strict=True)
        if name is not None
    )
    candidates = tuple(languages) or _candidates(texts, hints)
    found = _absorbed(texts, _way(texts, hints, candidates))
    parts = tuple(_grouped(texts, found))
    return Parts(parts, headings, tuple(_doubts(texts, found, parts, languages)))


# --- What the page says itself ------------------------------------------------------


def _named(piece: Piece, languages: Sequence[str]) -> str | None:
    if not isinstance(piece.block, Paragraph | Heading):
        return None
    tag = language_named(said(piece.block))
    return tag if tag and (not languages or tag in languages) else None


def _since(named: Sequence[str | None]) -> Iterator[str | None]:
    """For each block, the language that was named last."""
    last = None
    for name in named:
        last = name or last
        yield last


def _candidates(pieces: Sequence[Piece], hints: Sequence[str | None]) -> tuple[str, ...]:
    """The languages that are on the page: said to be, or shown by a long block to be."""
    said_to_be = [tag for tag in (*hints, *(piece.language for piece in pieces)) if tag]
    shown: list[str] = []
    long = [text for text in map(_said, pieces) if sum(letters(text).values()) >= _TELLING]
    for text in long[:: len(long) // _ASKED + 1]:
        best = next(iter(guesses(text)), None)
        if best and best.share >= _SURE:
            shown.append(best.tag)
    scripts = {main_script(said(piece.block)) for piece in pieces} - {None}
    for script in sorted(filter(None, scripts)):
        if not any(writes(tag, script) for tag in (*said_to_be, *shown)):
            own = (said(piece.block) for piece in pieces)
            together = "\n".join(text for text in own if main_script(text) == script)
            shown += [guess.tag for guess in guesses(together)[:1]]
    return tuple(dict.fromkeys((*said_to_be, *shown)))


def _said(piece: Piece) -> str:
    return said(piece.block)


# --- The way through the page -------------------------------------------------------


def _way(
    pieces: Sequence[Piece], hints: Sequence[str | None], candidates: Sequence[str]
) -> list[str]:
    """The language of each block, so that all together is the likeliest."""
    if not pieces or not candidates:
        return ["und"] * len(pieces)
    costs = dict.fromkeys(candidates, 0.0)
    backs: list[dict[str, str]] = []
    for piece, hint in zip(pieces, hints, strict=True):
        change = _CHANGE_APART if piece.is_apart or hint else _CHANGE
        cheapest = min(costs, key=lambda tag: costs[tag])
        own = _costs(piece, hint, candidates)
        back = {
            tag: tag if costs[tag] <= costs[cheapest] + change else cheapest for tag in candidates
        }
        costs = {
            tag: costs[back[tag]] + change * (back[tag] != tag) + own[tag] for tag in candidates
        }
        backs.append(back)
    last = min(costs, key=lambda tag: costs[tag])
    way = [last]
    for back in reversed(backs[1:]):
        last = back[last]
        way.append(last)
    return way[::-1]


def _costs(piece: Piece, hint: str | None, candidates: Sequence[str]) -> dict[str, float]:
    """How unlikely each language is for a block, as a negative logarithm."""
    likely = shares(said(piece.block), candidates)
    costs = {tag: -math.log(likely[tag]) if tag in likely else _OTHER_SCRIPT for tag in candidates}
    for tag, weight in ((hint, _NAMED), (piece.language, _SAID)):
        if tag in costs:
            costs[tag] -= weight
    return costs


def _absorbed(pieces: Sequence[Piece], found: Sequence[str]) -> list[str]:
    """The languages with quotations given to the text that they stand in."""
    sizes: dict[str, int] = {}
    for piece, tag in zip(pieces, found, strict=True):
        sizes[tag] = sizes.get(tag, 0) + sum(letters(said(piece.block)).values())
    runs = [(tag, len(list(run))) for tag, run in groupby(found)]
    result: list[str] = []
    for number, (tag, count) in enumerate(runs):
        around = {runs[near][0] for near in (number - 1, number + 1) if 0 <= near < len(runs)}
        is_inside = 0 < number < len(runs) - 1 and len(around) == 1
        quoted = is_inside and sizes[tag] < _SMALL and sizes[tag] < sizes[min(around)]
        result += [min(around) if quoted else tag] * count
    return result


def _grouped(pieces: Sequence[Piece], found: Sequence[str]) -> Iterator[Part]:
    for tag in dict.fromkeys(found):
        own = tuple(piece for piece, other in zip(pieces, found, strict=True) if other == tag)
        yield Part(tag, own)


def _doubts(
    pieces: Sequence[Piece], found: Sequence[str], parts: Sequence[Part], languages: Sequence[str]
) -> Iterator[Remark]:
    for piece, tag in zip(pieces, found, strict=True):
        script = main_script(said(piece.block))
        if script and not writes(tag, script) and not isinstance(piece.block, ThematicBreak):
            message = f"is in another script than the text around it, which is {tag}"
            yield Remark(
                piece.block.line, f"{message}; mark it [...]{{lang=...}}", said(piece.block)
            )
    for part in parts if not languages else ():
        ranked = guesses("\n".join(said(piece.block) for piece in part.pieces))
        others = [each for each in ranked if each.share > _CLOSE and each.tag != part.language]
        if others:
            message = f"this part was taken for {part.language}; it might be {others[0].tag}"
            yield Remark(part.pieces[0].block.line, f"{message}: name its languages with -l")
