"""The event where a statement was adopted, as its opening tells of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Final
from unicodedata import normalize

from publish.content.cognates import skeletons
from publish.content.statement import Block, Paragraph
from publish.incoming.dates import Span, folded, spans
from publish.incoming.words import said
from publish.language.profiles import profile

_OPENING: Final = 3
"""The event is named in one of so many first paragraphs."""
_NEAR: Final = 80
"""A place stands at most so many characters before the days."""
_BETWEEN: Final = 3
"""Words between the name and the place: *held in*."""
_STEM: Final = 6

_ORDINAL: Final = re.compile(
    r"(?<![\w-])(?:\d{1,3}[-‑]?[^\W\d_]{1,4}|\d{1,3}[º°ª.]|[^\W\d_]{2}\d{1,3}|[IVXLC]{1,8})(?=\s)"
)
"""What counts meetings: 23rd, 23-й, 23o, ال23, XII."""
_TOKEN: Final = re.compile(r"[^\s,;:()]+")

KINDS: Final = ("resolution", "statement", "appeal", "declaration")


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the opening tells: the days of a meeting, its name and its place.

    The name and the place are in the source language. ``seen`` has what other languages call
    them, in whatever case their grammar puts it there.
    """

    first: date
    last: date
    line: int
    name: str | None = None
    place: str | None = None
    seen: Mapping[str, str] | None = None


def meeting(texts: Mapping[str, Sequence[Block]], source: str) -> Meeting | None:
    """The meeting that the openings of all languages tell of; ``texts`` are blocks by language.

    A span of days that most languages agree on is a meeting's; its name begins with an ordinal
    number before them. The place is believed if another language calls it alike.
    """
    found = {tag: _told(blocks, tag) for tag, blocks in texts.items()}
    told = {tag: each for tag, each in found.items() if each is not None}
    if source not in told:
        return None
    days = Counter((each.span.first, each.span.last) for each in told.values())
    span = told[source].span
    if days[span.first, span.last] * 2 <= len(told) or span.first == span.last:
        return None
    agreed = {
        tag: each
        for tag, each in told.items()
        if (each.span.first, each.span.last) == (span.first, span.last)
    }
    name, place = _named(agreed[source])
    others = [each for tag, each in agreed.items() if tag != source]
    if place and not any(_has_alike(place, each) for each in others):
        place = None
    seen = {tag: each.before for tag, each in agreed.items() if tag != source}
    return Meeting(span.first, span.last, agreed[source].line, name, place, seen)


def kind_of(texts: Mapping[str, Sequence[Block]], source: str) -> str | None:
    """What the text calls itself in its opening: the kind that most languages name."""
    votes: Counter[str] = Counter()
    for tag, blocks in texts.items():
        opening = folded(" ".join(said(block) for block in islice(_paragraphs(blocks), 1)))
        for kind in KINDS:
            word = profile(tag, source).words.get(f"kind_{kind}")
            if word and word.language == tag and _says(opening, folded(word.text)):
                votes[kind] += 1
    ranked = votes.most_common(2)
    is_clear = ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1])
    return ranked[0][0] if is_clear else None


def _says(text: str, word: str) -> bool:
    """Whether a text has a word, in whatever case; short words must be there as they are."""
    stem = word[: max(len(word) - 2, _STEM)]
    return any(each.startswith(stem) for each in re.findall(r"\w+", text))


# --- One opening --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Told:
    """The first days that an opening names, and what it says from the ordinal up to them."""

    span: Span
    before: str
    line: int


def _told(blocks: Sequence[Block], tag: str) -> _Told | None:
    for block in islice(_paragraphs(blocks), _OPENING):
        text = normalize("NFKC", said(block))
        span = next(iter(spans(text, [tag])), None)
        if span is not None:
            return _Told(span, _from_ordinal(text[: span.start]), block.line)
    return None


def _from_ordinal(text: str) -> str:
    """The end of a text, from the last ordinal number in its last sentence."""
    found = list(_ORDINAL.finditer(text))
    return text[found[-1].start() :].strip() if found else ""


def _named(told: _Told) -> tuple[str | None, str | None]:
    """The name and the place, by their capitals: *23rd Meeting of … Parties* held in *Izmir*."""
    runs = list(_capitalised(told.before))
    if len(runs) < 2:
        return None, None
    start, end = runs[-1]
    if len(told.before) - end > _NEAR:
        return None, None
    between = told.before[runs[-2][1] : start]
    # Where more stands between, the name goes on in small letters, and in some case of grammar.
    if not 0 < len(between.split()) <= _BETWEEN or "," in between:
        return None, None
    return told.before[: runs[-2][1]], told.before[start:end]


def _capitalised(text: str) -> Iterator[tuple[int, int]]:
    """Where words with capitals stand together, commas between them allowed."""
    start = end = None
    for token in _TOKEN.finditer(text):
        word = token.group()
        if not (word[0].isupper() or word[0].isdigit()):
            if start is not None and end is not None:
                yield start, end
            start = None
            continue
        start = token.start() if start is None else start
        end = token.end()
    if start is not None and end is not None:
        yield start, end


def _has_alike(place: str, told: _Told) -> bool:
    """Whether another language has a word near the days that sounds like the place."""
    return bool(skeletons(place) & skeletons(told.before[-_NEAR:]))


def _paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    return (block for block in blocks if isinstance(block, Paragraph))
