"""The words of texts, counted, to see that an import has lost none and made none up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from unicodedata import category, normalize

from publish.content.passages import block_text
from publish.content.statement import Block, Note
from publish.incoming.page import Page

_MARK_ALONE = re.compile(" (?=[\u064b-\u0652])")
"""The space that stands for a letter where a vowel sign of Arabic was keyed without one."""
_TATWEEL = "\u0640"
_KINDS = {"L": "letters", "M": "letters", "N": "digits"}


def words(text: str) -> Counter[str]:
    """The words and numbers of a text, without regard to how their letters were keyed.

    Compatibility forms are one (NFKC, UAX #15); characters that nobody sees are none. A number
    stuck to a word is apart from it.
    """
    plain = _MARK_ALONE.sub("", normalize("NFKC", text))
    seen = (char for char in plain if _kind(char) != "unseen")
    parts = groupby(seen, key=_kind)
    return Counter("".join(part) for kind, part in parts if kind in ("letters", "digits"))


def words_of(texts: Iterable[str]) -> Counter[str]:
    """The words of several texts together."""
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update(words(text))
    return counted


@lru_cache(maxsize=4096)
def _kind(char: str) -> str:
    if char == _TATWEEL or (found := category(char)) == "Cf":
        return "unseen"
    return _KINDS.get(found[0], "other")


def page_texts(page: Page) -> Iterator[str]:
    """Everything that a page says, without the marks and numbers of its lists."""
    yield from page.front.values()
    yield block_text([piece.block for piece in page.pieces])
    yield from notes_texts(page.notes)
    yield from (remark.words for remark in page.unplaced)


def notes_texts(notes: Iterable[Note]) -> Iterator[str]:
    """What footnotes say."""
    return (block_text(note.blocks) for note in notes)


def said(block: Block) -> str:
    """What a block says, on one line."""
    return block_text([block]).replace("\n", " ")
