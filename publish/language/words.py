"""Words as a reader tells them apart, whatever a text layer does to their characters.

Compared after compatibility normalisation (NFKC), without bidirectional controls, joiners,
soft hyphens and the strokes that lengthen Arabic words, and with the parts of words that a
line end divides put together.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import Final, NamedTuple

_UNSEEN: Final = "\u061c\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_NOT_SEEN: Final = re.compile(f"[\u00ad{_UNSEEN}]")

# A hyphen, the line end after it, and what is no word before the rest of the word, such as
# the bullets of a list that ends the page. PDFium has one character for hyphen and line end:
# U+0002, or U+FFFE where the hyphen is a soft one.
_SEAM: Final = r"(?:[-\u2010\u00ad]\s*\n|[\u0002\ufffe])\W*"
_AT_SEAMS: Final = re.compile(_SEAM)

# A line end, which may have torn a word that has no hyphen, over so many lines.
_LINE_END: Final = re.compile(r"\r?\n")
_MOST_LINES: Final = 4

# Scripts whose lines end within words, without a hyphen: every character is compared on its
# own. Thai, Lao, Tibetan, Burmese, Khmer, then kana, hangul and ideographs (UAX #14).
_UNSPACED: Final = re.compile(
    "([\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\uac00-\ud7a3"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
)

# Symbols that are letters once they are normalised: radicals in the place of ideographs.
_RADICALS: Final = "\u2e80-\u2fdf"


class Word(NamedTuple):
    """A word, normalised, and where it stands in the text it was found in.

    ``parts`` is what a line end has made of it, if it is no hyphen of the word's own.
    """

    text: str
    start: int
    end: int
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Loss:
    """What one text has lost of another: ``lost`` words of ``total``, the first ones first."""

    lost: tuple[str, ...]
    total: int

    @property
    def share_kept(self) -> float:
        """From 0 to 1; of no words, all are kept."""
        return 1 - len(self.lost) / self.total if self.total else 1.0


def words(text: str) -> Iterator[Word]:
    """The words of a text in its order.

    A word is letters with their marks, or digits: what the typesetter puts in between,
    such as spaces and quotation marks, is not compared.
    """
    for match in _pattern().finditer(text):
        pieces = _AT_SEAMS.split(match.group())
        parts = tuple(part for piece in pieces for part in _plain(piece))
        for word in _plain("".join(pieces)):
            yield Word(word, match.start(), match.end(), parts)


def texts(text: str) -> list[str]:
    """The words of a text, without their places."""
    return [word.text for word in words(text)]


def loss(wanted: str, found: str) -> Loss:
    """Which words of the text ``wanted`` are not in the text ``found`` as often as they should.

    A hyphen at a line end may be the word's own: whichever way of reading it finds more is
    believed, of either text. Where one of them lacks a word, its parts may stand at the end
    of one line of the other and at the beginning of the next, as those of long addresses do.
    """
    there = list(words(found))
    left = Counter(word.text for word in there)
    left |= Counter(part for word in there for part in word.parts)
    asked = list(words(wanted))
    lost = []
    for word in asked:
        ways = ((word.text,), word.parts)
        way = next((way for way in ways if all(left[part] > 0 for part in way)), None)
        if way is None:
            lost.append(word)
        else:
            left.subtract(way)
    if lost:
        torn = {text for text, _ in _torn(found, there)}
        whole = {part for text, parts in _torn(wanted, asked) if left[text] > 0 for part in parts}
        lost = [word for word in lost if word.text not in torn and word not in whole]
    return Loss(tuple(word.text for word in lost), len(asked))


def _torn(text: str, found: Sequence[Word]) -> Iterator[tuple[str, Sequence[Word]]]:
    """What words make together that nothing but a line end is between, and these words."""
    for start, first in enumerate(found):
        whole, last = first.text, first
        for end in range(start + 1, min(start + _MOST_LINES, len(found))):
            word = found[end]
            if not _LINE_END.fullmatch(text, last.end, word.start):
                break
            whole, last = whole + word.text, word
            yield whole, found[start : end + 1]


@lru_cache(maxsize=1 << 16)  # the same words are read from the source, the pages and the tags
def _plain(piece: str) -> tuple[str, ...]:
    """The words in a piece of text that is free of line ends, normalised."""
    text = unicodedata.normalize("NFKC", _NOT_SEEN.sub("", piece))
    return tuple(_pattern().findall(_UNSPACED.sub(r" \1 ", text)))


@cache
def _pattern() -> re.Pattern[str]:
    after = rf"(?:[{_marks()}{_UNSEEN}]|\u00ad(?!\s*\n))*"
    letters = rf"(?:(?:[^\W\d_]|[{_RADICALS}]){after})+"
    return re.compile(rf"{letters}(?:{_SEAM}{letters})*|\d+")


@cache
def _marks() -> str:
    """All marks (General_Category M), as ranges for a character class."""
    kinds = ((code, unicodedata.category(chr(code))[0] == "M") for code in range(0x20000))
    runs = ([code for code, _ in group] for is_mark, group in groupby(kinds, _second) if is_mark)
    return "".join(f"{chr(run[0])}-{chr(run[-1])}" for run in runs)


def _second(pair: tuple[int, bool]) -> bool:
    return pair[1]
