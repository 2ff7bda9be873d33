"""What people type into a search box, of each kind that a text layer can spoil.

Each is asked of a passage that stands in the text once, so that only the right place answers it.
Where lines end is told by Poppler's reading of the PDF, and believed only where the text agrees.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from random import Random
from types import MappingProxyType
from typing import Final

from readers.measure import UNSPACED
from readers.texts import Example

MOST: Final = 40
"""How many questions of a kind are asked of a text."""

_UNSEEN: Final = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]")
_RADICAL: Final = re.compile("[\u2e80-\u2fd5]")
_NO_BREAK: Final = re.compile(r"[^\s]+[\u00a0\u202f][^\s]+")
_RANGE: Final = re.compile(r"(?<![\w–])\d+–\d+(?![\w–])(?: \w+ \d+)?")
_EDGES: Final = re.compile(r"^\W+|[^\w\u0300-\u036f]+$")
_LETTERS: Final = 4
_PARAGRAPH: Final = 60
_CHARACTERS: Final = 6
"""How many characters on either side of a line's end are a phrase, where nothing parts words."""

_FOLDED: Final = ("LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW")
"""Scripts whose marks people leave out; in others they are vowels, which nobody does."""


@dataclass(frozen=True, slots=True)
class Source:
    """What there is to ask about: the text, the lines on its pages, and what was done to words.

    ``soft`` are words with a soft hyphen in the author's file, ``lengthened`` such as are drawn
    longer to fill their lines (kashida).
    """

    example: Example
    pages: Sequence[str]
    soft: Sequence[str] = ()
    lengthened: Sequence[str] = ()


class _Text:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.language = source.example.language

    @cached_property
    def paragraphs(self) -> list[str]:
        """What is no heading and no title: those are on the page more than once."""
        lines = self.source.example.words.splitlines()
        fewest = _PARAGRAPH // 2 if self.is_unspaced else _PARAGRAPH
        return [typed(line) for line in lines if len(line) > fewest]

    @cached_property
    def whole(self) -> str:
        return folded(typed(self.source.example.words))

    @property
    def is_unspaced(self) -> bool:
        return self.language in UNSPACED

    def is_once(self, query: str) -> bool:
        return self.whole.count(folded(query)) == 1

    def has(self, query: str) -> bool:
        """Whether it is in a paragraph."""
        return any(query in paragraph for paragraph in self.paragraphs)

    def is_on_a_line(self, query: str) -> bool:
        return any(query in line for lines in self.lines for line in lines)

    @cached_property
    def lines(self) -> list[list[str]]:
        """The lines of each page."""
        return [[typed(line) for line in page.splitlines()] for page in self.source.pages]

    @cached_property
    def line_ends(self) -> list[tuple[str, str]]:
        """The lines on either side of each line's end, within a page."""
        return [pair for lines in self.lines for pair in pairwise(lines) if all(pair)]


def typed(text: str) -> str:
    """A text as a keyboard gives it: plain spaces, nothing that is not seen, no radicals."""
    plain = _RADICAL.sub(lambda each: unicodedata.normalize("NFKC", each[0]), text)
    return " ".join(_UNSEEN.sub("", plain).split())


def folded(text: str) -> str:
    """What is alike for every viewer: upper and lower case."""
    return unicodedata.normalize("NFC", text).casefold()


def bare(text: str) -> str:
    """A text without the marks on its letters; й is no и with a mark."""
    return "".join(
        each
        for letter in unicodedata.normalize("NFC", text)
        for each in (letter if letter in "йЙ" else unicodedata.normalize("NFD", letter))
        if not unicodedata.category(each).startswith("M")
    )


def _words(text: _Text) -> Iterator[str]:
    """Words of letters; where none stand apart, a few characters that do."""
    for paragraph in text.paragraphs:
        for word in paragraph.split():
            if text.is_unspaced:
                whole = len(word) - len(word) % _CHARACTERS
                yield from (word[at : at + _CHARACTERS] for at in range(0, whole, _CHARACTERS))
            elif any(map(str.isalpha, word)) and not any(map(str.isdigit, word)):
                yield _EDGES.sub("", word)


def _phrases(text: _Text) -> Iterator[str]:
    """The words before and after a line's end."""
    for before, after in text.line_ends:
        if text.is_unspaced:
            yield before[-_CHARACTERS:] + after[:_CHARACTERS]
        elif not before.endswith("-"):
            yield " ".join((*before.split()[-2:], *after.split()[:2]))


