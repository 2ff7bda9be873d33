"""Where addresses and very long words may end a line on a page, for want of a better place.

An address has no spaces, and words such as those of German titles are wider than a title's
measure: pages would let them run over the margin. They get characters that leave no trace but
where a line ends: a zero-width space for an address, which takes no hyphen (Chicago Manual of
Style, 7.46: it would be taken for the address's own), and a soft hyphen for a word.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Final

import pyphen

from publish.language.rules.edits import UPRIGHT

LONG_ADDRESS, LONG_PIECE, LONG_WORD = 30, 20, 20
"""So many characters have an address that is divided, a piece of it that is divided anywhere, and
a word that is."""

ZERO_WIDTH_SPACE: Final = "\u200b"
SOFT_HYPHEN: Final = "\u00ad"

_ADDRESS: Final = re.compile(UPRIGHT)
_PIECE: Final = re.compile(r"[^/?&=_.\-]*(?:[/?&=_.\-]+|$)")
_WORD: Final = re.compile(rf"[^\W\d_]{{{LONG_WORD},}}")

_BEFORE, _AFTER = 2, 3
"""So many letters stay before and after a hyphen, as text.css has it for all words."""


def with_breaks(text: str, patterns: str | None) -> str:
    """The text with places where its long addresses and words may end a line.

    ``patterns`` is a name of pyphen's; without one no words are divided.
    """
    parts: list[str] = []
    done = 0
    for address in _ADDRESS.finditer(text):
        parts += _divided(text[done : address.start()], patterns), _pieces(address.group())
        done = address.end()
    return "".join(parts) + _divided(text[done:], patterns)


def _pieces(address: str) -> str:
    """An address that may end a line after each of its signs; a long piece anywhere."""
    if len(address) < LONG_ADDRESS:
        return address
    pieces = [piece for piece in _PIECE.findall(address) if piece]
    scheme = 1 if len(pieces) > 1 and pieces[0].endswith("://") else 0
    first = "".join(pieces[: scheme + 1])
    return ZERO_WIDTH_SPACE.join([first, *map(_anywhere, pieces[scheme + 1 :])])


def _anywhere(piece: str) -> str:
    if len(piece) < LONG_PIECE:
        return piece
    return (
        "".join(
            one + ("" if other in "/?&=_.-" else ZERO_WIDTH_SPACE) for one, other in pairwise(piece)
        )
        + piece[-1]
    )


def _divided(text: str, patterns: str | None) -> str:
    """A text with soft hyphens in its longest words."""
    if patterns is None:
        return text
    return _WORD.sub(lambda word: _pyphen(patterns).inserted(word.group(), SOFT_HYPHEN), text)


@cache
def _pyphen(patterns: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=patterns, left=_BEFORE, right=_AFTER)
