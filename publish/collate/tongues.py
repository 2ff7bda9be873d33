"""Passages that are not in the language of their text.

Two things are looked for: words that are the source's own, and letters that run as they do in
another language. What a language's letters run like is learnt from the statement itself, three
letters at a time, each passage judged by all the others (Cavnar and Trenkle 1994; naive Bayes with
additive smoothing). Of a passage that is like none of them, the detector for texts that come in
is asked.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from statistics import median
from typing import Final

from publish.collate.collation import Difference, Kind, Unit
from publish.collate.comparison import Comparison, listed, quoted
from publish.language.detecting import guesses
from publish.language.scripts import COMMON, INHERITED, family_of, script_of

_WORD: Final = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS: Final = 3
"""Fewer words may be a name that is the same everywhere."""
_RUN: Final = 6
"""So many of the source's words in a row are not a name any more."""
_SAME: Final = 0.7
_NEAR_LANGUAGES: Final = 0.35
"""Languages that usually share so many words are not told apart by them."""
_FEWEST_LETTERS: Final = 24
_FEWEST_TRIGRAMS: Final = 300
"""Of fewer, some ten lines, nobody learns what a language looks like."""
_MARGIN: Final = 0.25
"""How much likelier another language must make a letter, in nats."""
_FEWEST_PASSAGES: Final = 5
_STRANGE: Final = 3.0
"""Median deviations below the usual at which the detector is asked."""
_SURE: Final = 0.95
_SMOOTHING: Final = 0.5
_ALPHABET: Final = 2000
"""Different trigrams that a language may well have, for smoothing."""
_TRANSLATE: Final = "Translate it, or mark the phrase with its language: [words]{lang=xx}."


@dataclass(frozen=True, slots=True)
class Tongues:
    """What each language of a statement looks like: its trigrams, and how often each occurs.

    ``near`` are the translations that share most words with the source; ``least`` is how likely
    the language makes its own passages at the least, as in ``_likelihood``.
    """

    known: Mapping[str, Counter[str]]
    near: frozenset[str]
    least: Mapping[str, float]

    def compare(self, pair: Comparison) -> Iterator[Difference]:
        """One difference at most: the passage is not translated, or in another language."""
        found = (
            _waiting(pair)
            or self._untranslated(pair)
            or _in_other_script(pair)
            or self._in_other_language(pair)
        )
        if found:
            yield found

    def _untranslated(self, pair: Comparison) -> Difference | None:
        if pair.language in self.near:
            return None
        ours, theirs = _words(pair.source.words), _words(pair.other.words)
        if len(theirs) >= _FEWEST_WORDS and same_words(pair.source, pair.other) >= _SAME:
            return pair.difference(
                Kind.UNTRANSLATED,
                f"the words are those of {pair.source_language}: {quoted(pair.other.text)}.",
                _TRANSLATE,
                here=((0, len(pair.other.text)),),
            )
        run = SequenceMatcher(None, ours, theirs, autojunk=False).find_longest_match()
        if run.size < _RUN:
            return None
        places = [match.span() for match in _WORD.finditer(pair.other.words)]
        span = (places[run.b][0], places[run.b + run.size - 1][1])
        return pair.difference(
            Kind.UNTRANSLATED,
            f"a part has the words of {pair.source_language}: {listed(pair.other.text, (span,))}.",
            _TRANSLATE,
            here=(span,),
        )

    def _in_other_language(self, pair: Comparison) -> Difference | None:
        seen = trigrams(pair.other.words)
        if seen.total() < _FEWEST_LETTERS:
            return None
        own = self.known[pair.language] - seen
        if own.total() < _FEWEST_TRIGRAMS:
            return None
        scores = {
            tag: _likelihood(seen, own if tag == pair.language else counts)
            for tag, counts in self.known.items()
            if counts.total() >= _FEWEST_TRIGRAMS
        }
        best = max(sorted(scores), key=lambda tag: scores[tag])
        if scores[best] <= scores[pair.language] + _MARGIN:
            strange = scores[pair.language] < self.least[pair.language]
            best = _detected(pair) if strange else pair.language
        if best == pair.language:
            return None
        return pair.difference(
            Kind.LANGUAGE,
            f"this reads like {best}, not {pair.language}: {quoted(pair.other.text)}.",
            _TRANSLATE,
            here=((0, len(pair.other.text)),),
        )


