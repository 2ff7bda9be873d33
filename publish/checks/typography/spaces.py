"""Spaces that are missing or too many, beyond those that cleaning mends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from publish.checks.typography.slip import Slip
from publish.findings.finding import Code
from publish.language import tags
from publish.language.files import language_file
from publish.language.profile import Profile
from publish.proof.shapes import UNSPACED

MISSING = Code("space-missing")
QUOTES = Code("quotes-spaced")
ABBREVIATION = Code("abbreviation-space")

_LETTER: Final = r"[^\W\d_]"
_AFTER_MARK: Final = re.compile(rf"(?<={_LETTER}{{2}})([,;!?،؛؟])(?={_LETTER}{{2}})")
_AFTER_STOP: Final = re.compile(rf"(?<={_LETTER}{{3}})(\.)(?=({_LETTER}){_LETTER}{{2}})")


def find(text: str, profile: Profile) -> Iterator[Slip]:
    """Marks that stick to the next word, spaces inside quotations, abbreviations run together."""
    if profile.script not in UNSPACED:
        yield from _missing(text)
    yield from _in_quotes(text, profile)
    yield from _abbreviations(text, profile.tag)


def _missing(text: str) -> Iterator[Slip]:
    for match in _AFTER_MARK.finditer(text):
        message = f"there is no space after {match[1]}"
        yield Slip(*match.span(), MISSING, message + ".", mends=((match.end(), match.end(), " "),))
    for match in _AFTER_STOP.finditer(text):
        if match[2].isupper() and text[match.start() - 1].islower():
            message = "there is no space after the full stop."
            yield Slip(*match.span(), MISSING, message, "Put one in, if a sentence ends there.")


def _in_quotes(text: str, profile: Profile) -> Iterator[Slip]:
    """Spaces inside quotation marks, but for languages that set them there."""
    opening, closing = re.escape(profile.quotes.open), re.escape(profile.quotes.close)
    if opening == closing or profile.dress(f"{opening}Aa{closing}") != f"{opening}Aa{closing}":
        return
    pattern = rf"(?:(?<=\s{opening})|(?<=^{opening})) +(?=\w)|(?<=[\w.,!?…]) +(?={closing}(?:\W|$))"
    for match in re.finditer(pattern, text):
        message = "a space stands between a quotation mark and what is quoted."
        yield Slip(*match.span(), QUOTES, message, mends=((*match.span(), ""),))


# --- Abbreviations ------------------------------------------------------------------


def _abbreviations(text: str, tag: str) -> Iterator[Slip]:
    """Expressions that the language's file writes with spaces, here without them."""
    done = 0
    for match in _run_together(tag).finditer(text):
        if match.start() < done:
            continue
        done = match.end()
        right = _spelt_out(tag)[match[1].removesuffix(".")]
        whole = match[1].endswith(".") or not right.endswith(".")
        remedy = None if whole else "The stop at its end is missing too."
        mends = ((*match.span(1), right),) if whole else ()
        yield Slip(*match.span(1), ABBREVIATION, f"{match[1]} is written {right}", remedy, mends)


@cache
def _spelt_out(tag: str) -> dict[str, str]:
    """Abbreviations of several letters by how they look without their spaces and last stop."""
    keeps = [file.keep for name in tags.chain(tag) if (file := language_file(name)) and file.keep]
    together = keeps[0].together if keeps else ()
    return {
        phrase.replace(" ", "").removesuffix("."): phrase
        for phrase in together
        if re.search(r"\. \w", phrase)
    }


@cache
def _run_together(tag: str) -> re.Pattern[str]:
    words = sorted(_spelt_out(tag), key=len, reverse=True)
    choice = "|".join(map(re.escape, words)) or r"(?!)"
    return re.compile(rf"(?<![\w.])((?:{choice})\.?)(?!\w)")
