"""The masthead of a document of an international body: its symbol, its organ, its day.

Such documents begin with lines that no reader reads as text: "United Nations", "A/RES/79/201",
"General Assembly", "Distr.: General", "19 December 2024", "Original: English". A symbol, or the
line that names the language of the original, shows that a document has one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from publish.content.statement import Block, Heading, Paragraph, Strong, ThematicBreak
from publish.incoming.dates import spans
from publish.incoming.page import Piece, Remark
from publish.incoming.shapes import lines_of
from publish.incoming.words import said

_SYMBOL: Final = re.compile(
    r"(?=[^/]*[A-Z])(?=.*\d)[A-Z][A-Za-z0-9.\-]{0,12}"
    r"(?:/[A-Za-z0-9][A-Za-z0-9.\-]{0,12}(?:\([A-Za-z0-9./]{1,12}\))?)+(?:\s?\(\d{4}\))?\*{0,2}"
)
_SYMBOL_SAID: Final = re.compile(r"(?:[^\W\d_]{2,10}\s?[:：]\s*)?(.+)")
_ORIGINAL: Final = re.compile(
    r"(?:original|оригинал|الأصل|原文|originale?|исходный язык)\s*(?:language|язык)?\s*[:：].{1,60}"
    r"|\(?OR\. ?[a-z]{2}(?:[/, -]+[a-z]{2})*\)?",
    re.IGNORECASE,
)
_DISTRIBUTED: Final = re.compile(
    r"(?:distr|распростр|التوزيع|分发|distribution|distribución)[.\w]*\s*[:：]?.{0,40}",
    re.IGNORECASE,
)
_SESSION: Final = re.compile(
    r"\b(?:session|meeting|agenda item|item \d|séance|point \d|ordre du jour|período de sesiones"
    r"|sesión|tema \d|programa|сессия|заседание|пункт|повестки дня)\b|الدورة|البند|届会议|议程项目",
    re.IGNORECASE,
)
"""What is said of the session and the agenda, in the languages of the United Nations."""
_PARENTS: Final = frozenset(
    ("united nations", "nations unies", "naciones unidas", "организация объединенных наций",
     "организация объединённых наций", "الأمم المتحدة", "联合国", "聯合國")
)  # fmt: skip
"""A body of bodies: the organ is another line."""
_LONGEST: Final = 120
_MOST: Final = 16
"""So many blocks at most are looked at for a masthead."""


@dataclass(slots=True)
class Masthead:
    """What a masthead says, and what is told of it; filled by ``take_masthead``.

    ``organ`` and ``day`` have the line that they stood on.
    """

    symbol: str | None = None
    organ: tuple[str, int] | None = None
    day: tuple[date, int] | None = None
    taken: list[Remark] = field(default_factory=list)
    unplaced: list[Remark] = field(default_factory=list)


def is_symbol(text: str) -> bool:
    """Whether a line is the symbol of a document, such as A/RES/79/201, and nothing else."""
    return _SYMBOL.fullmatch(text.strip()) is not None


def is_masthead_like(lines: Iterable[str]) -> bool:
    """Whether one of some lines is found in mastheads alone."""
    return any(_is_sure(line.strip()) for line in lines)


def take_masthead(pieces: list[Piece], language: str) -> Masthead | None:
    """Take the masthead from the beginning of a text; None, and nothing taken, if it has none."""
    lines = list(_head(pieces))
    sure = [at for at, (_, text, _) in enumerate(lines) if _is_sure(text)]
    if not sure:
        return None
    # What stands between the first line and the last that is sure belongs to it, with a day after.
    end = sure[-1] + 1
    while end < len(lines) and (
        _DISTRIBUTED.fullmatch(lines[end][1]) or _day(lines[end][1], language)
    ):
        end += 1
    count = lines[end - 1][0] + 1
    own = [line for line in lines if line[0] < count]
    found = Masthead()
    names: list[tuple[str, int]] = []
    for _, text, line in own:
        _read(found, names, text, line, language)
    named = [name for name in names if name[0].casefold() not in _PARENTS]
    if named or names:
        found.organ = (named or names)[-1 if not named else 0]
        text, line = found.organ
        found.taken.append(Remark(line, "the organ that issued it: issued_by", text))
    for text, line in names:
        if (text, line) != found.organ:
            found.unplaced.append(Remark(line, "a line of the masthead", text))
    del pieces[:count]
    _bring_title_forward(pieces, found)
    return found


def _read(
    found: Masthead, names: list[tuple[str, int]], text: str, line: int, language: str
) -> None:
    """One line of a masthead."""
    symbol = _symbol(text)
    if symbol:
        found.symbol = found.symbol or symbol.rstrip("*")
        message = "the symbol of the document" if symbol.rstrip("*") == found.symbol else "another"
        place = found.taken if symbol.rstrip("*") == found.symbol else found.unplaced
        place.append(Remark(line, f"{message}: symbol", text))
    elif _ORIGINAL.fullmatch(text):
        found.unplaced.append(Remark(line, "names the language of the original", text))
    elif _DISTRIBUTED.fullmatch(text):
        found.unplaced.append(Remark(line, "says who it was distributed to", text))
    elif day := _day(text, language):
        if found.day is None:
            found.day = (day, line)
            found.taken.append(Remark(line, f"the day in the masthead: adopted = {day}", text))
        else:
            found.unplaced.append(Remark(line, "another day in the masthead", text))
    else:
        names.append((text, line))


def _head(pieces: Sequence[Piece]) -> Iterator[tuple[int, str, int]]:
    """The short lines that a text begins with: the number of the piece, the line, its place."""
    for number, piece in enumerate(pieces[:_MOST]):
        block = piece.block
        if isinstance(block, ThematicBreak):
            continue
        lines = [said(block)] if isinstance(block, Heading) else lines_of(block)
        if lines is None or any(len(line) > _LONGEST for line in lines):
            return
        for line in lines:
            if line.strip():
                yield number, line.strip(), block.line


def _is_sure(text: str) -> bool:
    return _symbol(text) is not None or _ORIGINAL.fullmatch(text) is not None


def _symbol(text: str) -> str | None:
    """The symbol that a line is, with or without a word before it that says so."""
    match = _SYMBOL_SAID.fullmatch(text)
    return match[1] if match and is_symbol(match[1]) else None


def _day(text: str, language: str) -> date | None:
    """The day that a line is, if it says little else: a place before it at most."""
    span = next(iter(spans(text, [language, "en"])), None)
    if span is None or span.first != span.last:
        return None
    rest = text[: span.start] + text[span.end :]
    return span.first if len(rest.split()) <= 2 else None


def _bring_title_forward(pieces: list[Piece], found: Masthead) -> None:
    """Leave out the session and the item of its agenda, which stand above the title."""
    lines = list(_head(pieces))
    count = 1 + max((number for number, _, _ in lines), default=-1)
    stand_out = [
        number
        for number, piece in enumerate(pieces[:count])
        if (_is_heading(piece.block) or _is_strong(piece.block))
        and not _SESSION.search(said(piece.block))
    ]
    sessions = [number for number, text, _ in lines if _SESSION.search(text)]
    at = stand_out[0] if stand_out else max(sessions, default=-1) + 1
    for piece in pieces[:at]:
        if not isinstance(piece.block, ThematicBreak):
            message = "a line between the masthead and the title"
            found.unplaced.append(Remark(piece.block.line, message, said(piece.block)))
    del pieces[:at]


def _is_heading(block: Block) -> bool:
    return isinstance(block, Heading)


def _is_strong(block: Block) -> bool:
    return (
        isinstance(block, Paragraph)
        and len(block.content) == 1
        and isinstance(block.content[0], Strong)
    )
