"""A passage as it is to be read: cleaned, and with the marks that its language sets.

What building does to spaces for the sake of lines, such as no-break spaces before a French mark,
is left out: it is nothing that anybody would write into a file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from publish.errors import Place
from publish.language.profile import BOUNDARY, Profile
from publish.proof.alignment import Changed, pieces, word_starts
from publish.proof.passage import VERBATIM, Passage
from publish.text.cleaning import clean
from publish.text.rules import ALL

_SPACES: Final = " \u00a0\u2007\u2009\u202f"
_SIGN: Final = re.compile(rf"(?<!\.)\.{{3}}(?!\.)|(?<!-)--(?!-)|[^{_SPACES}]")
"""One sign, or the several that a language sets as one: an ellipsis, a dash."""
_NO_BREAK: Final = "\u00a0\u202f"


def settled(flat: str, profile: Profile, place: Place) -> str:
    """``flat`` after the cleaning rules and the language's own, with the spaces of the first.

    Whoever builds from it gets the same page as from ``flat``.
    """
    cleaned, _ = clean(flat, profile.tag, place, ALL)
    dressed = profile.dress(cleaned)
    if dressed == cleaned:
        return cleaned
    candidates = [_with_its_spaces(cleaned, dressed), dressed]
    if any(dressed.count(space) > cleaned.count(space) for space in _NO_BREAK):
        candidates.pop()
    return next((text for text in candidates if profile.dress(text) == dressed), cleaned)


def _with_its_spaces(cleaned: str, dressed: str) -> str:
    """The marks of the second reading among the spaces of the first."""
    try:
        return "".join(_joined(cleaned, dressed))
    except Changed:  # a rule that sets words is not known; the text then stays as it was
        return cleaned


def _joined(cleaned: str, dressed: str) -> Iterator[str]:
    done = 0
    for piece in pieces(cleaned, dressed):
        yield cleaned[done : piece.start]  # a boundary, or nothing
        same = piece.is_word or piece.before == piece.after
        yield piece.before if same else _marks(piece.before, piece.after)
        done = piece.start + len(piece.before)
    yield cleaned[done:]


def _marks(before: str, after: str) -> str:
    """What stands between two words: the signs of ``after`` in the places of ``before``'s."""
    ours = list(_SIGN.finditer(before))
    theirs = [char for char in after if char not in _SPACES]
    if len(ours) != len(theirs):
        return before
    parts: list[str] = []
    done = 0
    for sign, new in zip(ours, theirs, strict=True):
        parts += before[done : sign.start()], new
        done = sign.end()
    return "".join(parts) + before[done:]


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage as it is to be read, without the boundaries of its elements: what checks see."""

    passage: Passage
    flat: str

    @property
    def text(self) -> str:
        """The text alone; OBJECT stands in it for what no rule may touch."""
        return self.flat.replace(BOUNDARY, "")

    @property
    def profile(self) -> Profile:
        """The language that the passage is in."""
        return self.passage.profile

    def places(self) -> Callable[[int], Place]:
        """What tells on which line of the file a character of ``text`` is written.

        Words are the same in the text and in the file, so they lead from one to the other.
        """
        indices = [index for index, char in enumerate(self.flat) if char != BOUNDARY]
        words, written = word_starts(self.flat), word_starts(self.passage.flat)
        offsets = self.passage.offsets or (0,)

        def place(offset: int) -> Place:
            index = indices[min(offset, len(indices) - 1)] if indices else 0
            number = max(bisect_right(words, index) - 1, 0)
            here = written[number] if number < len(written) else 0
            return self.passage.source.place(offsets[here])

        return place


def reading(passage: Passage) -> Reading:
    """A passage as it is to be read; one that is set letter for letter, as it is written."""
    if passage.kind in VERBATIM:
        return Reading(passage, passage.flat)
    place = passage.source.place(passage.offsets[0] if passage.offsets else 0)
    return Reading(passage, settled(passage.flat, passage.profile, place))
