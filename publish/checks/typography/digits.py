"""Letters in the place of digits, and numbers of digits that only look as if they belonged."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from publish.checks.typography.slip import Slip
from publish.findings.finding import Code
from publish.language.profile import Profile

CODE = Code("digits-lookalike")

_LOOKS_LIKE: Final = {"O": 0, "О": 0, "Ο": 0, "o": 0, "о": 0, "l": 1, "I": 1, "І": 1, "З": 3}
_LETTERS: Final = "".join(_LOOKS_LIKE)
_IN_NUMBER: Final = re.compile(rf"(?<=\d)[{_LETTERS}]+(?=\d)|(?<![\w.])[OОlIІ](?=\d{{2,}}(?!\w))")
_NUMBER: Final = re.compile(r"\d{2,}")


def find(text: str, profile: Profile) -> Iterator[Slip]:
    """O for 0, l for 1 and their like; numbers with digits of two systems."""
    for match in _IN_NUMBER.finditer(text):
        meant = "".join(str(_LOOKS_LIKE[char]) for char in match.group())
        message = f"the letter {match.group()} stands in a number, in the place of {meant}."
        yield Slip(*match.span(), CODE, message, "Type the digit.")
    for match in _NUMBER.finditer(text):
        zeros = {ord(char) - unicodedata.digit(char) for char in match.group()}
        if len(zeros) > 1:
            names = ", ".join(sorted(f"U+{zero:04X}" for zero in zeros))
            message = (
                f"the number {match.group()} has digits of two systems that look alike "
                f"(their zeros are {names})."
            )
            yield Slip(*match.span(), CODE, message, "Type all of it on one keyboard.")
