"""Two readings of one passage side by side: the same words, and what stands between them.

Whatever mends a text changes marks and spaces and how letters are keyed, never a word. So the
words of the two readings pair off in order, and only what is between two of them is compared.
Readings whose words differ have no alignment, and nothing is done.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final, NamedTuple
from unicodedata import category, normalize

from publish.language.profile import BOUNDARY
from publish.proof.shapes import TATWEEL, parts

_LONG: Final = 100_000


class Piece(NamedTuple):
    """A part of the first reading, and what it is in the second. ``start`` is in the first."""

    start: int
    before: str
    after: str
    is_word: bool


class Edit(NamedTuple):
    """The characters from ``start`` to before ``end`` of a reading, to be replaced by ``new``."""

    start: int
    end: int
    new: str


class Changed(Exception):
    """Two readings do not have the same words."""


def pieces(before: str, after: str) -> Iterator[Piece]:
    """The words of two readings in pairs, and what stands between; elements stay apart.

    Raises Changed unless both have the same words and boundaries.
    """
    done = [0, 0]
    for one, other in zip_longest(parts(before), parts(after)):
        if one is None or other is None:
            raise Changed
        words = before[slice(*one)], after[slice(*other)]
        if _spelt(words[0]) != _spelt(words[1]):
            raise Changed
        yield from _between(done[0], before[done[0] : one[0]], after[done[1] : other[0]])
        yield Piece(one[0], *words, is_word=True)
        done = [one[1], other[1]]
    yield from _between(done[0], before[done[0] :], after[done[1] :])


def edits(before: str, after: str) -> Iterator[Edit]:
    """The smallest edits that make the second reading of the first, from left to right.

    Raises Changed as ``pieces`` does.
    """
    for piece in pieces(before, after):
        if piece.before != piece.after:
            for tag, i1, i2, j1, j2 in _compared(piece.before, piece.after):
                if tag != "equal":
                    yield Edit(piece.start + i1, piece.start + i2, piece.after[j1:j2])


def word_starts(text: str) -> list[int]:
    """Where the words of a reading begin."""
    return [start for start, _ in parts(text)]


def _between(start: int, before: str, after: str) -> Iterator[Piece]:
    ours, theirs = before.split(BOUNDARY), after.split(BOUNDARY)
    if len(ours) != len(theirs):
        raise Changed
    for one, other in zip(ours, theirs, strict=True):
        yield Piece(start, one, other, is_word=False)
        start += len(one) + 1


def _compared(before: str, after: str) -> Sequence[tuple[str, int, int, int, int]]:
    """The operations of difflib; of two long heaps of marks, whose comparison takes hours, one."""
    if len(before) * len(after) > _LONG:
        return [("replace", 0, len(before), 0, len(after))]
    return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()


def _spelt(word: str) -> str:
    """A word as it is spelt, however its letters are keyed and lengthened (UAX #15)."""
    seen = (char for char in word if char != TATWEEL and category(char) != "Cf")
    return normalize("NFKC", "".join(seen))
