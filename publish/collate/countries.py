"""Countries and parts of the world that a passage names, after CLDR."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final, NamedTuple
from unicodedata import category, combining, normalize

from babel import Locale

from publish.collate.collation import Span
from publish.collate.spacing import hides_words
from publish.language.profile import Profile

_MARKS: Final = "".join(char for char in map(chr, range(0x10000)) if category(char)[0] == "M")
WORD: Final = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}])*")
"""Letters with their marks, which spell vowels in Hindi and in pointed Arabic."""
_PARTS: Final = frozenset(("001", "002", "009", "019", "142", "150"))
"""The world and its continents (UN M49); other groupings of countries are seldom named."""
_NO_COUNTRIES: Final = frozenset(("ZZ", "XA", "XB", "QO", "EZ"))
_ATTACHED: Final = re.compile("^(?:[وفبكل]?ال|لل)(?=...)|^[وفبكل](?=....)")
"""And, so, in, as, to, the: what Arabic writes as one word with a name."""
_SHORTEST: Final = 3
_OF_A_WORD: Final = 10
"""What one more word of a name counts, in letters."""
_ENDING: Final = 3
"""How many letters at the end of a word its case may change."""
_LONG: Final = 6
"""Of words with more letters than this a case may change two, of others one (Женева, Женеве)."""


class Found(NamedTuple):
    """Where a country is named, as what, and how surely.

    ``exact`` says that it stands there as CLDR writes it, ``certain`` that it is the country
    itself: with the capital of a name, and no continent, of which adjectives speak more often.
    """

    span: Span
    name: str
    exact: bool
    certain: bool


def countries(text: str, profile: Profile) -> Mapping[str, Found]:
    """By ISO 3166-1 or UN M49 code, the countries and continents that a text names.

    A word may be in any case, or an adjective formed from the name; of names that begin alike,
    the one is meant that has most in common with it.
    """
    locale, own = str(profile.locale), tuple(profile.territories.items())
    return (_hidden if hides_words(profile) else _countries)(text, locale, own)


def knows_countries(profile: Profile) -> bool:
    """Whether CLDR has names of countries in the language."""
    return bool(_all_names(str(profile.locale), tuple(profile.territories.items())))


def find(name: str, text: str, *, whole: bool = False) -> Span | None:
    """Where a name of several words stands in a text, each of them in any case.

    With ``whole``, where it surely is the name: another word that begins alike is none.
    """
    if (start := text.find(name)) >= 0 and not (whole and _goes_on(text, start, len(name))):
        return start, start + len(name)
    wanted = words(name)
    there = words(text)
    for index in range(len(there)):
        if (end := _stands_at(wanted, there[index:], whole=whole)) is not None:
            return there[index][1][0], end
    return None


def _goes_on(text: str, start: int, length: int) -> bool:
    """Whether what stands there is part of a longer word, in a script with spaces."""
    before, after = text[:start][-1:], text[start + length :][:1]
    return _is_cased(text) and (before.isalpha() or after.isalpha())


def is_form(word: str, name: str) -> bool:
    """Whether a folded word is a folded name in some case, or formed from it."""
    return _common(word, name) >= _needed(name)


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[tuple[str, Span], ...]:
    """The words of a text, folded, and where they stand."""
    found = ((folded(match.group()), match.span()) for match in WORD.finditer(text))
    return tuple((word, span) for word, span in found if len(word) >= _SHORTEST)


@lru_cache(maxsize=8192)
def folded(word: str) -> str:
    """A word without capitals, accents, vowel signs and what is only attached to it."""
    apart = normalize("NFKD", word.casefold())
    bare = "".join(char for char in apart if not combining(char))
    return _ATTACHED.sub("", bare)


def is_whole(word: str, name: str) -> bool:
    """Whether a folded word is a folded name itself, or that with the ending of a case."""
    changed = 2 if len(name) > _LONG else 1
    common = _common(word, name)
    ending = len(word) - common
    if common == len(name):  # a longer ending makes another word of it: Paris, Parisian
        return ending < _ENDING
    return common >= max(_SHORTEST, len(name) - changed) and ending <= _ENDING


def _needed(name: str) -> int:
    """How many letters of a name a word must begin with."""
    return max(_SHORTEST, len(name) - _ENDING, -(-len(name) * 3 // 5))


def _common(word: str, name: str) -> int:
    """How many letters two words have in common at their beginning."""
    same = 0
    for one, other in zip(word, name, strict=False):
        if one != other:
            break
        same += 1
    return same


def _stands_at(
    wanted: tuple[tuple[str, Span], ...],
    there: tuple[tuple[str, Span], ...],
    *,
    whole: bool = False,
) -> int | None:
    """Where a name ends that begins with the first of some words; they may be parted by one."""
    end, position = None, 0
    for number, (name, _) in enumerate(wanted):
        reach = there[position : position + (2 if number else 1)]
        is_it = is_whole if whole else is_form
        step = next((i for i, (word, _) in enumerate(reach) if is_it(word, name)), None)
        if step is None:
            return None
        position += step + 1
        end = there[position - 1][1][1]
    return end


@lru_cache(maxsize=4096)
def _countries(text: str, locale: str, own: tuple[tuple[str, str], ...]) -> Mapping[str, Found]:
    names = _names(locale, own)
    there = words(text)
    found: dict[str, Found] = {}
    cased = _is_cased(text)
    for index, (word, (start, _)) in enumerate(there):
        proper = not cased or text[start].isupper()
        nearest = (0, 0)
        best: dict[str, Found] = {}
        for code, name, wanted in names.get(word[:_SHORTEST], ()):
            end = _stands_at(wanted, there[index:])
            if end is None:
                continue
            near = _nearness(word, wanted)
            if near >= nearest:
                best = {} if near > nearest else best
                nearest = near
                exact = proper and folded(text[start:end]) == folded(name)
                certain = proper and code not in _PARTS
                best[code] = Found((start, end), name, exact, certain)
        for code, one in best.items():
            if code not in found or one.exact:
                found[code] = one
    return found


@lru_cache(maxsize=4096)
def _hidden(text: str, locale: str, own: tuple[tuple[str, str], ...]) -> Mapping[str, Found]:
    """The countries of a text in which a name may begin anywhere."""
    return {
        code: Found((start, start + len(name)), name, True, code not in _PARTS)
        for code, name in _all_names(locale, own)
        if (start := text.find(name)) >= 0
    }


def _nearness(word: str, wanted: tuple[tuple[str, Span], ...]) -> tuple[int, int]:
    """How much a word has in common with a name, of which more words are surer."""
    first = wanted[0][0]
    common = _common(word, first) + _OF_A_WORD * (len(wanted) - 1)
    return common, -abs(len(word) - len(first))


def _is_cased(text: str) -> bool:
    """Whether a text is in a script with capitals."""
    return any(char.islower() for char in text)


Names = Mapping[str, tuple[tuple[str, str, tuple[tuple[str, Span], ...]], ...]]
"""By the first letters of its first word: a code, its name, and the name's words."""


@cache
def _names(locale: str, own: tuple[tuple[str, str], ...]) -> Names:
    table: dict[str, list[tuple[str, str, tuple[tuple[str, Span], ...]]]] = {}
    for code, name in _all_names(locale, own):
        if wanted := words(name):
            table.setdefault(wanted[0][0][:_SHORTEST], []).append((code, name, wanted))
    return {first: tuple(rows) for first, rows in table.items()}


@cache
def _all_names(locale: str, own: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The codes of countries and continents with their names, CLDR's before the program's own."""
    names = (*Locale.parse(locale).territories.items(), *own)
    return tuple(
        (code, str(name))
        for code, name in names
        if (code.isalpha() and code not in _NO_COUNTRIES) or code in _PARTS
    )