def _divided(text: _Text) -> Iterator[tuple[str, str]]:
    for before, after in text.line_ends:
        if before.endswith("-"):
            yield before.split()[-1], after.split()[0]


def _hyphened(text: _Text) -> Iterator[str]:
    for before, after in _divided(text):
        yield _EDGES.sub("", before[:-1] + after)


def _own_hyphens(text: _Text) -> Iterator[str]:
    for before, after in _divided(text):
        yield _EDGES.sub("", before + after)


def _no_breaks(text: _Text) -> Iterator[str]:
    for line in text.source.example.words.splitlines():
        yield from (_EDGES.sub("", typed(match.group())) for match in _NO_BREAK.finditer(line))


def _soft(text: _Text) -> Iterator[str]:
    return _with_another(text, frozenset(text.source.soft))


def _strokes(text: _Text) -> Iterator[str]:
    return _with_another(text, frozenset(text.source.lengthened))


def _with_another(text: _Text, wanted: Collection[str]) -> Iterator[str]:
    """Words that are ``wanted``, each with the one that follows, which tells its place."""
    for paragraph in text.paragraphs:
        for word, after in pairwise(paragraph.split()):
            if bare(_EDGES.sub("", word)).replace("\u200c", "") in wanted:
                yield f"{word} {_EDGES.sub('', after)}"


def _ranges(text: _Text) -> Iterator[str]:
    for paragraph in text.paragraphs:
        yield from (match.group() for match in _RANGE.finditer(paragraph))


def _with_hyphens(text: _Text) -> Iterator[str]:
    return (found.replace("–", "-") for found in _ranges(text))


def _without_marks(text: _Text) -> Iterator[str]:
    whole = bare(text.whole)
    for word in _words(text):
        left = bare(word)
        first = next((letter for letter in word if letter.isalpha()), " ")
        if left != unicodedata.normalize("NFC", word) and whole.count(folded(left)) == 1:
            on_line = text.is_on_a_line(word)
            if on_line and unicodedata.name(first, "").startswith(_FOLDED):
                yield left


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of question: ``of`` gives what may be asked about a text.

    ``changed`` says that it is not typed as it is printed, ``apart`` that a line ends in it, and
    ``shortest`` how many characters it has, at least.
    """

    title: str
    of: Callable[[_Text], Iterable[str]]
    changed: bool = False
    apart: bool = False
    shortest: int = _LETTERS


KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        "word": Kind("a word", _words),
        "line-end": Kind("words on both sides of a line's end", _phrases, apart=True),
        "no-break": Kind(
            "words beside a no-break space, typed with a plain one", _no_breaks, shortest=3
        ),
        "hyphen": Kind(
            "a word that a hyphen divides at a line's end, typed whole", _hyphened, apart=True
        ),
        "own-hyphen": Kind(
            "a word divided at its own hyphen, typed with it", _own_hyphens, apart=True
        ),
        "range": Kind("figures with a dash between them, and a date", _ranges, shortest=3),
        "range-hyphen": Kind(
            "the same, typed with a hyphen", _with_hyphens, changed=True, shortest=3
        ),
        "no-marks": Kind(
            "a word typed without its accents, vowel signs or hamza", _without_marks, changed=True
        ),
        "soft": Kind("a word with a soft hyphen in the author's file", _soft),
        "stroke": Kind("a word that is lengthened to fill its line", _strokes),
    }
)


def questions(source: Source) -> dict[str, list[str]]:
    """What is asked of a text, by kind: as many of each as there are, up to ``MOST``."""
    text = _Text(source)
    return {name: _chosen(kind, text, name) for name, kind in KINDS.items()}


def _chosen(kind: Kind, text: _Text, name: str) -> list[str]:
    asked = {query for query in kind.of(text) if len(query) >= kind.shortest}
    if not kind.changed and not kind.apart:
        asked = {query for query in asked if text.is_on_a_line(query)}
    if not kind.changed:
        asked = {query for query in asked if text.is_once(query) and text.has(query)}
    rng = Random(f"{name} {text.source.example.name}")
    return sorted(rng.sample(sorted(asked), min(MOST, len(asked))))