def tongues(
    units: Mapping[str, Sequence[Unit]], pairs: Mapping[str, Sequence[tuple[Unit, Unit]]]
) -> Tongues:
    """What the languages of a statement look like, from all of their passages.

    ``pairs`` are, by language, passages of the source with their translations.
    """
    known = {
        tag: sum((trigrams(unit.words) for unit in passages), Counter())
        for tag, passages in units.items()
    }
    near = {
        tag
        for tag, found in pairs.items()
        if found and median(same_words(one, two) for one, two in found) > _NEAR_LANGUAGES
    }
    least = {tag: _least(passages, known[tag]) for tag, passages in units.items()}
    return Tongues({tag: counts for tag, counts in known.items() if counts}, frozenset(near), least)


def _least(passages: Sequence[Unit], known: Counter[str]) -> float:
    """What a passage of the language scores at the least, by the median of all of them."""
    seen = [trigrams(unit.words) for unit in passages]
    scores = [_likelihood(one, known - one) for one in seen if one.total() >= _FEWEST_LETTERS]
    if len(scores) < _FEWEST_PASSAGES:
        return -math.inf
    centre = median(scores)
    spread = median(abs(score - centre) for score in scores)
    return centre - max(_STRANGE * spread, _MARGIN)


def _detected(pair: Comparison) -> str:
    """The language that a passage is in by the detector, or its own where that is not sure."""
    found = guesses(pair.other.words)
    if not found or found[0].share < _SURE:
        return pair.language
    language = found[0].tag.partition("-")[0]
    known = {tag.partition("-")[0] for tag in (pair.language, pair.source_language)}
    return pair.language if language in known else found[0].tag


def same_words(one: Unit, other: Unit) -> float:
    """The share of the words of the second passage that are words of the first."""
    ours, theirs = set(_words(one.words)), _words(other.words)
    return sum(word in ours for word in theirs) / len(theirs) if theirs else 0.0


@lru_cache(maxsize=4096)
def trigrams(text: str) -> Counter[str]:
    """Every three letters in a row, words having a space around them."""
    return Counter(
        f" {word} "[start : start + 3] for word in _words(text) for start in range(len(word))
    )


def _waiting(pair: Comparison) -> Difference | None:
    """A passage that only holds the place of a translation: all of it is marked as foreign."""
    marked = _words(pair.other.text) and not _words(pair.other.words)
    if not marked or not _words(pair.source.words):
        return None
    return pair.difference(
        Kind.UNTRANSLATED,
        f"this still waits for its translation: {quoted(pair.other.text)}.",
        "Translate it, and take the mark of the other language away.",
        here=((0, len(pair.other.text)),),
    )


def _in_other_script(pair: Comparison) -> Difference | None:
    """A passage most of whose letters are of a script that the language is not written in."""
    own = {pair.profile.script, *family_of(pair.profile.script)}
    scripts = Counter(
        script for char in pair.other.words if (script := script_of(char)) not in _SHARED
    )
    if not scripts or scripts.total() < _FEWEST_WORDS:
        return None
    script, count = scripts.most_common(1)[0]
    if script in own or count * 2 <= scripts.total() or own & _MANY_SCRIPTS:
        return None
    return pair.difference(
        Kind.LANGUAGE,
        f"most letters are of another script ({script}) than {pair.language} has: "
        f"{quoted(pair.other.text)}.",
        _TRANSLATE,
        here=((0, len(pair.other.text)),),
    )


_SHARED: Final = frozenset((COMMON, INHERITED, "Zzzz"))
_MANY_SCRIPTS: Final = frozenset(("Jpan", "Kore"))
"""Ways of writing that use several scripts at once."""


def _likelihood(seen: Counter[str], model: Counter[str]) -> float:
    """The mean logarithm of how likely a language makes each trigram."""
    total = model.total() + _SMOOTHING * _ALPHABET
    return (
        sum(count * math.log((model[key] + _SMOOTHING) / total) for key, count in seen.items())
        / seen.total()
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
