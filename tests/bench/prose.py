"""Natural-looking text in many languages, made at random.

English, Spanish, French, Russian and Arabic have a grammar of their own in `grammars/`, whose
sentences a reader can follow. Other languages have the words of `samples.toml` and more that are
like them letter by letter: their lines break, hyphenate and join as those of real texts do.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Protocol

from bench import names

from publish.content.statement import Foreign, Inline, Run
from publish.language import dates
from publish.language.numerals import digits
from publish.language.profile import Profile
from publish.language.profiles import profile as profile_of

_HERE = Path(__file__).parent
_SLOT = re.compile(r"\{(\w+)\}")
_FIRST_DAY = date(1990, 1, 1)
_DAYS = 12_000

# Where a capital belongs inside a passage: after the end of a sentence, and after a colon that
# opens a quotation.
_INSIDE = re.compile(r"((?:[.!?] |: [«“]\s?)[¡¿]?)(\w)")

ABROAD = ("en", "en", "en", "ru", "ar")
"""The languages of names that stay foreign, the frequent one more often."""


class Prose(Protocol):
    """A language that can be written in."""

    @property
    def profile(self) -> Profile: ...

    def write(self, rng: Random, kind: str) -> tuple[Inline, ...]:
        """A passage of a kind that ``grammars/en.toml`` names: a title, a sentence, a note."""


@cache
def prose(language: str) -> Prose:
    """The writer of a language; KeyError where there is neither a grammar nor a sample of it."""
    profile = profile_of(language, "en")
    path = _HERE / "grammars" / f"{language}.toml"
    if path.is_file():
        groups = tomllib.loads(path.read_text("utf-8"))
        joined = groups.pop("joined", {})
        lines = {name: of_name for group in groups.values() for name, of_name in group.items()}
        return _Grammar(profile, lines, joined)
    return _Likeness(profile, _words(_samples()[language]), *_stops(_samples()[language]))


def languages() -> tuple[str, ...]:
    """Every language that can be written: those with a grammar first, the source before all."""
    known = {path.stem for path in _HERE.glob("grammars/*.toml")}
    first = ("en", "ru", "ar", "es", "fr")
    return tuple(dict.fromkeys((*first, *sorted(known), *_samples())))


def plain(passage: Sequence[Inline]) -> str:
    """The characters of a passage, foreign phrases included."""
    return "".join(
        piece.text if isinstance(piece, Run) else plain(piece.content)
        for piece in passage
        if isinstance(piece, Run | Foreign)
    )


def _particulars(rng: Random, profile: Profile) -> dict[str, str]:
    """Names, numbers and dates, as a language writes them."""
    year, span, page = rng.randint(1905, 2023), rng.randint(2, 9), rng.randint(3, 180)
    day = _FIRST_DAY + timedelta(days=rng.randrange(_DAYS))
    number = rng.choice((rng.randint(3, 99), rng.randint(100, 999), rng.randint(1, 99) * 1000))
    figures = {
        "year": f"{year}",
        "range_years": f"{year - span}-{year}",
        "range": f"{page}-{page + span}",
        "number": f"{number}",
        "few": f"{rng.randint(3, 90)}",
        "percent": f"{rng.randint(2, 95)}%",
    }
    return {key: digits(value, profile.numerals) for key, value in figures.items()} | {
        "place": names.spelt(names.place(rng), profile.script),
        "person": names.spelt(names.person(rng), profile.script),
        "date": dates.date(day, profile).replace("\u00a0", " "),
    }


# --- Languages with a grammar -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Grammar:
    """Each name stands for one of its lines, in which a name in braces stands for one of its own.

    ``joined`` says how words run together: *de el* is *del* in Spanish.
    """

    profile: Profile
    lines: Mapping[str, Sequence[str]]
    joined: Mapping[str, str]

    def write(self, rng: Random, kind: str) -> tuple[Inline, ...]:
        return tuple(self._polished(self._expanded(rng, kind), begins=kind != "subtitle"))

    def _expanded(self, rng: Random, kind: str) -> Iterator[Inline]:
        line = rng.choice(self.lines[kind])
        at = 0
        for slot in _SLOT.finditer(line):
            yield Run(line[at : slot.start()])
            yield from self._filled(rng, slot[1])
            at = slot.end()
        yield Run(line[at:])

    def _filled(self, rng: Random, name: str) -> Iterator[Inline]:
        if name in self.lines:
            yield from self._expanded(rng, name)
        elif name == "foreign":
            abroad = rng.choice([tag for tag in ABROAD if tag != self.profile.tag])
            yield Foreign(prose(abroad).write(rng, "organisation"), abroad)
        else:
            yield Run(_particulars(rng, self.profile)[name])

    def _polished(self, pieces: Iterator[Inline], *, begins: bool) -> Iterator[Inline]:
        """Runs put together, words joined as they are spoken, sentences begun with a capital."""
        text = ""
        for piece in (*pieces, None):
            if isinstance(piece, Run):
                text += piece.text
                continue
            for apart, together in self.joined.items():
                text = text.replace(apart, together)
            if text:
                yield Run(_capitals(text, begins=begins))
            if piece is not None:
                yield piece
            text, begins = "", False


def _capitals(text: str, *, begins: bool) -> str:
    text = _INSIDE.sub(lambda match: match[1] + match[2].upper(), text)
    return re.sub(r"\w", lambda match: match[0].upper(), text, count=1) if begins else text


# --- Languages with a sample ------------------------------------------------------------

_WORDS = {
    "title": (3, 6),
    "subtitle": (4, 8),
    "heading": (2, 5),
    "salutation": (2, 4),
    "organisation": (2, 5),
    "event": (4, 7),
    "list": (2, 3),
    "signature": (2, 4),
    "slogan": (3, 5),
    "item": (9, 24),
    "lead": (30, 60),
    "preamble": (14, 30),
}
"""From how many words to how many a passage of a kind has; others are as long as a sentence."""

_SENTENCE = (10, 30)
_UNSTOPPED = frozenset({"title", "subtitle", "heading", "organisation", "event", "list"})
_ORDER = 3
"""A coined word has only groups of so many letters that stand together in the sample's words."""


