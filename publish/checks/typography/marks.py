"""Punctuation: of the script that it stands in, once, and apostrophes that are apostrophes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from fontTools.unicodedata import script_extension

from publish.checks.typography.slip import Slip
from publish.findings.finding import Code
from publish.language.letters import scripts_of
from publish.language.profile import Profile
from publish.language.scripts import script_of

SCRIPT = Code("punctuation-script", "UAX #24, Script_Extensions")
DOUBLED = Code("punctuation-doubled")
ELLIPSIS = Code("ellipsis")
APOSTROPHE = Code("apostrophe")

_ARABIC: Final = {",": "،", ";": "؛", "?": "؟"}
_EUROPEAN: Final = {
    **{own: european for european, own in _ARABIC.items()},
    **{"。": ".", "，": ",", "、": ",", "；": ";", "：": ":", "！": "!", "？": "?"},
}
_EAST_ASIAN: Final = frozenset({"Hani", "Hira", "Kana", "Hang"})
"""Scripts that have wide marks of their own, and set others beside figures and foreign words."""

_FOREIGN: Final = re.compile(
    r"(?<=[^\W\d_])[\u0300-\u036f\u064b-\u065f»”’)\]]*([,;?،؛؟。，、；：！？])"
)
_DOUBLED: Final = re.compile(r"(?<=\w)([,;:،؛]) ?([,;:،؛]|\.(?!\.))")
_TWO_STOPS: Final = re.compile(r"(?<![.?!…])\.\.(?![.…])")
_SPACED_STOPS: Final = re.compile(r"(?<=\w) ?\. \. \.(?! \.)")
_ACCENT: Final = re.compile(r"(?<=[^\W\d_])[´`′](?=[^\W\d_])")


def find(text: str, profile: Profile) -> Iterator[Slip]:
    """Marks of another script, marks set twice, odd ellipses, accents used as apostrophes."""
    yield from _foreign(text, profile)
    for match in _DOUBLED.finditer(text):
        message = f"the marks {match.group()} stand together."
        yield Slip(*match.span(), DOUBLED, message, "Keep one.")
    for match in _TWO_STOPS.finditer(text):
        message = "two full stops stand together."
        yield Slip(*match.span(), ELLIPSIS, message, "Type three for an ellipsis, or one.")
    for match in _SPACED_STOPS.finditer(text):
        message = "the ellipsis is spaced out."
        yield Slip(*match.span(), ELLIPSIS, message, mends=((*match.span(), "…"),))
    for match in _ACCENT.finditer(text):
        message = f"the sign {match.group()} stands for an apostrophe."
        yield Slip(*match.span(), APOSTROPHE, message, mends=((*match.span(), "’"),))


def _foreign(text: str, profile: Profile) -> Iterator[Slip]:
    """Marks after a word of the language that its script does not have."""
    home = scripts_of(profile.tag)
    if not _EAST_ASIAN.isdisjoint(home):
        return
    own = _EUROPEAN if script_extension("،").isdisjoint(home) else _ARABIC
    for match in _FOREIGN.finditer(text):
        mark, letter = match[1], text[match.start() - 1]
        if mark in own and script_of(letter) in home:
            message = f"the mark {mark} is of another script than the word before it."
            yield Slip(*match.span(1), SCRIPT, message, mends=((*match.span(1), own[mark]),))
