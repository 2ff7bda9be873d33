"""Where lines may end: between words, at hyphens, within words, and what each of it costs.

Between words they end where Unicode's line breaking says (UAX #14), as Pango reads it, and in Lao,
Khmer and Burmese where ICU's dictionaries find words. Words are divided by the patterns of their
language; a soft hyphen says better than patterns do.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import inf
from typing import NamedTuple

import pyphen
from weasyprint.text.ffi import ffi, pango, unicode_to_char_p

from publish.language.dictionary import word_starts
from publish.typeset.hyphenation import Patterns
from publish.typeset.paragraph.faces import Manner
from publish.typeset.paragraph.glue import DENSE, is_hangul, is_ideographic, script
from publish.typeset.paragraph.levels import OBJECT
from publish.typeset.paragraph.wording import Wording

SOFT_HYPHEN = "\u00ad"
_HYPHENS = frozenset("-‐־֊")
_ANY = "一"
"""Any ideograph: what may stand beside one may stand beside all."""

_OPENED, _CLOSED = frozenset("“‘"), frozenset("”’")
_APOSTROPHES = frozenset("'’ʼ")

HYPHEN, OWN_HYPHEN, DASH = 100.0, 50.0, 10.0
"""What it costs to divide a word, at a hyphen of its own, and after a dash (penalties)."""

NUMBER, SYLLABLE = 60.0, 30.0
"""What it costs to part a number from the ideograph or syllable that says of what it is, and a word
between two syllables of Hangul."""

RANGE, LONELY = 400.0, 60.0
"""What it costs to part a range of numbers at its dash, and a word of one letter from the next."""

CAPITAL, CAPITALS, SHORT = 80.0, 2_000.0, 20.0
"""What it costs besides: a word with a capital, of capitals, with few letters on one side."""

ANYWHERE = 20_000.0
"""What it costs to tear a word apart."""


class Break(NamedTuple):
    """A place where a line may end: before ``end``; the next one begins at ``start``.

    ``hyphen`` is what is added at the line's end. ``divides`` says that both are in one word.
    """

    end: int
    start: int
    penalty: float = 0.0
    hyphen: str = ""
    divides: bool = False
    is_forced: bool = False


def breaks_of(wording: Wording, patterns: Patterns, width: float) -> list[Break]:
    """All places where lines of a paragraph may end, its end not among them.

    ``width`` is the measure: what is wider than that is torn apart where its style allows it.
    """
    text = wording.text
    if not text:
        return []
    found = {each.start: each for each in _between(wording)}
    for each in _within(wording, patterns):
        found.setdefault(each.start, each)
    for each in _anywhere(wording, sorted(found), width):
        found.setdefault(each.start, each)
    return [found[start] for start in sorted(found) if start < len(text) or found[start].is_forced]


def narrowest(wording: Wording, patterns: Patterns) -> float:
    """How wide the widest part of a paragraph is that stands on one line in any measure."""
    key = ("narrowest", patterns.key)
    known: float | None = wording.plans.get(key)
    if known is None:
        breaks = breaks_of(wording, patterns, inf)
        starts = [0, *(each.start for each in breaks)]
        ends = [*(each.end for each in breaks), len(wording.text.rstrip(" "))]
        before = wording.before
        known = max(before[end] - before[start] for start, end in zip(starts, ends, strict=True))
        wording.plans[key] = known
    return known


# --- Between words ----------------------------------------------------------------------


def _between(wording: Wording) -> Iterator[Break]:
    text = wording.text
    allowed = _allowed(text, wording.words.manner.lang)
    for at in range(1, len(text)):
        if text[at - 1] == "\n":
            yield Break(_trimmed(text, at - 1), at, is_forced=True)
        elif allowed[at] and text[at] != "\n" and not _is_held(wording, at):
            before = text[at - 1]
            if before == SOFT_HYPHEN:
                continue
            end = _trimmed(text, at)
            divides = before in _HYPHENS and at > 1 and text[at - 2].isalpha()
            penalty = OWN_HYPHEN if divides else _penalty(text, end, at)
            yield Break(end, at, penalty, divides=divides)


def _penalty(text: str, end: int, start: int) -> float:
    """What it costs to end a line before ``end`` and begin the next at ``start``."""
    if end < start:
        return LONELY if _is_lonely(text, end - 1) else 0.0
    before, after = text[start - 1], text[start]
    if is_hangul(before) and is_hangul(after):
        return SYLLABLE
    if before in "–—/":
        return RANGE if after.isdecimal() and text[start - 2 : start - 1].isdecimal() else DASH
    is_number = before.isdecimal() or after.isdecimal()
    return NUMBER if is_number and (_is_syllabic(before) or _is_syllabic(after)) else 0.0


def _is_lonely(text: str, at: int) -> bool:
    """Whether a word of one letter is there, which looks lost where a line ends."""
    is_first = at < 1 or text[at - 1].isspace()
    return is_first and text[at].isalpha() and not _is_syllabic(text[at])


def _is_syllabic(char: str) -> bool:
    return is_ideographic(char) or is_hangul(char)


def _allowed(text: str, language: str | None) -> Sequence[bool]:
    """For each character, whether a line may begin with it."""
    allowed = _by_pango(text, language)
    characters = set(text)
    if any(map(is_ideographic, characters)):
        for at in _at_quotes(text):
            allowed[at] = True
    if DENSE.isdisjoint(map(script, characters)):
        return allowed
    for at in word_starts(text):
        allowed[at] = True
    for at in range(1, len(text)):
        if allowed[at] and _is_in_quotes(text[at - 1], text[at]):
            allowed[at] = False
    return allowed


def _is_in_quotes(before: str, after: str) -> bool:
    """Whether a mark opens or closes what is written without spaces.

    Dictionaries find words in it, and let lines begin with each.
    """
    is_opened = script(after) in DENSE and unicodedata.category(before) in ("Pi", "Ps")
    return is_opened or (script(before) in DENSE and unicodedata.category(after) in ("Pf", "Pe"))


def _by_pango(text: str, language: str | None) -> list[bool]:
    pointer, content = unicode_to_char_p(text)
    code = pango.pango_language_get_default()
    if language:
        tag, _ = unicode_to_char_p(language)
        code = pango.pango_language_from_string(tag)
    length = len(text) + 1
    attributes = ffi.new("PangoLogAttr[]", length)
    pango.pango_get_log_attrs(pointer, len(content), -1, code, attributes, length)
    return [bool(attributes[at].is_line_break) for at in range(len(text))]


def _at_quotes(text: str) -> Iterator[int]:
    """Where a line may begin at quotation marks among ideographs (UAX #14, LB19a).

    Pango keeps to an earlier version of the rules, which parts them from nothing.
    """
    for at in range(1, len(text) - 1):
        before, here, after = text[at - 1], text[at], text[at + 1]
        is_opened = here in _OPENED and _begins(after) and _ends(before)
        is_closed = before in _CLOSED and at > 1 and _ends(text[at - 2]) and _begins(here)
        if is_opened or is_closed:
            yield at


def _breaks(two: str) -> bool:
    """Whether a line may end between two characters."""
    return _by_pango(two, None)[1]


@cache
def _ends(char: str) -> bool:
    """Whether a line may end with a character, and an ideograph begin the next."""
    return is_ideographic(char) and _breaks(f"{char}{_ANY}")


@cache
def _begins(char: str) -> bool:
    """Whether a line may begin with a character that follows an ideograph."""
    return is_ideographic(char) and _breaks(f"{_ANY}{char}")


def _trimmed(text: str, end: int) -> int:
    """Where a line ends: spaces hang (CSS Text 3, 4.1.3)."""
    while end and text[end - 1] in " \u200b":
        end -= 1
    return end


def _is_held(wording: Wording, at: int) -> bool:
    """Whether a line must not begin here for what the elements are."""
    before, after = wording.manners[at - 1], wording.manners[at]
    if before.white_space == after.white_space == "nowrap":
        return True
    number = wording.piece_of[at]
    is_call = wording.starts[number] == at and wording.words.pieces[number].is_call
    return is_call and wording.text[at - 1] != OBJECT


# --- Within words -----------------------------------------------------------------------


def _within(wording: Wording, patterns: Patterns) -> Iterator[Break]:
    for start, end in _words(wording.text):
        manner = wording.manners[start]
        hyphens, hyphen = manner.hyphens, manner.hyphenate_character
        if hyphens == "none" or manner.white_space == "nowrap":
            continue
        word = wording.text[start:end]
        if SOFT_HYPHEN in word:
            for number, char in enumerate(word[:-1]):
                if char == SOFT_HYPHEN:
                    at = start + number
                    yield Break(at, at + 1, HYPHEN, hyphen, divides=True)
        elif hyphens == "auto" and manner.lang:
            total, left, right = manner.hyphenate_limit_chars
            if len(word) < total:
                continue
            key = (_fallback(manner.lang), left, right, total)
            if key[0] is None:
                continue
            cost = HYPHEN + _cost_of_capitals(word, patterns)
            if wording.starts[wording.piece_of[start] + 1] < end:
                continue  # an element begins or ends within the word
            for at in patterns.get(key).divisions(word):
                short = SHORT if min(at, len(word) - at - 1) < 3 else 0.0
                yield Break(start + at, start + at, cost + short, hyphen, divides=True)


_fallback = cache(pyphen.language_fallback)


def _cost_of_capitals(word: str, patterns: Patterns) -> float:
    capitals = sum(map(str.isupper, word))
    if capitals > 1:
        return CAPITALS
    return CAPITAL if capitals and not patterns.divides_capitals else 0.0


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Where words of letters begin and end, with their marks, apostrophes and soft hyphens."""
    start = None
    for at, char in enumerate(text):
        if char.isalpha() or (start is not None and _is_in_word(text, at)):
            start = at if start is None else start
        elif start is not None:
            yield start, at
            start = None
    if start is not None:
        yield start, len(text)


def _is_in_word(text: str, at: int) -> bool:
    char = text[at]
    if char in _APOSTROPHES:
        return at + 1 < len(text) and text[at + 1].isalpha()
    return char == SOFT_HYPHEN or unicodedata.category(char)[0] == "M" or char in "\u200c\u200d"


# --- Anywhere ---------------------------------------------------------------------------


def _anywhere(wording: Wording, starts: Sequence[int], width: float) -> Iterator[Break]:
    """Breaks in what is wider than a line, between clusters, where a style allows it."""
    edges = [0, *starts, len(wording.text)]
    for begin, end in pairwise(edges):
        if wording.before[end] - wording.before[begin] <= width:
            continue
        for at in range(begin + 1, end):
            if wording.widths[at] is not None and _may_tear(wording.manners[at], wording.text[at]):
                yield Break(at, at, ANYWHERE)


def _may_tear(manner: Manner, char: str) -> bool:
    """Whether a line may begin with a character where nothing else lets it begin.

    Clusters of scripts without spaces part: no dictionary has all words.
    """
    return manner.white_space != "nowrap" and (manner.tears or script(char) in DENSE)
