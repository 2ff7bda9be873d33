"""The parts of a page: the language of each of its blocks, smoothed along the page.

The likeliest way through the languages of the page, after Viterbi (1967): each block speaks for
some languages, and each change of language has its price, so that one quoted phrase in another
language does not cut a text in two.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from publish.content.statement import Heading, Paragraph, ThematicBreak
from publish.errors import CommandError, Problem
from publish.incoming.naming import language_named
from publish.incoming.page import Piece, Remark
from publish.incoming.words import said
from publish.language import tags
from publish.language.detecting import guesses, letters, main_script, shares, writes
from publish.language.scripts import script_of_tag

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
_MARKED: Final = 60.0
"""What is outweighed by markup that says the language of a part."""
_UNLIKELY: Final = 0.05
_MUCH: Final = 3
_ADDRESS: Final = re.compile(
    r"(?:https?://|www\.|mailto:)\S+|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}", re.IGNORECASE
)
_TEXT = 3
"""Title and two paragraphs are a text."""

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


def parts_of(
    pieces: Sequence[Piece], languages: Sequence[str] = (), whole: str | None = None
) -> Parts:
    """The parts of a page; only ``languages`` are looked for, if any are given.

    ``whole`` is the language that the file says all of it is in. Raises CommandError where no
    language can be told: an editor knows it, and a guess would be looked for on every page.
    """
    named = [_named(piece, languages) for piece in pieces]
    kept = [(piece, name) for piece, name in zip(pieces, _since(named), strict=True)]
    texts = [piece for (piece, _), name in zip(kept, named, strict=True) if name is None]
    hints = [hint for (_, hint), name in zip(kept, named, strict=True) if name is None]
    headings = tuple(
        Remark(piece.block.line, f"names the language of what follows: {name}", said(piece.block))
        for piece, name in zip(pieces, named, strict=True)
        if name is not None
    )
    candidates = tuple(languages) or _candidates(texts, hints, whole)
    found = _absorbed(texts, _way(texts, hints, candidates, whole))
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


def _candidates(
    pieces: Sequence[Piece], hints: Sequence[str | None], whole: str | None
) -> tuple[str, ...]:
    """The languages that are on the page: said to be, or shown by a long block to be."""
    said_to_be = [tag for tag in (*hints, *(piece.language for piece in pieces), whole) if tag]
    pieces = [piece for piece in pieces if not piece.is_certain]
    sizes: Counter[str] = Counter()
    long = [text for text in map(_words_of, pieces) if sum(letters(text).values()) >= _TELLING]
    for text in long[:: len(long) // _ASKED + 1]:
        best = next(iter(guesses(text)), None)
        if best and best.share >= _SURE and _is_plausible(best.tag, text, whole):
            sizes[best.tag] += sum(letters(text).values())
    # What a few words resemble is no language of a page that is in another of the same script.
    most = max(sizes.values(), default=0)
    shown = [tag for tag, size in sizes.items() if size >= _SMALL or size * _MUCH >= most
             or not _shares_script(tag, sizes)]  # fmt: skip
    scripts = {main_script(_words_of(piece)) for piece in pieces} - {None}
    for script in sorted(filter(None, scripts)):
        if not any(writes(tag, script) for tag in (*said_to_be, *shown)):
            own = map(_words_of, pieces)
            together = "\n".join(text for text in own if main_script(text) == script)
            if tag := _told(together, script, is_alone=not (said_to_be or shown)):
                shown.append(tag)
    return tuple(dict.fromkeys((*said_to_be, *shown)))


def _shares_script(tag: str, sizes: Counter[str]) -> bool:
    """Whether the language that most of a page is in is written in the script of another."""
    return script_of_tag(max(sizes, key=lambda each: sizes[each])) == script_of_tag(tag)


def _is_plausible(tag: str, text: str, whole: str | None) -> bool:
    """Whether a language is likely to be on a page, where the detector alone speaks for it."""
    if _is_rare(tag) or (whole and whole.partition("-")[0] == tag.partition("-")[0]):
        return tag == whole
    script = main_script(text)
    if whole is None or script is None or not writes(whole, script):
        return True
    # The file says what it is in: near relatives, and what a few words resemble, are no other.
    likely = shares(text, (whole, tag))
    enough = sum(letters(text).values()) >= _SMALL
    return tag == whole or (enough and likely.get(tag, 0) > 1 - _UNLIKELY)


def _is_rare(tag: str) -> bool:
    """Whether a language is written in a script that is not its usual one, by its tag."""
    return len(tags.subtags(tag).script or "") == 4 and not tag.startswith("zh")


def _told(text: str, script: str, is_alone: bool) -> str | None:
    """The language of all that a page has in a script, where no block by itself shows it."""
    found = guesses(text)
    usual = [guess for guess in found if not _is_rare(guess.tag)]
    if not usual:
        return found[0].tag if found else None
    best = found[0]
    is_sure = best is usual[0] and best.share >= _SURE
    if is_sure:
        return best.tag
    if not is_alone:
        return None
    likely = " or ".join(guess.tag for guess in found[:4] if guess.share > _UNLIKELY)
    message = f"it cannot be told which language the text is in; it might be {likely}."
    raise CommandError(Problem(message, remedy="Name its language with -l."))


def _words_of(piece: Piece) -> str:
    """What a piece says, without addresses, which are in no language."""
    return _ADDRESS.sub(" ", said(piece.block))


# --- The way through the page -------------------------------------------------------


def _way(
    pieces: Sequence[Piece],
    hints: Sequence[str | None],
    candidates: Sequence[str],
    whole: str | None,
) -> list[str]:
    """The language of each block, so that all together is the likeliest."""
    if not pieces or not candidates:
        return ["und"] * len(pieces)
    around_all = _around_all(pieces, candidates)
    costs = dict.fromkeys(candidates, 0.0)
    backs: list[dict[str, str]] = []
    for piece, hint in zip(pieces, hints, strict=True):
        change = _CHANGE_APART if piece.is_apart or hint else _CHANGE
        cheapest = min(costs, key=lambda tag: costs[tag])
        own = _costs(piece, hint, candidates, whole, around_all)
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


def _costs(
    piece: Piece,
    hint: str | None,
    candidates: Sequence[str],
    whole: str | None,
    around_all: Collection[str],
) -> dict[str, float]:
    """How unlikely each language is for a block, as a negative logarithm."""
    text = _words_of(piece)
    likely = shares(text, candidates)
    costs = {tag: -math.log(likely[tag]) if tag in likely else _OTHER_SCRIPT for tag in candidates}
    own = piece.language
    if piece.is_certain and own:
        return {tag: 0.0 if tag == own else math.inf for tag in candidates}
    weight = _MARKED if own and own not in around_all and _fits(own, text) else _SAID
    for tag, less in ((hint, _NAMED), (own, weight), (whole, _SAID)):
        if tag in costs:
            costs[tag] -= less
    return costs


def _fits(tag: str, text: str) -> bool:
    """Whether a block has letters of the script of a language, or none at all."""
    found = letters(text)
    return not found or any(writes(tag, script) for script in found)


def _around_all(pieces: Sequence[Piece], candidates: Sequence[str]) -> set[str]:
    """Languages whose markup stands around blocks that are clearly in it and others that are not.

    What is marked is believed, but a page may have one mark around everything.
    """
    heard: dict[str, set[bool]] = {}
    for piece in pieces:
        tag, text = piece.language, _words_of(piece)
        if tag is None or sum(letters(text).values()) < _TELLING:
            continue
        share = shares(text, candidates).get(tag, 0.0)
        if not _UNLIKELY < share < 1 - _UNLIKELY:
            heard.setdefault(tag, set()).add(share > _UNLIKELY)
    return {tag for tag, both in heard.items() if len(both) > 1}


def _absorbed(pieces: Sequence[Piece], found: Sequence[str]) -> list[str]:
    """The languages with quotations given to the text that they stand in."""
    sizes: dict[str, int] = {}
    for piece, tag in zip(pieces, found, strict=True):
        sizes[tag] = sizes.get(tag, 0) + sum(letters(said(piece.block)).values())
    runs = [(tag, len(list(run))) for tag, run in groupby(found)]
    marked = {piece.language for piece in pieces}
    result: list[str] = []
    for number, (tag, count) in enumerate(runs):
        around = {runs[near][0] for near in (number - 1, number + 1) if 0 <= near < len(runs)}
        is_inside = 0 < number < len(runs) - 1
        # At the end of a text a few words are a quotation too, unless they are much of the page, or
        # of so many blocks as a text has.
        most = max((sizes[each] for each in around), default=0) / (1 if is_inside else _MUCH)
        is_short = is_inside or count < _TEXT
        quoted = len(around) == 1 and is_short and sizes[tag] < _SMALL and sizes[tag] < most
        result += [min(around) if quoted and tag not in marked else tag] * count
    return result


def _grouped(pieces: Sequence[Piece], found: Sequence[str]) -> Iterator[Part]:
    for tag in dict.fromkeys(found):
        own = tuple(piece for piece, other in zip(pieces, found, strict=True) if other == tag)
        yield Part(tag, own)


def _doubts(
    pieces: Sequence[Piece], found: Sequence[str], parts: Sequence[Part], languages: Sequence[str]
) -> Iterator[Remark]:
    certain = {piece.language for piece in pieces if piece.is_certain}
    for piece, tag in zip(pieces, found, strict=True):
        script = main_script(said(piece.block))
        if script and not writes(tag, script) and not isinstance(piece.block, ThematicBreak):
            message = f"is in another script than the text around it, which is {tag}"
            yield Remark(
                piece.block.line, f"{message}; mark it [...]{{lang=...}}", said(piece.block)
            )
    for part in parts if not languages else ():
        ranked = guesses("\n".join(said(piece.block) for piece in part.pieces))
        own = part.language.partition("-")[0]
        others = [
            each for each in ranked if each.share > _CLOSE and each.tag.partition("-")[0] != own
        ]
        if others and part.language not in certain:
            message = f"this part was taken for {part.language}; it might be {others[0].tag}"
            first = part.pieces[0].block
            yield Remark(first.line, f"{message}: name its languages with -l", said(first))
