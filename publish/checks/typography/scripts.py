"""Letters of another script that look like the ones that were meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from publish.checks.typography.slip import Slip
from publish.findings.finding import Code
from publish.language.letters import scripts_of
from publish.language.profile import Profile
from publish.language.scripts import COMMON, INHERITED, script_of
from publish.proof.confusables import lookalike

CODE = Code("script-mixed", "UTS #39, 5.1")

_WORD: Final = re.compile(r"(?:[^\W\d_][\u0300-\u036f\u064b-\u065f\u0670]*)+")
_TOGETHER: Final = frozenset(
    {"Hani", "Hira", "Kana", "Bopo", "Hang", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"}
)
"""Scripts that stand in one word with others as a matter of course."""
_NEAR: Final = 40
"""The words on either side of a letter are looked for in so many characters."""
_REMEDY: Final = "Type it again on the keyboard of the language."


def find(text: str, profile: Profile) -> Iterator[Slip]:
    """Words of two scripts, and single letters that stand for a word of another script."""
    home = scripts_of(profile.tag)
    for match in _WORD.finditer(text):
        word = match.group().removeprefix("µ").removeprefix("μ")
        scripts = Counter(script_of(char) for char in word)
        del scripts[COMMON], scripts[INHERITED]
        if len(scripts) > 1 and not _TOGETHER & scripts.keys():
            yield from _mixed(match, word, scripts, home)
        elif len(word) == 1 and scripts and not scripts.keys() & set(home):
            yield from _alone(text, match, home)


def _mixed(
    match: re.Match[str], word: str, scripts: Counter[str], home: tuple[str, ...]
) -> Iterator[Slip]:
    """A word whose odd letters look like letters of its other script, or are Latin or Greek."""
    main = max(scripts, key=lambda script: (scripts[script], script in home))
    odd = [char for char in word if script_of(char) not in (main, COMMON, INHERITED)]
    shown = [(char, lookalike(char, main)) for char in dict.fromkeys(odd)]
    if any(other for _, other in shown) or "Arab" not in scripts:
        letters = ", ".join(
            _letter(char) + (f", which looks like {other}" if other else "")
            for char, other in shown
        )
        yield Slip(*match.span(), CODE, f"“{word}” has letters of two scripts: {letters}.", _REMEDY)


def _alone(text: str, match: re.Match[str], home: tuple[str, ...]) -> Iterator[Slip]:
    """A letter by itself between words of the text's script, one of whose letters it looks like."""
    char = match.group()
    other = next((found for script in home if (found := lookalike(char, script))), None)
    start, end = match.span()
    before = _WORD.findall(text[max(start - _NEAR, 0) : start])[-1:]
    after = _WORD.findall(text[end : end + _NEAR])[:1]
    spaced = text[max(start - 1, 0) : start] in ("", " ") and text[end : end + 1] == " "
    between = all(script_of(word[0]) in home for word in (*before, *after))
    if other and spaced and between and char.islower():
        message = f"{_letter(char)} stands alone and looks like {other}, a letter of the language."
        yield Slip(*match.span(), CODE, message, _REMEDY)


_NAMES: Final = {"Latn": "Latin", "Cyrl": "Cyrillic", "Grek": "Greek", "Armn": "Armenian"}


def _letter(char: str) -> str:
    script = script_of(char)
    return f"{_NAMES.get(script, script)} {char} (U+{ord(char):04X})"
