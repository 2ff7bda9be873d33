"""Where words in Arabic script may be lengthened: the rules of kashida, without layout.

The stroke that joins two letters can be drawn longer (W3C, Arabic & Persian Layout
Requirements, "Justification"). Which joint of a word is lengthened is a matter of calligraphers'
practice, told here by a table; a joint that it does not know is left alone. Tatweel stands for
the longer stroke while a line is shaped, and is no part of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from publish.typeset.glyphs import Cluster, Glyph, is_mark

TATWEEL = "\u0640"
STROKE = "\x80"
"""Stands for an added tatweel in what a line says: as many bytes, and never in a text."""

_GENTLE_EM, _LONGEST_EM = 0.4, 0.6
"""How much longer a joint gets where enough words can, and where they cannot."""

_WORD = re.compile(r"\S+")
_BEGINNING = re.compile("[وفبك]?ال|ئ")
"""The article, and the letter that bears a first vowel: neither is torn from what follows."""

_UNTOUCHED = re.compile(f"لله|{TATWEEL}")
"""The name of God, which is one shape, and words that their author lengthened."""

_SEEN_AND_SAD = frozenset("سشصض")
_TEETH = frozenset("بتثنيپٹیئ")
_ALEFS = frozenset("اأإآٱ")
_REHS_AND_YEHS = frozenset("ريىیئزژڑے")
# How good the joint is before a letter that ends a group of joined ones; lower is better.
_RANKS = {
    **dict.fromkeys("ةهدذۀہھڈ", 1),
    **dict.fromkeys({*_ALEFS, *"طظلكکگ"}, 2),
    **dict.fromkeys("وؤعغقف", 4),
}
_TOOTH_RANK, _ENDING_RANK, _OTHER_RANK = 3, 5, 6


class Place(NamedTuple):
    """A word may be lengthened before the character ``at``; the lower the ``rank``, the better."""

    at: int
    rank: int


def places(text: str) -> list[Place | None]:
    """For each word of ``text``, its best place; None if it must stay as it is.

    There is at most one in a word. None are in words of two letters, within lam-alef, or
    right after the article.
    """
    return [_best(word.group(), word.start()) for word in _WORD.finditer(text)]


def _best(word: str, start: int) -> Place | None:
    """The best place of a word that begins at ``start``; of several alike, the last."""
    places_of_letters = [
        index for index, character in enumerate(word) if unicodedata.category(character) != "Mn"
    ]
    letters = "".join(word[index] for index in places_of_letters)
    if sum(map(str.isalpha, letters)) < 3 or _UNTOUCHED.search(letters):
        return None
    beginning = _BEGINNING.match(letters)
    first = beginning.end() if beginning else 0
    found = [
        Place(start + places_of_letters[number + 1], _rank(letters, number))
        for number in range(first, len(letters) - 1)
        if _may_stretch(letters[number], letters[number + 1])
    ]
    return min(found, key=lambda place: (place.rank, -place.at), default=None)


def _may_stretch(letter: str, following: str) -> bool:
    if letter == "ل" and following in _ALEFS:
        return False
    return _has_form(letter, "initial") and _has_form(following, "final")


def _rank(letters: str, number: int) -> int:
    """How good the joint after the letter with this number is; 0 is the best."""
    following, after = letters[number + 1], letters[number + 2 : number + 3]
    if letters[number] in _SEEN_AND_SAD:
        return 0
    if _is_ending(letters, number + 1):
        return _RANKS.get(following, _ENDING_RANK)
    if following in _TEETH and after in _REHS_AND_YEHS and _is_ending(letters, number + 2):
        return _TOOTH_RANK
    return _OTHER_RANK


def _is_ending(letters: str, number: int) -> bool:
    """Whether a letter is not joined to the one after it."""
    following = letters[number + 1 : number + 2]
    joined = following and _has_form(letters[number], "initial") and _has_form(following, "final")
    return not joined


def _has_form(letter: str, form: str) -> bool:
    """Whether a letter has a form that joins it: ``initial`` to the next, ``final`` to the last."""
    return letter in _letters_with(form)


@cache
def _letters_with(form: str) -> frozenset[str]:
    """The letters that Unicode has such a form of, among its presentation forms."""
    decompositions = (
        unicodedata.decomposition(chr(code)).split()
        for code in (*range(0xFB50, 0xFDFE), *range(0xFE70, 0xFEFD))  # both blocks of them
    )
    return frozenset(
        chr(int(parts[1], 16))
        for parts in decompositions
        if len(parts) == 2 and parts[0] == f"<{form}>"
    )


# --- How much -----------------------------------------------------------------------


class Share(NamedTuple):
    """By how many ``strokes`` a line's word with this number is lengthened before ``at``."""

    word: int
    at: int
    strokes: int


MOST_WORDS = 2
"""So many words of a line are lengthened, at most."""


def shares(line: Sequence[Place | None], strokes: int, stroke_em: float) -> list[Share]:
    """Deal out so many strokes, each ``stroke_em`` ems wide, to a line's words.

    The best places are taken first, those to the line's end before others alike, in no more than
    ``MOST_WORDS`` and never in two words side by side. Not all strokes may find a place.
    """
    gentle, most = max(1, int(_GENTLE_EM / stroke_em)), int(_LONGEST_EM / stroke_em)
    ranked = sorted(
        ((place.rank, -word, place.at) for word, place in enumerate(line) if place is not None)
    )
    chosen: list[tuple[int, int]] = []
    for _, negative, at in ranked:
        if len(chosen) * gentle >= strokes or len(chosen) == MOST_WORDS:
            break
        if all(abs(word + negative) > 1 for word, _ in chosen):
            chosen.append((-negative, at))
    each, more = divmod(min(strokes, most * len(chosen)), len(chosen) or 1)
    dealt = (Share(word, at, each + (turn < more)) for turn, (word, at) in enumerate(chosen))
    return [share for share in dealt if share.strokes]


def lengthened(text: str, strokes: Mapping[int, int], stroke: str = TATWEEL) -> str:
    """``text`` with so many strokes before the characters with these numbers."""
    cuts = sorted(strokes)
    pieces = [text[begin:end] for begin, end in zip([0, *cuts], [*cuts, None], strict=True)]
    return pieces[0] + "".join(
        stroke * strokes[cut] + piece for cut, piece in zip(cuts, pieces[1:], strict=True)
    )


# --- What it says -------------------------------------------------------------------


def joined_to_letters(clusters: Iterable[Cluster]) -> list[Cluster]:
    """Clusters of a right-to-left run, from left to right, without strokes of their own.

    A stroke is drawn by the cluster of the letter before it and of the marks on that, and says
    nothing.
    """
    joined: list[Cluster] = []
    waiting: tuple[Glyph, ...] = ()
    marks = ""
    for cluster in clusters:
        text = cluster.text.replace(STROKE, "") + marks
        glyphs = (*waiting, *cluster.glyphs)
        has_stroke = bool(waiting) or STROKE in cluster.text
        if has_stroke and (not text or is_mark(text)):
            waiting, marks = glyphs, text
        else:
            joined.append(cluster._replace(text=text, glyphs=glyphs))
            waiting, marks = (), ""
    if waiting and joined:  # the letter is in a run of another face
        last = joined[-1]
        joined[-1] = last._replace(text=marks + last.text, glyphs=(*last.glyphs, *waiting))
    return joined
