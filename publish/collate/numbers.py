"""The numbers in a passage, whatever digits and separators they are written in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from publish.collate.collation import Span

_SEPARATORS: Final = ".,'’٫٬\u00a0\u202f "
_NUMBER: Final = re.compile(rf"\d+(?:[{_SEPARATORS}](?=\d)\d+)*")
_GROUPED: Final = re.compile(rf"\d{{1,3}}(?P<by>[{_SEPARATORS}])\d{{3}}(?:(?P=by)\d{{3}})*")
_DECIMAL: Final = re.compile(r"(\d+)[.,٫](\d+)")
_DASH: Final = re.compile(r"\s?[-‐‑–—]\s?")
_PERCENT: Final = re.compile("[%٪﹪％]")


@dataclass(frozen=True, slots=True)
class Number:
    """A number and where it stands: all values it may have, as ``1.500`` may have two.

    ``sure`` is false for one in words or Roman numerals: they may be something else, and a
    translation may well do without them.
    """

    values: frozenset[str]
    span: Span
    sure: bool = True


def numbers(text: str) -> list[Number]:
    """The numbers in digits of a text, from left to right (Unicode general category Nd)."""
    found: list[Number] = []
    for match in _NUMBER.finditer(text):
        whole = plain_digits(match.group())
        if _GROUPED.fullmatch(whole) or _DECIMAL.fullmatch(whole):
            found.append(Number(frozenset(_readings(whole)), match.span()))
            continue
        found += [
            Number(
                frozenset({_value(plain_digits(part.group()))}),
                (match.start() + part.start(), match.start() + part.end()),
            )
            for part in re.finditer(r"\d+", match.group())
        ]
    return _ranges(text, found)


def percents(text: str) -> tuple[Span, ...]:
    """Where the text has a percent sign."""
    return tuple(match.span() for match in _PERCENT.finditer(text))


def ranges(text: str, found: list[Number]) -> list[tuple[Number, Number]]:
    """Numbers that only a dash parts: the first and the last of a range."""
    return [
        (first, last)
        for first, last in pairwise(found)
        if _DASH.fullmatch(text[first.span[1] : last.span[0]])
    ]


def plain_digits(text: str) -> str:
    """The text with digits of every system as European ones."""
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


# --- Digits -------------------------------------------------------------------------


def _readings(text: str) -> Iterator[str]:
    """What a number with separators may be: thousands, or a whole and its decimals."""
    if _GROUPED.fullmatch(text):
        yield _value(re.sub(r"\D", "", text))
    if decimal := _DECIMAL.fullmatch(text):
        yield f"{_value(decimal[1])}.{decimal[2].rstrip('0')}".rstrip(".")


def _value(digits: str) -> str:
    return digits.lstrip("0") or "0"


def _ranges(text: str, found: list[Number]) -> list[Number]:
    """The numbers, the last of a shortened range (1931-38) being the whole number too."""
    whole = {id(last): first for first, last in ranges(text, found)}
    return [
        Number(number.values | _completed(whole[id(number)], number), number.span)
        if id(number) in whole
        else number
        for number in found
    ]


def _completed(first: Number, last: Number) -> frozenset[str]:
    (start, *_), (end, *_) = sorted(first.values), sorted(last.values)
    if len(end) < len(start) and start.isdigit() and end.isdigit():
        return frozenset({start[: len(start) - len(end)] + end})
    return frozenset()