@dataclass(frozen=True, slots=True)
class _Likeness:
    """Words of a sample, and others like them; ``space`` stands between words."""

    profile: Profile
    words: Sequence[str]
    space: str
    comma: str
    stop: str

    def write(self, rng: Random, kind: str) -> tuple[Inline, ...]:
        fewest, most = _WORDS.get(kind, _SENTENCE)
        # Where nothing stands between words, a "word" is all that stands between two commas.
        count = rng.randint(fewest, most) if self.space else 1 + rng.randint(fewest, most) // 8
        written = [self._word(rng) for _ in range(count)]
        if kind in _UNSTOPPED:
            return (Run((self.space or self.comma).join(written)),)
        pauses = {at for at in range(3, count - 2) if rng.random() < 0.12 or not self.space}
        text = self.space.join(
            word + self.comma * (number in pauses) for number, word in enumerate(written)
        )
        return (Run(_capitals(text, begins=True) + self.stop),)

    def _word(self, rng: Random) -> str:
        chance = rng.random()
        if chance < 0.08:
            return rng.choice([*_particulars(rng, self.profile).values()])
        return rng.choice(self.words) if chance < 0.55 else _coined(rng, tuple(self.words))


def _coined(rng: Random, words: tuple[str, ...]) -> str:
    """A word that is like others, letter after letter (a Markov chain)."""
    follows = _followers(words)
    word = ""
    while len(word) < 24:
        letter = rng.choice(follows[word[-_ORDER:]])
        if not letter:
            break
        word += letter
    return word


@cache
def _followers(words: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
    """What follows each group of letters; an empty text where a word ends."""
    follows: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        for at, letter in enumerate((*word, "")):
            follows[word[max(0, at - _ORDER) : at]].append(letter)
    return follows


@cache
def _samples() -> Mapping[str, str]:
    """The first sample of each language, and the voices of others."""
    found: dict[str, str] = {}
    written = tomllib.loads((_HERE / "samples.toml").read_text("utf-8"))
    for sample in (*written["sample"], *written["voice"]):
        found.setdefault(sample["language"], sample["text"].strip())
    return found


def _words(text: str) -> tuple[str, ...]:
    """Runs of letters and the marks on them, without figures."""
    pieces = re.split(r"[\s\d.,;:!?()\[\]«»„“”‘\"/–—،؛؟。、，：；！？（）「」・।॥።፣፤]+", text)
    return tuple(piece.strip("-'’") for piece in pieces if len(piece.strip("-'’")) > 1)


def _stops(text: str) -> tuple[str, str, str]:
    """What stands between words, between parts of a sentence, and at its end."""
    marks = re.findall(r"[,،、，፣]", text)
    end = re.search(r"[.。।።։۔]", text[::-1])
    spaced = text.count(" ") * 20 > len(text)
    return " " if spaced else "", (marks or [","])[0] + " " * (not spaced), end[0] if end else "."
