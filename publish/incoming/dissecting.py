"""One language of a page, taken apart: its titles, its text, and what no language owns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import takewhile
from typing import Final

from publish.content.statement import (
    Block,
    Break,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    ThematicBreak,
)
from publish.incoming.announcements import Announced, all_announced
from publish.incoming.masthead import Masthead, take_masthead
from publish.incoming.page import Piece, Remark
from publish.incoming.parts import Part
from publish.incoming.shapes import (
    alike,
    is_call,
    is_title_like,
    lines_of,
    moment_of,
)
from publish.incoming.signing import FEWEST, Line, Names, are_signatories, lists_of_names
from publish.incoming.words import said, words
from publish.language.profiles import profile

_TITLE_LINES: Final = 3
"""So many lines right above each other, and no more, may be the titles of a text."""


@dataclass(slots=True)
class Dissected:
    """The parts of one language's text; filled by ``dissect`` and then only read.

    ``front`` is what the file says apart from its text, by the names of ``FrontMatter``.
    ``taken`` are lines that became facts; ``unplaced`` what is neither text nor fact.
    """

    language: str
    front: Mapping[str, Line] = field(default_factory=dict)
    title: Line | None = None
    subtitle: Line | None = None
    blocks: list[Block] = field(default_factory=list)
    groups: list[Names] = field(default_factory=list)
    announced: list[Announced] = field(default_factory=list)
    published: datetime | None = None
    masthead: Masthead | None = None
    is_open: bool = False
    taken: list[Remark] = field(default_factory=list)
    unplaced: list[Remark] = field(default_factory=list)
    doubts: list[Remark] = field(default_factory=list)


def dissect(part: Part, source_language: str, front: Mapping[str, str]) -> Dissected:
    """Take one language of a page apart; the interface words of the language help to.

    ``front`` are its titles, if the file gives them apart from the text.
    """
    result = Dissected(part.language)
    pieces = list(part.pieces)
    speech = profile(part.language, source_language)
    own_words = {
        key: phrase.text for key, phrase in speech.words.items() if phrase.language == part.language
    }
    _take_end(pieces, result, own_words)
    result.masthead = take_masthead(pieces, part.language)
    if result.masthead:
        result.taken += result.masthead.taken
        result.unplaced += result.masthead.unplaced
    if "title" in front:
        result.front = {key: Line(text, 1) for key, text in front.items()}
        result.title, result.subtitle = result.front["title"], result.front.get("subtitle")
        first = pieces[0].block if pieces else None
        if isinstance(first, Heading) and alike(said(first), front["title"]):
            message = "repeats the title of the front matter"
            result.taken.append(Remark(first.line, message, said(first)))
            del pieces[0]
    else:
        _take_beginning(pieces, result)
    while pieces and isinstance(pieces[-1].block, ThematicBreak):
        pieces.pop()
    result.blocks = list(_with_headings([piece.block for piece in pieces], result))
    return result


# --- The end: signatories, how to sign, what is coming ------------------------------


def _take_end(pieces: list[Piece], result: Dissected, own_words: dict[str, str]) -> None:
    """Take from the end what is no text, until nothing more is found there."""
    count = -1
    while count != len(pieces):
        count = len(pieces)
        _take_announcements(pieces, result, own_words.get("upcoming"))
        _take_status(pieces, result, own_words.get("status_open"))
        _take_names(pieces, result, own_words.get("signatories"))
        if pieces and isinstance(pieces[-1].block, ThematicBreak):
            pieces.pop()


def _take_announcements(pieces: list[Piece], result: Dissected, heading: str | None) -> None:
    found: list[Announced] = []
    while pieces and (lines := lines_of(pieces[-1].block)):
        events = all_announced(lines, result.language, pieces[-1].block.line)
        if events is None:
            break
        found = events + found
        pieces.pop()
    if not found:
        return
    result.announced = found + result.announced
    if pieces and heading and alike(said(pieces[-1].block), heading):
        _take(pieces, result, "the heading over what is announced, which every edition sets")


def _take_status(pieces: list[Piece], result: Dissected, status: str | None) -> None:
    if pieces and status and alike(said(pieces[-1].block), status):
        result.is_open = True
        _take(pieces, result, 'says that others may sign: status = "open-for-subscription"')


def _take_names(pieces: list[Piece], result: Dissected, word: str | None) -> None:
    """Take the lists of names at the end, from the first that is clearly of signatories on."""
    chain = lists_of_names(pieces)
    clear = [n for n, each in enumerate(chain) if are_signatories(each, word, result.language)]
    if not clear and not result.groups:
        for each in chain:
            if each.is_ordered and each.heading and len(each.names) >= FEWEST:
                message = "this list might be of signatories; it was left in the text"
                words = "; ".join(name.text for name in each.names)
                result.doubts.append(Remark(each.names[0].line, message, words))
        return
    # Under a list that is clear, and over one, others are of the same kind if they have headings.
    headed = list(takewhile(lambda each: each.heading, reversed(chain)))
    taken = chain[clear[0] :] if clear else headed[::-1]
    for each in taken:
        del pieces[-2 if each.heading else -1 :]
    result.groups[:0] = [Names(each.heading, each.names) for each in taken]


def _take(pieces: list[Piece], result: Dissected, message: str) -> None:
    block = pieces.pop().block
    result.taken.append(Remark(block.line, message, said(block)))


# --- The beginning: titles, and what stands above them on the page ------------------


def _take_beginning(pieces: list[Piece], result: Dissected) -> None:
    """Take the titles, the date of publication, and the furniture of a page above them."""
    pieces[:1] = _title_lines(pieces)
    count = _head_of(pieces, result.language)
    head, rest = pieces[:count], pieces[count:]
    dated = [number for number, piece in enumerate(head) if _moment(piece, result.language)]
    start = 0
    if dated:
        others = [n for n, piece in enumerate(head) if n in dated or not is_title_like(piece.block)]
        below = head[max(others) + 1 :]
        start = max(others) + 1 if below else 0
    above = [(n, piece) for n, piece in enumerate(head) if n < start or n in dated]
    titles = [piece for n, piece in enumerate(head) if n >= start and n not in dated]
    for number, piece in above:
        _take_above(piece, number in dated, titles, result)
    used = _take_titles(titles, rest, result)
    pieces[:] = [*titles[used:], *rest]


def _title_lines(pieces: Sequence[Piece]) -> list[Piece]:
    """The first piece; as one for each of its lines, where they are the lines of a title."""
    block = pieces[0].block if pieces else None
    if not isinstance(block, Paragraph) or len(pieces) < 2 or block.role:
        return list(pieces[:1])
    cut = [n for n, piece in enumerate(block.content) if isinstance(piece, Break)]
    starts, ends = [0, *(n + 1 for n in cut)], [*cut, len(block.content)]
    parts = [block.content[start:end] for start, end in zip(starts, ends, strict=True)]
    lines = [replace(block, content=part, line=block.line + n) for n, part in enumerate(parts)]
    if len(lines) > _TITLE_LINES or not all(map(is_title_like, lines)):
        return [pieces[0]]
    return [replace(pieces[0], block=line) for line in lines]


def _head_of(pieces: Sequence[Piece], language: str) -> int:
    """How many pieces stand before the text: titles, dates, and a list between them."""
    for number, piece in enumerate(pieces):
        if _moment(piece, language) or is_title_like(piece.block):
            continue
        dated = any(_moment(before, language) for before in pieces[:number])
        after = pieces[number + 1 : number + 2]
        if dated and isinstance(piece.block, ListBlock) and after and is_title_like(after[0].block):
            continue
        return number
    return len(pieces)


def _moment(piece: Piece, language: str) -> datetime | None:
    return moment_of(piece.block, [language, "en"])


def _take_above(piece: Piece, is_date: bool, titles: Sequence[Piece], result: Dissected) -> None:
    text, line = said(piece.block), piece.block.line
    if is_date and result.published is None:
        result.published = _moment(piece, result.language)
        result.taken.append(Remark(line, f"when it was published: {result.published}", text))
        return
    title = words(" ".join(said(each.block) for each in titles[:2]))
    repeats = titles and not title - words(text)
    message = "a line above the titles" + (", which repeats them" if repeats else "")
    result.unplaced.append(Remark(line, message, text))


def _take_titles(titles: Sequence[Piece], rest: Sequence[Piece], result: Dissected) -> int:
    """Take the title and the subtitle; gives how many pieces they were."""
    if not titles:
        return 0
    first = titles[0]
    result.title = Line(said(first.block).strip(), first.block.line)
    if len(titles) < 2 or not _is_subtitle(first, titles[1], [*titles[2:], *rest]):
        return 1
    result.subtitle = Line(said(titles[1].block).strip(), titles[1].block.line)
    return 2


def _is_subtitle(title: Piece, piece: Piece, after: Sequence[Piece]) -> bool:
    """Whether what follows a title is its second line, rather than a heading or a call."""
    block = piece.block
    if piece.is_apart or is_call(said(block)) or not after:
        return False
    if isinstance(block, Heading):
        others = (isinstance(each.block, Heading) for each in after)
        return isinstance(title.block, Heading) and not any(others)
    return True


# --- Headings in the text -----------------------------------------------------------


def _with_headings(blocks: Sequence[Block], result: Dissected) -> Iterator[Block]:
    """The blocks, with short lines over others as headings where the page marks none."""
    marked = sorted({block.level for block in blocks if isinstance(block, Heading)})
    for number, block in enumerate(blocks):
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        if isinstance(block, Heading):
            yield replace(block, level=2 + min(marked.index(block.level), 1))
        elif not marked and isinstance(block, Paragraph) and _is_heading(block, after):
            message = "a short line over others was taken for a heading"
            result.doubts.append(Remark(block.line, message, said(block)))
            yield Heading(2, block.content, block.line, block.role, block.ident)
        else:
            yield block


def _is_heading(block: Paragraph, after: Block | None) -> bool:
    text = said(block).strip()
    is_over = isinstance(after, Paragraph | ListBlock | Quote) and not (
        isinstance(after, Paragraph) and is_title_like(after)
    )
    starts_small = text[:1].islower()
    is_alone = block.role is None and not starts_small and len(text) <= 80
    return is_over and is_alone and is_title_like(block) and not is_call(text)
