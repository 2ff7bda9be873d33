"""Quotation marks: each with a partner, and of the kind that the language uses at that depth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal
from unicodedata import category

from publish.checks.typography.slip import Slip
from publish.findings.finding import Code
from publish.language.profile import Profile
from publish.text.cleaning import OBJECT

UNPAIRED = Code("quotes-unpaired")
KIND = Code("quotes-kind", "CLDR delimiters")

_STRAIGHT: Final = '"'
_APOSTROPHE: Final = "’"

_CLOSED_BY: Final[Mapping[str, str]] = {
    "“": '”“"',
    "„": '“”"',
    "”": '”“"',
    "«": '»"',
    "»": '«"',
    "‘": "’",
    "‚": "‘’",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
    _STRAIGHT: '"”“»«',
}
"""What can end a quotation, by what begins it, in any language and from any keyboard."""

_OPENS_BY_SHAPE: Final = frozenset("“„«‘‚‹「『")
_MARKS: Final = frozenset("".join(_CLOSED_BY) + "".join(_CLOSED_BY.values()))

_MOST: Final = 500
"""A passage with more marks is no text, and would take minutes."""
_TOGETHER: Final = 4
"""So many marks stand together where quotations begin or end at once."""

Pair = tuple[str, str]

_OUTER_TOO: Final[Mapping[str, tuple[Pair, ...]]] = {
    "de": (("»", "«"), ("«", "»")),
    "en": (("‘", "’"),),
    "es": (("«", "»"),),
    "he": (("“", "”"), ("„", "”")),
    "it": (("“", "”"),),
    "ja": (("『", "』"), ("“", "”")),
    "ko": (("‘", "’"), ("「", "」"), ("『", "』")),
    "pt": (("«", "»"),),
    "sr": (("„", "”"),),
    "uk": (("“", "”"), ("„", "“")),
    "ur": (("“", "”"),),
    "zh": (("「", "」"), ("『", "』"), ("‘", "’")),
}
"""Marks that a language has beside CLDR's for a quotation (CLDR's alternates, and the habits of
its publishers)."""

_INNER_TOO: Final[Mapping[str, tuple[Pair, ...]]] = {
    "de": (("›", "‹"), ("‹", "›")),
    "en": (("“", "”"),),
    "es": (("“", "”"),),
    "fr": (("“", "”"), ("‹", "›")),
    "he": (("‘", "’"), ("‚", "’")),
    "it": (("‘", "’"),),
    "pt": (("“", "”"),),
    "ur": (("‘", "’"),),
}
"""The same for a quotation within another."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """The offsets of the two marks, and how many quotations are around it."""

    start: int
    end: int
    depth: int


def find(text: str, profile: Profile) -> Iterator[Slip]:
    """Marks without a partner, and pairs of a kind that is not the language's."""
    pairs, alone = quotations(text)
    for index in alone:
        if not _is_sign(text, index):
            yield Slip(
                index,
                index + 1,
                UNPAIRED,
                f"the quotation mark {text[index]} has no partner.",
                "Put in the other one, or take this one out.",
            )
    if pairs and _knows_its_marks(profile):
        for pair in pairs:
            yield from _of_kind(text, pair, profile)


def quotations(text: str) -> tuple[list[Quotation], list[int]]:
    """The quotations in a text, and the offsets of marks that belong to none."""
    pairs: list[Quotation] = []
    alone: list[int] = []
    opened: list[int] = []
    marks = [(index, char) for index, char in enumerate(text) if char in _MARKS]
    for index, char in marks[:_MOST]:
        if _is_apostrophe(text, index, opened):
            continue
        if _side(text, index) == "open" and char in _CLOSED_BY:
            opened.append(index)
            continue
        partner = next((o for o in reversed(opened) if char in _CLOSED_BY[text[o]]), None)
        if partner is None:
            alone.append(index)
            continue
        while opened[-1] != partner:
            alone.append(opened.pop())
        opened.pop()
        pairs.append(Quotation(partner, index, len(opened)))
    return pairs, sorted(alone + opened)


def _of_kind(text: str, pair: Quotation, profile: Profile) -> Iterator[Slip]:
    inner = pair.depth % 2 == 1
    quotes = profile.quotes
    own = (quotes.inner_open, quotes.inner_close) if inner else (quotes.open, quotes.close)
    too = (_INNER_TOO if inner else _OUTER_TOO).get(profile.tag.split("-")[0], ())
    used = text[pair.start], text[pair.end]
    if used in (own, *too):
        return
    where = " within another quotation" if inner else ""
    yield Slip(
        pair.start,
        pair.start + 1,
        KIND,
        f"{used[0]}…{used[1]} are not the language's marks{where}, {own[0]}…{own[1]}.",
        mends=((pair.start, pair.start + 1, own[0]), (pair.end, pair.end + 1, own[1])),
    )


def _knows_its_marks(profile: Profile) -> bool:
    """Whether a language's rules set its quotation marks: else nobody knows which it uses."""
    return _STRAIGHT not in profile.dress('"Aa"')


def _is_apostrophe(text: str, index: int, opened: list[int]) -> bool:
    """Whether a mark is part of a word: an apostrophe, or gershayim."""
    in_word = _is_letter(text[index - 1 : index]) and _is_letter(text[index + 1 : index + 2])
    if text[index] == _STRAIGHT:
        return in_word
    if text[index] != _APOSTROPHE:
        return False
    return in_word or not any(text[o] in "‘‚" for o in opened)


def _is_sign(text: str, index: int) -> bool:
    """Whether a mark after a number says inches, seconds or minutes."""
    return text[index] in "\"”’'" and text[index - 1 : index].isdigit()


def _side(text: str, index: int) -> Literal["open", "close"]:
    """Whether a mark opens or closes: by its neighbours, or by its shape where they do not say."""
    before = _beside(text, index, -1)
    after = _beside(text, index, +1)
    attached_before = bool(before) and not before.isspace() and not _opens(before)
    attached_after = bool(after) and not after.isspace() and not _closes(after)
    told = attached_before != attached_after
    if told and after == OBJECT and text[index] != _STRAIGHT:
        told = attached_before  # a note after a French mark, or a phrase that is quoted
    if told:
        return "close" if attached_before else "open"
    return "open" if text[index] in _OPENS_BY_SHAPE else "close"


def _beside(text: str, index: int, step: int) -> str:
    """The next character that is no quotation mark."""
    for _ in range(_TOGETHER):
        index += step
        if not 0 <= index < len(text) or text[index] not in _MARKS:
            break
    return text[index] if 0 <= index < len(text) else ""


def _opens(char: str) -> bool:
    return category(char) in ("Ps", "Pi", "Pd") or char in "¿¡/'"


def _closes(char: str) -> bool:
    return category(char) in ("Pe", "Pf", "Po", "Pd") and char not in "¿¡&@#" and char != OBJECT


def _is_letter(char: str) -> bool:
    return char != "" and category(char)[0] in "LM"
