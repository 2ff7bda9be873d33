"""The ground that rules stand on: edits of a block's text that never move a boundary.

A rule looks at the text without its element boundaries, so that it sees ``"<em>word</em>"``
as a quoted word, and says what to replace where; the edits are then made in the text with
its boundaries, each of which stays between the letters it stood between.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from publish.language.profile import BOUNDARY, Rule

NBSP: Final = "\u00a0"
NARROW_NBSP: Final = "\u202f"

GAP: Final = rf"[ \t\n{NBSP}]+"
"""A space between two words in a pattern: also the line ends of a source file."""

UPRIGHT: Final = r"(?:https?://|www\.)[^\s<>\"«»“”„]+|(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+"
"""Addresses of pages and people, in which no rule changes anything. One of a person is looked for
where its first word begins, and once: a search from every letter would take the square of a word's
length."""

Edit = tuple[int, int, str]
"""From, to (offsets into the text without boundaries) and what comes in between."""

Replacement = str | Callable[[re.Match[str]], str | None]


def rule(find: Callable[[str], Iterable[Edit]]) -> Rule:
    """A rule from a function that finds, from left to right, the edits a text needs."""

    def edited(text: str) -> str:
        edits = list(find(text.replace(BOUNDARY, "")))
        return _apply(text, edits) if edits else text

    return edited


def substitution(pattern: str, replacement: Replacement, flags: int = 0) -> Rule:
    """A rule that replaces what ``pattern`` matches, or its group ``here`` if it has one.

    A match should be as small as can be: what it consumes no other match sees, and a
    boundary inside what is replaced goes behind it. A replacement of None changes nothing.
    """
    compiled = re.compile(rf"(?P<upright>{UPRIGHT})|(?:{pattern})", flags)
    group = "here" if "here" in compiled.groupindex else 0

    def find(text: str) -> Iterator[Edit]:
        for match in compiled.finditer(text):
            if match["upright"] is None:
                new = replacement if isinstance(replacement, str) else replacement(match)
                if new is not None:
                    yield (*match.span(group), new)

    return rule(find)


def in_turn(*rules: Rule) -> Rule:
    """One rule that does what each of ``rules`` does, in order."""

    def edited(text: str) -> str:
        for one in rules:
            text = one(text)
        return text

    return edited


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of ``words``, longest first; their spaces match any gap."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(GAP.join(map(re.escape, word.split())) for word in ordered)


def _apply(text: str, edits: list[Edit]) -> str:
    """``text``, boundaries and all, after edits that are given without them."""
    offsets = [index for index, char in enumerate(text) if char != BOUNDARY]
    offsets.append(len(text))
    pieces: list[str] = []
    done = 0
    for start, end, new in edits:
        begin = offsets[start]
        stop = offsets[end - 1] + 1 if end > start else begin
        pieces += text[done:begin], new, BOUNDARY * text.count(BOUNDARY, begin, stop)
        done = stop
    return "".join(pieces) + text[done:]
