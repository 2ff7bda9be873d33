"""Cleaning: slips of the keyboard and of old software mended by rule, each change listed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from publish.errors import Place
from publish.language.profile import BOUNDARY
from publish.text.dressed import Change

OBJECT = "\ufffc"
"""Stands in flat text for what no rule may touch: a picture, an address, a foreign phrase."""

_CONTEXT = 40
"""At most so many characters either side of an edit are shown to the editor."""


@dataclass(frozen=True, slots=True)
class Edit:
    """The characters from ``start`` to before ``end``, to be replaced by ``new``."""

    start: int
    end: int
    new: str


Finder = Callable[[str, str], Iterable[Edit]]
"""Given a text without boundaries and its language tag, the edits to make: in order, apart."""


@dataclass(frozen=True, slots=True)
class Cleaning:
    """A cleaning rule: its stable code, what it does, and the function that finds the places."""

    code: str
    does: str
    find: Finder


def clean(
    flat: str, language: str, place: Place, rules: Sequence[Cleaning]
) -> tuple[str, tuple[Change, ...]]:
    """A text after the rules, one after another, and every change that they made.

    ``flat`` is plain, or has BOUNDARY between elements (see ``flatten``). Every letter, mark,
    digit and boundary stays; a space put in before a boundary stays before it.
    """
    changes: list[Change] = []
    for rule in rules:
        text = flat.replace(BOUNDARY, "")
        edits = tuple(rule.find(text, language))
        if edits:
            changes += _changes(rule.code, text, edits, place)
            flat = _apply(flat, edits)
    return flat, tuple(changes)


def _apply(flat: str, edits: Iterable[Edit]) -> str:
    """``flat``, boundaries and all, after edits whose offsets do not count them."""
    offsets = [index for index, char in enumerate(flat) if char != BOUNDARY]
    parts: list[str] = []
    done = 0
    for edit in edits:
        stop = offsets[edit.end - 1] + 1 if edit.end else 0
        start = offsets[edit.start] if edit.start < edit.end else stop
        parts += flat[done:start], edit.new, BOUNDARY * flat.count(BOUNDARY, start, stop)
        done = stop
    return "".join(parts) + flat[done:]


def _changes(code: str, text: str, edits: Iterable[Edit], place: Place) -> Iterator[Change]:
    """One change for all edits of the same words."""
    for (start, end), group in groupby(edits, key=lambda edit: _words_around(text, edit)):
        moved = (Edit(edit.start - start, edit.end - start, edit.new) for edit in group)
        before = text[start:end]
        yield Change(code, _shown(before), _shown(_apply(before, moved)), place)


def _words_around(text: str, edit: Edit) -> tuple[int, int]:
    """The stretch from the start of the word that an edit begins in, to the end of its last."""
    start, end = edit.start, edit.end
    while start > max(0, edit.start - _CONTEXT) and not text[start - 1].isspace():
        start -= 1
    while end < min(len(text), edit.end + _CONTEXT) and not text[end].isspace():
        end += 1
    return start, end


def _shown(text: str) -> str:
    return text.replace(OBJECT, "…")
