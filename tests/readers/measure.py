"""What is measured of a reader: words, their order, and marks of direction.

Words are compared after NFKC, without what is not seen (marks of direction, joiners, soft hyphens,
tatweel): by themselves, and with the marks of punctuation at them, which some readers turn over or
put at the next word. Of texts whose lines end within words, which
have no spaces between words, sequences of three characters stand for words, and characters for
their order.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from readers.reader import Pages

UNSPACED: Final = frozenset({"bo", "ja", "km", "ko", "lo", "my", "th", "zh", "zh-Hans", "zh-Hant"})
"""Languages whose lines end within words too."""

_MARKS: Final = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSEEN: Final = re.compile(f"[\u00ad\u0640\u200b-\u200d\u2060{_MARKS}]")
_MARK: Final = re.compile(f"[{_MARKS}]+")
_BARE: Final = re.compile(r"\w.*\w|\w")
_GRAM: Final = 3

# A soft hyphen or a hyphen proper at a line's end was added there; U+FFFE is what PDFium makes of
# the former and the line end, as it makes U+0002 of another hyphen, which may be the word's own.
_ADDED: Final = re.compile("(?:[\u00ad\u2010]\\s*\n|\ufffe)\\s*")
_DIVIDED: Final = re.compile("(\\S+?)([-\u2010\u2013\u2014/]\\s*\n|\u0002)\\s*(\\S+)")

# The call of a note stands at the word before it.
_CALL: Final = re.compile(r"(?<=\D)\d{1,2}$")


@dataclass(frozen=True, slots=True)
class Measured:
    """What a reader makes of texts.

    Of ``sought`` words it finds all but those that are ``lost``; of ``wanted`` it finds ``ordered``
    one after the other, and of ``signed``, which are words with their marks of punctuation, all but
    ``unsigned``. ``marks`` is how many marks of direction it gives for the page that has
    most, ``inside`` how many of all pages stand within words.
    """

    sought: int
    lost: tuple[str, ...]
    wanted: int
    ordered: int
    signed: int
    unsigned: int
    marks: int
    inside: int

    @property
    def words(self) -> float:
        """The share of words that are found, in per cent."""
        return 100 * (1 - len(self.lost) / self.sought)

    @property
    def order(self) -> float:
        """The share of words that are found in their order, in per cent."""
        return 100 * self.ordered / self.wanted

    @property
    def signs(self) -> float:
        """The share of words that are found with their marks of punctuation, in per cent."""
        return 100 * (1 - self.unsigned / self.signed)


def measure(text: str, language: str, pages: Pages) -> Measured:
    """What ``pages`` hold of a text, a paragraph a line, whatever else may stand on them."""
    paragraphs = [tokens(each, language) for each in text.splitlines()]
    signed = [token for paragraph in paragraphs for token in paragraph]
    read = _as_known(tokens(_joined("\n".join(pages), set(signed)), language), set(signed))
    wanted, found = bare(signed, language), bare(read, language)
    sought = Counter(gram for each in paragraphs for gram in _grams(bare(each, language), language))
    missing = sought - Counter(_grams(found, language))
    return Measured(
        sought=sought.total(),
        lost=tuple(sorted(missing.elements())),
        wanted=len(wanted),
        ordered=in_order(wanted, found),
        signed=len(signed),
        unsigned=(Counter(signed) - Counter(read)).total(),
        marks=max(len("".join(_MARK.findall(page))) for page in pages),
        inside=sum(map(_inside, pages)),
    )


def together(parts: Sequence[Measured]) -> Measured:
    """Some texts, measured as one."""
    return Measured(
        sought=sum(each.sought for each in parts),
        lost=tuple(word for each in parts for word in each.lost),
        wanted=sum(each.wanted for each in parts),
        ordered=sum(each.ordered for each in parts),
        signed=sum(each.signed for each in parts),
        unsigned=sum(each.unsigned for each in parts),
        marks=max(each.marks for each in parts),
        inside=sum(each.inside for each in parts),
    )


def tokens(text: str, language: str) -> list[str]:
    """A text's words in their order, or its characters where words do not stand apart."""
    words = _seen(text).split()
    return list("".join(words)) if language in UNSPACED else words


def bare(words: Sequence[str], language: str) -> list[str]:
    """Words without the marks of punctuation and the signs at their ends."""
    if language in UNSPACED:
        return list(words)
    return [match.group() for word in words if (match := _BARE.search(word))]


def in_order(wanted: Sequence[str], found: Sequence[str]) -> int:
    """How many of ``wanted`` are in ``found`` in the same order: the longest common subsequence.

    After Hyyrö, "Bit-parallel LCS-length computation revisited" (2004): a bit for each of
    ``wanted``.
    """
    places: dict[str, int] = {}
    for at, word in enumerate(wanted):
        places[word] = places.get(word, 0) | 1 << at
    every = (1 << len(wanted)) - 1
    unmatched = every
    for word in found:
        matched = unmatched & places.get(word, 0)
        unmatched = (unmatched + matched | unmatched - matched) & every
    return len(wanted) - unmatched.bit_count()


def _grams(tokens: Sequence[str], language: str) -> list[str]:
    if language not in UNSPACED:
        return list(tokens)
    return ["".join(tokens[at : at + _GRAM]) for at in range(len(tokens) - _GRAM + 1)]


def _seen(text: str) -> str:
    text = _ADDED.sub("", text.replace("\r", ""))
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", text))


def _joined(text: str, known: Collection[str]) -> str:
    """The text, with words put together that are ``known`` and divided after a hyphen or dash.

    The hyphen stays or goes, whichever is known.
    """

    def whole(match: re.Match[str]) -> str:
        before, end, after = match.groups()
        hyphen = "-" if end == "\u0002" else end[0]
        ways = (before + after, before + hyphen + after)
        return next((way for way in ways if way in known), match.group())

    return _DIVIDED.sub(whole, _seen(text))


def _as_known(words: Sequence[str], known: Collection[str]) -> list[str]:
    """Words without the call of a note where they are ``known`` without it."""
    bare = (_CALL.sub("", word) for word in words)
    return [
        alone if word not in known and alone in known else word
        for word, alone in zip(words, bare, strict=True)
    ]


def _inside(page: str) -> int:
    """How many marks of direction have letters, marks on letters or digits on both sides."""
    found = 0
    for match in _MARK.finditer(page):
        before, after = page[match.start() - 1 : match.start()], page[match.end() : match.end() + 1]
        if _inner(before) and _inner(after):
            found += len(match.group())
    return found


def _inner(character: str) -> bool:
    return bool(character) and unicodedata.category(character)[0] in "LMN"
