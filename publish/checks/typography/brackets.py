"""Brackets: each with a partner, facing it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from publish.checks.typography.slip import Slip
from publish.findings.finding import Code
from publish.language.profile import Profile

UNPAIRED = Code("brackets-unpaired", "UAX #9, 3.1.3")
INSIDE = Code("brackets-spaced")

_PAIRS: Final[Mapping[str, str]] = {
    "(": ")",
    "[": "]",
    "{": "}",
    "⟨": "⟩",
    "（": "）",
    "［": "］",
    "【": "】",
    "〔": "〕",
    "《": "》",
    "〈": "〉",
}
_CLOSING: Final = {close: open_ for open_, close in _PAIRS.items()}
_ENUMERATOR: Final = re.compile(r"(?:^|[\s;,،؛(])(?:[^\W\d_]|\d{1,3}|[ivxlc]{1,5})$")
"""What stands before the bracket of ``a)`` or ``1)``, which has no partner."""


_TOKEN: Final = 8
"""Longer than what the enumerator's pattern takes."""
_MOST: Final = 500
"""A passage with more brackets is no text, and would take minutes."""


def find(text: str, profile: Profile) -> Iterator[Slip]:
    """Brackets without a partner, and spaces inside those that have one."""
    pairs, alone = _paired(text)
    yield from _spaced(text, pairs)
    outwards = [text[index] in _CLOSING for index in alone] == [True, False]
    if outwards and profile.direction == "rtl":
        yield Slip(
            alone[0],
            alone[1] + 1,
            UNPAIRED,
            f"the brackets {text[alone[0]]} and {text[alone[1]]} face away from each other.",
            "In right-to-left text too, ( opens and ) closes: type them as they are called, "
            "not as they look.",
        )
        return
    for index in alone:
        yield Slip(
            index,
            index + 1,
            UNPAIRED,
            f"the bracket {text[index]} has no partner.",
            "Put in the other one, or take this one out.",
        )


def _paired(text: str) -> tuple[list[tuple[int, int]], list[int]]:
    """The offsets of brackets that belong together, and of those without a partner."""
    pairs: list[tuple[int, int]] = []
    alone: list[int] = []
    opened: list[int] = []
    signs = [(i, char) for i, char in enumerate(text) if char in _PAIRS or char in _CLOSING]
    for index, char in signs[:_MOST]:
        if char in _PAIRS:
            opened.append(index)
        elif any(text[o] == _CLOSING[char] for o in opened):
            while text[opened[-1]] != _CLOSING[char]:
                alone.append(opened.pop())
            pairs.append((opened.pop(), index))
        elif not (char == ")" and _ENUMERATOR.search(text[max(index - _TOKEN, 0) : index])):
            alone.append(index)
    return pairs, sorted(alone + opened)


def _spaced(text: str, pairs: list[tuple[int, int]]) -> Iterator[Slip]:
    for start, end in pairs:
        inside = text[start + 1 : end]
        before = len(inside) - len(inside.lstrip(" "))
        after = len(inside) - len(inside.rstrip(" "))
        if inside.strip() and (before or after):
            message = "a space stands between a bracket and what it encloses."
            gaps = ((start + 1, start + 1 + before, ""), (end - after, end, ""))
            mends = tuple(gap for gap in gaps if gap[0] < gap[1])
            yield Slip(start, end + 1, INSIDE, message, mends=mends)
