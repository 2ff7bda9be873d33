"""What a person copies of each paragraph, against the paragraph.

The selection goes from the first to the last of its words that the viewer has, in the viewer's
own order. What is copied is then read as it is pasted: line ends are spaces, and words that a
hyphen divides at a line's end are whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from readers.measure import Measured, measure
from readers.texts import Example

from viewers.viewer import Open, Place, characters

_TELLING: Final = 24
"""So many letters tell a paragraph from others."""
_MANY: Final = 40
_ANCHOR: Final = 12
"""So many tell where in it they are, or one has to do with so few."""
_BETWEEN: Final = 900
"""As many letters may a page's end put into a paragraph: its notes."""
_SHORTEST: Final = 60


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of a paragraph of a text; ``text`` is what was copied."""

    paragraph: str
    text: str
    measured: Measured

    @property
    def is_whole(self) -> bool:
        """Whether it has all words in their order; what a page's end adds may stand between."""
        return self.measured.ordered == self.measured.wanted


def copies(example: Example, document: Open) -> list[Copied]:
    """What is copied of every paragraph of a text."""
    every = list(characters(document.pieces()))
    stream = [(each, at) for at, (letter, _) in enumerate(every) for each in _letters(letter)]
    found = []
    for paragraph, start, end in _spans(example, "".join(letter for letter, _ in stream)):
        first, last = _edge(every, stream[start][1], -1), _edge(every, stream[end][1], 1)
        text = document.copy(every[first][1], every[last][1]) if end > start else ""
        words = measure(paragraph, example.language, (text,))
        found.append(Copied(paragraph, text, words))
    return found


def _letters(text: str) -> str:
    """Letters and digits alone, since viewers do not agree on what stands between."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(each for each in parts if unicodedata.category(each)[0] in "LN").casefold()


def _edge(characters: Sequence[tuple[str, Place]], at: int, step: int) -> int:
    """The last character, in the direction of ``step``, that is no letter of another word.

    A person who selects a paragraph selects the marks of punctuation at its ends.
    """
    found = at
    while 0 <= at + step < len(characters):
        at += step
        letter = characters[at][0]
        if _letters(letter):
            break
        found = found if letter.isspace() else at
    return found


def _spans(example: Example, page: str) -> Iterator[tuple[str, int, int]]:
    """Each paragraph, with its first and last letter among those of the pages.

    Where it is told by letters that stand together nowhere else, or seldom; its ends are sought
    near there. A paragraph that is in the text twice is passed over.
    One that a viewer shows none of is nowhere, from 0 to 0.
    """
    text = _letters(example.words)
    for line in example.words.splitlines():
        letters = _letters(line)
        if len(line) >= _SHORTEST and text.count(letters) == 1:
            start = _start(letters, page)
            yield line, *((0, 0) if start is None else _ends(letters, page, start))


def _ends(letters: str, page: str, start: int) -> tuple[int, int]:
    """Where a paragraph that begins near ``start`` begins and ends.

    Its first and last letters are looked for, many at once and then fewer; after them those next
    to them, for a viewer may have lost some.
    """
    end = len(letters)
    inner = range(end - _ANCHOR + 1)
    front = ((0, _MANY), *((at, at + _ANCHOR) for at in inner))
    back = ((end - _MANY, end), *((at, at + _ANCHOR) for at in reversed(inner)))
    first = (found for at, to in front if (found := _nearest(letters, at, to, page, start)))
    last = (found for at, to in back if (found := _nearest(letters, at, to, page, start)))
    return next(first)[0], next(last)[1]


def _start(letters: str, page: str) -> int | None:
    """Where a paragraph begins on the pages, or nearly so, since they may lack letters or add."""
    pieces = [letters[at : at + _TELLING] for at in range(len(letters) - _TELLING + 1)]
    found = [(page.count(piece), at) for at, piece in enumerate(pieces)]
    _, at = min(((count, at) for count, at in found if count), default=(0, None))
    return None if at is None else page.index(pieces[at]) - at


def _nearest(letters: str, at: int, to: int, page: str, start: int) -> tuple[int, int] | None:
    """The first and the last of some letters, in a paragraph that begins near ``start``."""
    wanted, piece = start + at, re.escape(letters[at:to])
    found = [each.start() for each in re.finditer(piece, page)] if 0 <= at < to else []
    near = [each for each in found if abs(each - wanted) <= _BETWEEN]
    best = min(near, key=lambda each: abs(each - wanted), default=None)
    return None if best is None else (best, best + to - at - 1)
