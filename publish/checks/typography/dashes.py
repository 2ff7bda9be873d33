"""Dashes: the language's own between words, with a space on both sides or on neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from publish.checks.typography.slip import Slip
from publish.findings.finding import Code
from publish.language.profile import Profile

KIND = Code("dash-kind")
SPACES = Code("dash-spaces")
RANGE = Code("range-spaces", "CLDR intervalFormats")

_LETTER: Final = r"[^\W\d_]"
_SPACED: Final = re.compile(r"(?<=\S) (–) (?=\S)")
_TYPEWRITTEN: Final = re.compile(rf"(?<={_LETTER})--(?={_LETTER})")
_LOPSIDED: Final = re.compile(
    rf"(?:(?<={_LETTER})|(?<=[,»”)]))(?: ([—–])(?={_LETTER})|([—–]) (?={_LETTER}))"
)
_HYPHEN: Final = re.compile(rf"(?<={_LETTER}) (-)(?={_LETTER})")
_RANGE: Final = re.compile(r"(?<![\w.,:/+-])(\d{1,4}) ?([–—-]) ?(\d{1,4})(?![\w.:/–—-]|,\d| \d)")

_ATTACHED: Final = frozenset({"ca", "es", "eu", "gl"})
"""Languages whose dashes cling to what they enclose —like this— (Ortografía de la lengua
española, 2010)."""


def find(text: str, profile: Profile) -> Iterator[Slip]:
    """Dashes of a kind that the language does not set, and those with a space on one side."""
    yield from _ranges(text)
    if profile.dress("Aa - Aa")[3] == "—":
        for match in _SPACED.finditer(text):
            if not (text[match.start() - 1].isdigit() and text[match.end()].isdigit()):
                message = "the dash between words is –, and the language sets —."
                mends = ((*match.span(1), "—"),)
                yield Slip(*match.span(), KIND, message, mends=mends)
    for match in _TYPEWRITTEN.finditer(text):
        message = "two hyphens stand for a dash."
        yield Slip(*match.span(), KIND, message, "Put a dash, or a hyphen between spaces.")
    for match in _HYPHEN.finditer(text):
        message = "a hyphen has a space on one side only."
        yield Slip(*match.span(), SPACES, message, "Set a space on both sides, or on neither.")
    if profile.tag.split("-")[0] not in _ATTACHED:
        for match in _LOPSIDED.finditer(text):
            message = f"the dash {match[1] or match[2]} has a space on one side only."
            yield Slip(*match.span(), SPACES, message, "Set a space on both sides, or on neither.")


def _ranges(text: str) -> Iterator[Slip]:
    for match in _RANGE.finditer(text):
        low, high = match[1], match[3]
        between = text[match.end(1) : match.start(3)]
        if " " in between and _rises(low, high):
            yield Slip(
                *match.span(),
                RANGE,
                f"{low}{between}{high} has spaces, as if it were no range.",
                mends=((match.end(1), match.start(3), "–"),),
            )


def _rises(low: str, high: str) -> bool:
    """Whether two numbers are the ends of a range: of one length, and the second greater."""
    return len(low) == len(high) and not low.startswith("0") and int(low) < int(high)
