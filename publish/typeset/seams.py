"""Puts a text together again from the pieces into which lines have cut it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

SOURCE = "publish_source"

_SPACE = " \t\n"
# What a line break may swallow: collapsible space and the soft hyphen it happened at.
_BREAK = re.compile("[ \t\n\u00ad]*")
_NOT_SPOKEN = re.compile("[\u00ad\u200b]")


def keep_source(copy_with_text: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    """``TextBox.copy_with_text`` that lets a piece remember the text it was cut from."""

    def copy(box: Any, text: str) -> Any:
        piece = copy_with_text(box, text)
        piece.__dict__.setdefault(SOURCE, box.text)
        return piece

    return copy


def emptied(box: Any) -> Any:
    """A copy of a text box of which nothing is left on its line, and which remembers its text."""
    piece = box.copy()
    piece.__dict__.setdefault(SOURCE, box.text)
    piece.text = ""
    return piece


class Seams:
    """Reads the pieces of texts in their order and gives back what was lost between them.

    A break takes away the space at a line's end and adds a hyphen inside a word; which of
    the two happened cannot be told from the line, only from the text that was cut.
    """

    def __init__(self) -> None:
        self._read: dict[int, int] = {}

    def mend(self, piece: Any) -> str:
        """The logical text of a line's text box, with the space at either end of it.

        Soft hyphens and zero-width spaces only say where a line may break: they are gone.
        """
        source: str = getattr(piece, SOURCE, piece.text)
        start = self._read.get(id(source), 0)
        hyphen: str = piece.style["hyphenate_character"]
        for drawn in (piece.text, piece.text.removesuffix(hyphen)):
            for begin in (start, 0):
                if (found := _find(source, begin, drawn.strip(_SPACE))) is not None:
                    text, self._read[id(source)] = found
                    return _NOT_SPOKEN.sub("", text)
        return _NOT_SPOKEN.sub("", piece.text)


def _find(source: str, begin: int, word: str) -> tuple[str, int] | None:
    """``word`` where it must follow ``begin``, with its spaces, and where it ends."""
    gap = _BREAK.match(source, begin)
    assert gap is not None  # it may be empty
    if begin == len(source) or not source.startswith(word, gap.end()):
        return None
    end = gap.end() + len(word)
    if not source[end:].strip(_SPACE):
        end = len(source)
    before = " " if gap.group().strip("\u00ad") else ""
    after = " " if source[gap.end() + len(word) : end] else ""
    return f"{before}{word}{after}", end
