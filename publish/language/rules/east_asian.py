"""Chinese and Japanese punctuation: full-width signs for European ones keyed in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from publish.language.profile import Rule
from publish.language.rules.edits import in_turn, substitution
from publish.language.rules.habits import Habits

_LETTERS: Final = (
    r"\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Han characters and kana."""

_CLOSING: Final = "」』”’》〉）】，、。；：？！"
_MARKS: Final = re.compile(r"[,;:?!.]")

_CHINESE: Final = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
_JAPANESE: Final = {**_CHINESE, ",": "、"}


def chinese_punctuation(_: Habits) -> Rule:
    """European marks after Han characters become Chinese ones, which bring their own space.

    So do brackets around Han characters. After figures, Latin letters and in web addresses
    they stay. (W3C, Requirements for Chinese Text Layout, 3.1.)
    """
    return in_turn(_full_width(_CHINESE), *_brackets())


def japanese_punctuation(_: Habits) -> Rule:
    """The same for Japanese, whose comma is another (JIS X 4051, 4.1; JLREQ, 3.1)."""
    return in_turn(_full_width(_JAPANESE), *_brackets())


def _full_width(signs: Mapping[str, str]) -> Rule:
    """Marks that stand together change together; several full stops, or one in a name, stay."""

    def replacement(match: re.Match[str]) -> str | None:
        marks = match["here"].replace(" ", "")
        if ".." in marks or (marks.endswith(".") and match["next"]):
            return None
        return _MARKS.sub(lambda mark: signs[mark[0]], marks)

    return substitution(
        rf"(?<=[{_LETTERS}{_CLOSING}])(?P<here>[,;:?!.][,;:?!. ]*)(?=(?P<next>[A-Za-z0-9])?)",
        replacement,
    )


def _brackets() -> Iterator[Rule]:
    yield substitution(rf"(?P<here>\()[^()\n]*[{_LETTERS}][^()\n]*\)", "（")
    yield substitution(r"（[^（）()\n]*(?P<here>\))", "）")
