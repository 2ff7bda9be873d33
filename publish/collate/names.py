"""Names that only one of two passages has.

A name is missing only where it is known how the language writes it: the statement's facts say so,
or CLDR does (countries and continents), or the same text has it elsewhere, in letters that sound
alike. Other translations of the passage are witnesses: what none of them has either is not missed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from publish.collate.collation import Difference, Kind, Span
from publish.collate.comparison import Comparison
from publish.collate.countries import WORD, countries, find, knows_countries, words
from publish.content.cognates import skeletons
from publish.language.profile import Profile

_SENTENCE_END: Final = ".!?:;…"
_SHORTEST: Final = 4


@dataclass(frozen=True, slots=True)
class Name:
    """What one thing of the facts is called in the source and in the translation."""

    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Witness:
    """What stands in the place of a passage in another translation."""

    text: str
    profile: Profile


@dataclass(frozen=True, slots=True)
class Names:
    """What is known of the names in a source and one translation, from the whole of both.

    ``ours`` and ``theirs`` are the passages' words; ``facts`` the names that the facts give.
    """

    ours: str
    theirs: str
    facts: Sequence[Name]

    def compare(self, pair: Comparison, witnesses: Sequence[Witness]) -> Iterator[Difference]:
        """Names that are missing in the translation, and names that only it has."""
        lost = {**self._by_sound(pair, witnesses), **self._lost(pair, witnesses)}
        lost |= self._of_facts(pair)
        if lost:
            yield pair.difference(
                Kind.NAMES,
                f"missing, and named in {pair.source_language}: {', '.join(_apart(lost))}.",
                "Name it here too, if it was not left out on purpose.",
                there=tuple(sorted(lost)),
            )
        if added := self._added(pair, witnesses):
            yield pair.difference(
                Kind.NAMES,
                f"named here, and not in {pair.source_language}: {', '.join(added.values())}.",
                "Strike it, if it was not added on purpose.",
                here=tuple(sorted(added)),
            )

    def _of_facts(self, pair: Comparison) -> dict[Span, str]:
        """Names of the facts that the translation does not have where the source has them."""
        lost: dict[Span, str] = {}
        for name in self.facts:
            span = find(name.ours, pair.source.words, whole=True)
            if span and not find(name.theirs, pair.other.words):
                lost[span] = f"“{name.theirs}” ({name.ours})"
        return lost

    def _lost(self, pair: Comparison, witnesses: Sequence[Witness]) -> dict[Span, str]:
        """Countries that the source names as CLDR does, and the translation not at all."""
        if not knows_countries(pair.profile):
            return {}
        here = countries(pair.other.words, pair.profile)
        known = countries(self.theirs, pair.profile)
        cased = any(char.islower() for char in pair.source.words)
        return {
            found.span: f"“{pair.source.words[slice(*found.span)]}”"
            for code, found in countries(pair.source.words, pair.source_profile).items()
            if code not in here
            and found.exact
            and (code in known or (cased and _witnessed(code, witnesses)))
        }

    def _added(self, pair: Comparison, witnesses: Sequence[Witness]) -> dict[Span, str]:
        """Countries that only the translation names here, though the source knows them."""
        there = countries(pair.source.words, pair.source_profile)
        known = countries(self.ours, pair.source_profile)
        return {
            found.span: f"“{pair.other.words[slice(*found.span)]}” ({known[code].name})"
            for code, found in countries(pair.other.words, pair.profile).items()
            if code not in there
            and found.certain
            and code in known
            and known[code].exact
            and not (witnesses and all(_names_it(code, one) for one in witnesses))
        }

    def _by_sound(self, pair: Comparison, witnesses: Sequence[Witness]) -> dict[Span, str]:
        """Words with a capital whose sound the translation has elsewhere, and not here."""
        here = _sounds(pair.other.words)
        elsewhere = skeletons(self.theirs)
        return {
            span: f"“{pair.source.words[slice(*span)]}”"
            for span in _capitalised(pair.source.words)
            for sounds in (skeletons(pair.source.words[slice(*span)]),)
            if sounds
            and not sounds & here
            and sounds <= elsewhere
            and all(sounds & _sounds(one.text) for one in witnesses)
        }


def _witnessed(code: str, witnesses: Sequence[Witness]) -> bool:
    return not witnesses or any(_names_it(code, one) for one in witnesses)


def _names_it(code: str, witness: Witness) -> bool:
    return code in countries(witness.text, witness.profile)


def _sounds(text: str) -> frozenset[str]:
    """What the words of a text sound like, as they stand and without what is attached to them."""
    return skeletons(text) | skeletons(" ".join(word for word, _ in words(text)))


def _capitalised(text: str) -> Iterator[Span]:
    """The words with a capital that does not begin a sentence."""
    for match in WORD.finditer(text):
        before = text[: match.start()].rstrip()
        begins = not before or before[-1] in _SENTENCE_END
        if not begins and match.group()[0].isupper() and len(match.group()) >= _SHORTEST:
            yield match.span()


def _apart(lost: Mapping[Span, str]) -> list[str]:
    """What is lost, in order, without names that are part of a longer one."""
    return [
        name
        for (start, end), name in sorted(lost.items())
        if not any(
            other != (start, end) and other[0] <= start and end <= other[1] for other in lost
        )
    ]
