"""No-break spaces: between numbers and units, initials and names, short words and the next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from publish.language.profile import Rule
from publish.language.rules.edits import (
    GAP,
    NBSP,
    Edit,
    Replacement,
    alternatives,
    in_turn,
    rule,
    substitution,
)
from publish.language.rules.habits import Habits

_SIGNS: Final = ("№", "§", "§§")
"""Signs that stand before a number in any language."""

_UNITS: Final = (
    *("%", "‰", "°", "°C", "°F", "€", "$", "£", "¥", "₽", "₺", "₹"),
    *("mm", "cm", "m", "km", "m²", "km²", "ha", "g", "kg", "t", "kt", "Mt", "l", "min"),
    *("kW", "MW", "GW", "kWh", "MWh", "GWh", "Hz", "kHz", "MHz", "GHz"),
)
"""Symbols that follow a number, with a space, in any language (SI Brochure, 5.4.3)."""

_MARKS: Final = r"\u0300-\u036f\u064b-\u065f\u0670"
_WORD_BEGINS: Final = rf"(?<![\w'’{_MARKS}-])"
_WORD_ENDS: Final = rf"(?![\w{_MARKS}-])"
_HERE: Final = f"(?P<here>{GAP})"
_CAPITAL: Final = r"[^\W\d_]"  # any letter: whether it is a capital is asked of the match


def keep(habits: Habits) -> Rule:
    """The spaces inside what the language keeps on one line become no-break spaces.

    Only spaces change, and only those that are there: none is put in.
    """
    kept = habits.keep
    return in_turn(
        *_with_next(kept.with_next),
        *_with_previous(kept.with_previous),
        *_before_number((*kept.before_number, *_SIGNS)),
        *_after_number((*kept.after_number, *_UNITS)),
        *_days(habits.months),
        *map(_together, kept.together),
        *_initials(),
    )


def _with_next(words: tuple[str, ...]) -> Iterator[Rule]:
    if words:
        before = rf"{_WORD_BEGINS}(?i:{alternatives(words)})"
        yield substitution(rf"{before}{_HERE}(?=[\w«„“”\"'‘’(\[№§])", NBSP)


def _with_previous(words: tuple[str, ...]) -> Iterator[Rule]:
    if words:
        yield substitution(rf"(?<=\w){GAP}(?=(?:{alternatives(words)}){_WORD_ENDS})", NBSP)


def _before_number(words: tuple[str, ...]) -> Iterator[Rule]:
    before = rf"{_WORD_BEGINS}(?i:{alternatives(words)})"
    yield substitution(rf"{before}{_HERE}(?=\d)", NBSP)


def _after_number(words: tuple[str, ...]) -> Iterator[Rule]:
    yield substitution(rf"(?<=\d){GAP}(?=(?:{alternatives(words)})(?!\w))", NBSP)


def _days(months: tuple[str, ...]) -> Iterator[Rule]:
    if months:
        names = alternatives(months)
        yield substitution(rf"(?<!\d)\d{{1,2}}\.?{_HERE}(?=(?:{names})(?!\w))", NBSP)


def _together(phrase: str) -> Rule:
    pattern, gap = re.compile(rf"(?<!\w){alternatives([phrase])}(?!\w)"), re.compile(GAP)

    def find(text: str) -> Iterable[Edit]:
        for match in pattern.finditer(text):
            for space in gap.finditer(text, *match.span()):
                yield (*space.span(), NBSP)

    return rule(find)


def _initials() -> Iterator[Rule]:
    """Initials with each other and with the surname, which may stand on either side."""
    yield substitution(
        rf"(?<!\w)(?P<initial>{_CAPITAL})\.{_HERE}(?=(?P<next>{_CAPITAL}))",
        _between_capitals("initial", "next"),
    )
    yield substitution(
        rf"(?<![\w’-])(?P<name>{_CAPITAL})[\w’-]++{_HERE}"
        rf"(?=(?P<first>{_CAPITAL})\.(?:{GAP})?(?P<second>{_CAPITAL})\.)",
        _between_capitals("name", "first", "second"),
    )


def _between_capitals(*groups: str) -> Replacement:
    def space(match: re.Match[str]) -> str | None:
        return NBSP if all(match[group].isupper() for group in groups) else None

    return space
