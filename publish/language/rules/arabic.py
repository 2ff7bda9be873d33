"""Arabic punctuation: the script's own comma, semicolon and question mark."""

from __future__ import annotations

from typing import Final

from publish.language.profile import Rule
from publish.language.rules.edits import substitution
from publish.language.rules.habits import Habits

_LETTERS: Final = (
    r"[\u0620-\u065f\u066e-\u06d3\u06d5-\u06ef\u06fa-\u06ff\u0750-\u077f"
    r"\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc]"
)
"""Letters and marks of the Arabic script, without its digits and punctuation."""

_OWN: Final = {",": "،", ";": "؛", "?": "؟"}


def arabic_punctuation(_: Habits) -> Rule:
    """A European comma, semicolon or question mark between Arabic words becomes Arabic.

    Between, that is, an Arabic word and another, or the end of the block; beside figures
    and words of another script it stays. (W3C, Text Layout Requirements for the Arabic
    Script, section on punctuation.)
    """
    return substitution(
        rf"{_LETTERS}[\s»”“’)\]\"]*(?P<here>[,;?])(?=\W*(?:{_LETTERS}|\Z))",
        lambda match: _OWN[match["here"]],
    )
