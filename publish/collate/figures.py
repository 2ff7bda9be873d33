"""Numbers and dates that do not agree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar

from babel.units import format_unit

from publish.collate.collation import Difference, Kind, Span
from publish.collate.comparison import Comparison, listed
from publish.collate.months import Month, knows_months, months
from publish.collate.numbers import Number, numbers, percents, ranges
from publish.collate.spacing import is_unspaced
from publish.collate.spelling import spelt
from publish.language.profile import Profile

One = TypeVar("One")
Other = TypeVar("Other")

_NEAR: Final = 16
"""How many characters from the name of a month a number may stand and still belong to a date."""
_YEAR: Final = re.compile(r"[12]\d{3}")
_COMPARE: Final = "Compare the two passages, and correct the one that is wrong."


def compare(pair: Comparison) -> Iterator[Difference]:
    """Numbers, months, percentages and ranges of which the other passage knows nothing."""
    ours, theirs = numbers(pair.source.figures), numbers(pair.other.figures)
    our_months = months(pair.source.words, pair.source_profile)
    their_months = months(pair.other.words, pair.profile)
    our_words = spelt(pair.source.words, pair.source_profile)
    their_words = spelt(pair.other.words, pair.profile)
    left, right = _unmatched(ours, theirs, _same)
    left, their_words = _unmatched(left, their_words, _same)
    right, our_words = _unmatched(right, our_words, _same)
    our_words, their_words = _unmatched(our_words, their_words, _same)
    left, spare_there = _unmatched(left, their_months, _is_month)
    right, spare_here = _unmatched(right, our_months, _is_month)
    if left or right:
        dated = _in_date(left, our_months) or _in_date(right, their_months)
        yield _numbers_differ(pair, left, right, dated=dated)
    elif our_words and their_words and not _any_unspaced(pair):
        yield _numbers_differ(pair, our_words, their_words, dated=False)
    else:
        yield from _reversed(pair, ours, theirs)
    yield from _months_differ(pair, spare_here, spare_there)
    yield from _percents_differ(pair)


def _numbers_differ(
    pair: Comparison, left: Sequence[Number], right: Sequence[Number], *, dated: bool
) -> Difference:
    there, here = _spans(left), _spans(right)
    return pair.difference(
        Kind.DATES if dated else Kind.NUMBERS,
        f"{'dates' if dated else 'numbers'} do not agree: {_against(pair, here, there)}.",
        _COMPARE,
        here=here,
        there=there,
    )


def _against(pair: Comparison, here: tuple[Span, ...], there: tuple[Span, ...]) -> str:
    found = listed(pair.other.text, here) or "nothing"
    wanted = listed(pair.source.text, there) or "nothing"
    return f"{found} here, {wanted} in {pair.source_language}"


def _months_differ(
    pair: Comparison, ours: Sequence[Month], theirs: Sequence[Month]
) -> Iterator[Difference]:
    """Months beside a number that the other passage does not name at all."""
    if not (knows_months(pair.profile) and knows_months(pair.source_profile)):
        return
    named_there = {month.number for month in theirs}
    named_here = {month.number for month in ours}
    there = _spans([m for m in ours if m.sure and m.number not in named_there])
    here = _spans([m for m in theirs if m.sure and m.number not in named_here])
    if here or there:
        yield pair.difference(
            Kind.DATES,
            f"months do not agree: {_against(pair, here, there)}.",
            _COMPARE,
            here=here,
            there=there,
        )


def _reversed(pair: Comparison, ours: list[Number], theirs: list[Number]) -> Iterator[Difference]:
    """Ranges whose ends have changed places."""
    wanted = [(first.values, last.values) for first, last in ranges(pair.source.text, ours)]
    for first, last in ranges(pair.other.text, theirs):
        turned = (last.values, first.values)
        if turned in wanted and (first.values, last.values) not in wanted:
            yield pair.difference(
                Kind.NUMBERS,
                f"a range runs backwards: {listed(pair.other.text, _spans([first, last]))}.",
                _COMPARE,
                here=_spans([first, last]),
            )


def _percents_differ(pair: Comparison) -> Iterator[Difference]:
    """A percent sign for which the other passage has neither a sign nor the word."""
    there, here = percents(pair.source.figures), percents(pair.other.figures)
    if bool(there) == bool(here):
        return
    lacking, profile = (pair.other, pair.profile) if there else (pair.source, pair.source_profile)
    if not any(word in lacking.words.lower() for word in _percent_words(profile)):
        yield pair.difference(
            Kind.NUMBERS,
            f"a percent sign is only in {pair.source_language if there else pair.language}.",
            _COMPARE,
            here=here,
            there=there,
        )


def _percent_words(profile: Profile) -> list[str]:
    """How the language says per cent, without the ending that its case may change (CLDR)."""
    said = format_unit(5, "percent", length="long", locale=profile.locale)
    return [word.lower()[: max(3, len(word) - 2)] for word in re.findall(r"[^\W\d_]{3,}", said)]


# --- Matching -----------------------------------------------------------------------


def _unmatched(
    ours: Sequence[One], theirs: Sequence[Other], same: Callable[[One, Other], bool]
) -> tuple[list[One], list[Other]]:
    """What is left of two sequences when each of one has taken its equal from the other."""
    left: list[One] = []
    rest = list(theirs)
    for one in ours:
        found = next((other for other in rest if same(one, other)), None)
        if found is None:
            left.append(one)
        else:
            rest.remove(found)
    return left, rest


def _same(one: Number, other: Number) -> bool:
    return bool(one.values & other.values)


def _is_month(number: Number, month: Month) -> bool:
    return str(month.number) in number.values


def _any_unspaced(pair: Comparison) -> bool:
    """Whether numbers in words may be parts of other words, so that they prove nothing."""
    return is_unspaced(pair.profile) or is_unspaced(pair.source_profile)


def _in_date(found: Sequence[Number], near: Sequence[Month]) -> bool:
    """Whether any number is a year, or stands beside a month."""
    return any(
        any(_YEAR.fullmatch(value) for value in number.values)
        or any(
            month.span[0] - number.span[1] <= _NEAR and number.span[0] - month.span[1] <= _NEAR
            for month in near
        )
        for number in found
    )


def _spans(found: Sequence[Number | Month]) -> tuple[Span, ...]:
    return tuple(sorted(one.span for one in found))
