"""How alike two texts in different languages are by the words that they share.

Names, and words that went from language to language, sound alike in all of them: *communist*,
*коммунист*, *comunista*. What is left of a word once its script, its vowels and the differences
between related consonants are taken away is its skeleton, and two texts that say the same thing
have skeletons in common.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

_WORD = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(r"^al(?=.{4})")  # Arabic's, which is written with its word
_LETTERS = str.maketrans("cqgzpvfd", "kkksbbbt", "aeiouywhj")
_TWICE = re.compile(r"(.)\1+")

_FEWEST = 3
"""Words with fewer consonants have partners by chance."""
_LONGEST = 4
"""Of a long word the beginning: endings differ most."""


@lru_cache(maxsize=4096)
def skeletons(text: str) -> frozenset[str]:
    """The skeletons of the words of a text, and its numbers."""
    return frozenset(
        skeleton
        for word in _WORD.findall(text)
        if (skeleton := _skeleton(anyascii(word).lower())) is not None
    )


def _skeleton(word: str) -> str | None:
    if word.isdecimal():
        return word
    letters = _ARTICLE.sub("", re.sub(r"[^a-z]", "", word))
    skeleton = _TWICE.sub(r"\1", letters.translate(_LETTERS))
    return skeleton[:_LONGEST] if len(skeleton) >= _FEWEST else None


def kinship(one: str, other: str) -> float:
    """The share of skeletons that two texts have in common, from 0 to 1 (Dice's coefficient)."""
    ours, theirs = skeletons(one), skeletons(other)
    return 2 * len(ours & theirs) / (len(ours) + len(theirs)) if ours or theirs else 0.0
