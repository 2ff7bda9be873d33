"""Which language a text is in: a statistical detector, helped by the script it is written in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from babel.core import get_global

from publish.language import tags
from publish.language.scripts import COMMON, INHERITED, WRITTEN_WITH, script_of, script_of_tag

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_STANDS_FOR: Final = {
    "sdh": "ckb",
    "ary": "ar",
    "arz": "ar",
    "hbo": "he",
    "grc": "el",
    "no": "nb",
    "man": "nqo",
}
"""Labels for languages that are not printed in, and what a text in them is."""
_UNKNOWN: Final = 0.3
"""What is thought of a language that the detector was never taught, if its script fits."""
_LEAST: Final = 1e-4
_ENOUGH: Final = 600
"""Characters of a text that are looked at: more make nothing surer."""
_OLD_CHINESE: Final = ("gb2312", "big5")
"""The national character sets: one of simplified characters, one of traditional ones."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A language, as a BCP 47 tag, and how likely it is, from 0 to 1."""

    tag: str
    share: float


def letters(text: str) -> Counter[str]:
    """How many letters of each script (ISO 15924) a text has."""
    found = Counter(script_of(char) for char in text if char.isalpha())
    return Counter({s: n for s, n in found.items() if s not in (COMMON, INHERITED)})


def main_script(text: str) -> str | None:
    """The script of most letters of a text; None where it has no letters."""
    found = letters(text)
    return max(sorted(found), key=lambda script: found[script]) if found else None


def guesses(text: str) -> tuple[Guess, ...]:
    """The languages that a text may be in, best first. One that only its script has is certain."""
    script = main_script(text)
    if script is None:
        return ()
    known = _labels()
    found: dict[str, float] = {}
    for label, share in _identifier(None).rank(text[:_ENOUGH]):
        if label in known:
            tag = _written_in(known[label], script, text)
            if tag is not None:
                found[tag] = found.get(tag, 0.0) + float(share)
    usual = _usual(script)
    if usual and usual not in known.values():  # as likely as any that the detector was taught
        found[usual] = max(found.values(), default=1.0)
    total = sum(found.values())
    if not total:
        return (Guess(f"und-{script}", 1.0),)
    ranked = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Guess(tag, share / total) for tag, share in ranked)


def _usual(script: str) -> str | None:
    """The language that is mostly written in a script, if one is (UTS #35, Likely Subtags)."""
    language = str(get_global("likely_subtags").get(f"und_{script}", "und")).partition("_")[0]
    if language == "und":
        return None
    language = _STANDS_FOR.get(language, language)
    return language if writes(language, script) else f"{language}-{script}"


def shares(text: str, candidates: Collection[str]) -> Mapping[str, float]:
    """How likely it is that a text is in each of these languages, and in no other."""
    script = main_script(text)
    if script is None:
        return dict.fromkeys(candidates, 1.0)
    fitting = [tag for tag in candidates if writes(tag, script)]
    if len(fitting) == 1:
        return {fitting[0]: 1.0}
    labels = {label: tag for tag in fitting for label in _labels_of(tag)}
    found: dict[str, float] = {}
    if labels:
        for label, share in _identifier(frozenset(labels)).rank(text[:_ENOUGH]):
            tag = labels[label]
            found[tag] = found.get(tag, 0.0) + float(share)
    # Where a text gives nothing to go by, all are as likely as each other.
    return {tag: max(found.get(tag, _UNKNOWN), _LEAST) for tag in fitting}


def writes(tag: str, script: str) -> bool:
    """Whether a language, as its tag means it, is written in a script, alone or with others."""
    own = script_of_tag(tag)
    family = {own, tags.STYLES.get(own, own), WRITTEN_WITH.get(own, own), *_ALSO.get(own, ())}
    return script in family


_ALSO: Final = {
    "Jpan": ("Hira", "Kana", "Hani"),
    "Kore": ("Hang", "Hani"),
    "Hans": ("Bopo",),
    "Hant": ("Bopo",),
}


def _written_in(tag: str, script: str, text: str) -> str | None:
    """A language as a tag that means a script too, or None if it is never written so."""
    if tag == "zh":
        return _chinese(text) if script in ("Hani", "Bopo") else None
    if writes(tag, script):
        return tag
    other = f"{tag}-{script}"
    return other if tags.locale(other) is not None else None


def _chinese(text: str) -> str:
    """Simplified or traditional, by which of the old character sets lacks fewer characters."""
    simple, traditional = (
        sum(not _encodes(char, charset) for char in set(text)) for charset in _OLD_CHINESE
    )
    return "zh-Hant" if traditional < simple else "zh"


def _encodes(char: str, charset: str) -> bool:
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


# --- The detector -------------------------------------------------------------------


@cache
def _identifier(labels: frozenset[str] | None) -> LanguageIdentifier:
    """The detector for some of its labels, or for all of them."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    if labels is None:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    narrowed = copy(_identifier(None))  # which shares the model
    narrowed.set_languages(labels)
    return narrowed


@cache
def _labels() -> Mapping[str, str]:
    """The labels of the detector, each with its tag: languages that CLDR can speak of."""
    known = ((label, _STANDS_FOR.get(label, label)) for label in _identifier(None).labels)
    return {label: tag for label, tag in known if _is_printed(tag)}


def _is_printed(tag: str) -> bool:
    locale = tags.locale(tag)
    return locale is not None and bool(locale.languages)


def _labels_of(tag: str) -> Iterable[str]:
    language = tags.subtags(tag).language
    return [label for label, stands_for in _labels().items() if stands_for == language]
