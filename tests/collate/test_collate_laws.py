"""Whatever one block of a pair is changed, it is reported at that block."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import CONTENT

from publish.collate.collate import collate
from publish.collate.collation import Difference, Kind, Unit
from publish.collate.pairing import Pairing, pair
from publish.collate.units import body
from publish.content.load import load
from publish.text.edit import edit

# --- Generated pairs ----------------------------------------------------------------

_SYLLABLES = [first + vowel for first in "bdfgklmnprst" for vowel in "aeiou"]
_VOCABULARY = [one + two for one in _SYLLABLES[::4] for two in _SYLLABLES[1::5]]
_CIPHER = str.maketrans("bdfgklmnprstaeiou", "тпкмрбнгсфлдоиауе")
_FIRST_LINE = 5
"""Of the first paragraph, in a file with a title."""


def _source(seed: int, size: int) -> list[str]:
    """Paragraphs of invented words, each with a number of its own."""
    chance = random.Random(seed)
    return [
        " ".join([*chance.choices(_VOCABULARY, k=chance.randint(8, 30)), f"{100 + number * 7}"])
        for number in range(size)
    ]


def _translated(paragraph: str) -> str:
    """The same in another alphabet, in which every word sounds otherwise and ends in -a."""
    return " ".join(
        word if word.isdecimal() else word[::-1].translate(_CIPHER) + "а"
        for word in paragraph.split()
    )


def _found(ours: Sequence[str], theirs: Sequence[str]) -> tuple[Difference, ...]:
    with TemporaryDirectory() as name:
        folder = Path(name, "made")
        folder.mkdir()
        (folder / "statement.toml").write_text('schema = 1\nsource_language = "en"\n')
        for tag, paragraphs in (("en", ours), ("uk", theirs)):
            text = "\n\n".join(paragraphs)
            (folder / f"{tag}.md").write_text(f'+++\ntitle = "{2024}"\n+++\n\n{text}\n', "utf-8")
        return collate(load(folder)).differences()


def _line(number: int) -> int:
    return _FIRST_LINE + 2 * number


def _told(found: Sequence[Difference]) -> set[tuple[Kind, int]]:
    """The kinds of differences, and the lines of the source that they are told beside."""
    return {(one.kind, one.beside.line or 0) for one in found if one.beside}


PAIRS = st.tuples(st.integers(0, 10**6), st.integers(5, 9), st.integers(0, 4))


@given(PAIRS)
@settings(max_examples=8, deadline=None, derandomize=True)
def test_a_pair_without_differences_has_none(pair_: tuple[int, int, int]) -> None:
    ours = _source(*pair_[:2])
    assert _found(ours, [_translated(one) for one in ours]) == ()


@given(PAIRS)
@settings(max_examples=8, deadline=None, derandomize=True)
def test_a_deleted_block_is_missing_there(pair_: tuple[int, int, int]) -> None:
    seed, size, number = pair_
    ours = _source(seed, size)
    theirs = [_translated(one) for one in ours]
    assert _told(_found(ours, theirs[:number] + theirs[number + 1 :])) == {
        (Kind.MISSING, _line(number))
    }


@given(PAIRS)
@settings(max_examples=8, deadline=None, derandomize=True)
def test_a_doubled_block_is_one_too_many_there(pair_: tuple[int, int, int]) -> None:
    seed, size, number = pair_
    ours = _source(seed, size)
    theirs = [_translated(one) for one in ours]
    (found,) = _found(ours, [*theirs[: number + 1], *theirs[number:]])
    assert found.kind is Kind.EXTRA
    assert found.place.line in (_line(number), _line(number + 1))


@given(PAIRS, st.integers(0, 8))
@settings(max_examples=15, deadline=None, derandomize=True)
def test_exchanged_blocks_have_been_moved(pair_: tuple[int, int, int], other: int) -> None:
    seed, size, number = pair_
    other %= size
    ours = _source(seed, size)
    theirs = [_translated(one) for one in ours]
    theirs[number], theirs[other] = theirs[other], theirs[number]
    told = _told(_found(ours, theirs))
    assert {kind for kind, _ in told} <= {Kind.MOVED}
    assert bool(told) == (number != other)
    assert {line for _, line in told} <= {_line(n) for n in range(size)}
    if number != other:
        assert {_line(number), _line(other)} & {line for _, line in told}


@given(PAIRS, st.integers(1, 99))
@settings(max_examples=8, deadline=None, derandomize=True)
def test_an_altered_number_is_told_at_its_block(pair_: tuple[int, int, int], more: int) -> None:
    seed, size, number = pair_
    ours = _source(seed, size)
    theirs = [_translated(one) for one in ours]
    *words, last = theirs[number].split()
    theirs[number] = " ".join([*words, str(int(last) + more)])
    (found,) = _found(ours, theirs)
    assert (found.kind, found.place.line) == (Kind.NUMBERS, _line(number))
    assert found.beside is not None
    assert found.beside.line == _line(number)


# --- The real statement -------------------------------------------------------------


@cache
def _real(language: str) -> tuple[Unit, ...]:
    return body(edit(load(CONTENT / "imcwp-23-ukraine"), language))


def _lacking(found: Pairing) -> list[int]:
    return [number for number in range(len(_real("en"))) if number not in found.partners]


@pytest.mark.parametrize(("language", "least"), [("es", 1.0), ("ar", 0.9)])
def test_each_deleted_block_of_the_real_statement_is_missing_there(
    language: str, least: float
) -> None:
    """Without other translations to help; Spanish has most words in common, Arabic fewest."""
    ours, theirs = _real("en"), _real(language)
    numbers = range(len(ours))
    right = sum(
        _lacking(pair(ours, (*theirs[:number], *theirs[number + 1 :]))) == [number]
        for number in numbers
    )
    assert right >= least * len(numbers)


@pytest.mark.parametrize(("language", "least"), [("es", 1.0), ("ar", 0.85)])
def test_neighbours_in_the_real_statement_that_have_changed_places_are_moved(
    language: str, least: float
) -> None:
    ours, theirs = _real("en"), _real(language)
    numbers = range(len(ours) - 1)
    right = 0
    for number in numbers:
        changed = list(theirs)
        changed[number : number + 2] = theirs[number + 1], theirs[number]
        found = pair(ours, changed)
        right += bool(found.moved & {number, number + 1}) and not found.extra
    assert right >= least * len(numbers)
