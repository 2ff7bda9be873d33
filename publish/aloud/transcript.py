"""A transcript: the words that are read, and what is announced between them.

Written, an announcement is a line in brackets, and words are a line that begins with two spaces;
a line without anything ends a block. So a machine can take the announcements away: what is left
of a block's lines, put together as they are, is the block's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final, Literal, NamedTuple
from unicodedata import category

from publish.faults import printable
from publish.language.names import in_english

Kind = Literal["announcement", "words"]

_INDENT: Final = "  "
_LONGEST: Final = 2_000
_SPACES: Final = re.compile("[ \t\n\r\f\v\u0085]+")
_UNSAFE: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
# What turns letters round on a terminal, and is not spoken (UAX #9: embeddings, isolates).
_TURNING: Final = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


class Line(NamedTuple):
    """An announcement, or words in a ``language``; ``block`` counts the blocks of words."""

    kind: Kind
    text: str
    block: int
    language: str | None = None


@dataclass(slots=True)
class Voice:
    """Puts a transcript together while a file is read: says words, announces, ends blocks.

    A change of language is announced before the first words of it, as voices change there.
    """

    lines: list[Line] = field(default_factory=list)
    language: str | None = None
    _block: int = 0
    _begun: bool = False
    _said: str = ""
    _spaced: bool = True

    def announce(self, text: str) -> None:
        """Say what is no part of the text; strangers' words in it are made harmless."""
        self._flush()
        self.lines.append(Line("announcement", printable(text, _LONGEST), self._block))

    def conclude(self, text: str) -> None:
        """Announce the end of something, with the last block of it."""
        self._flush()
        block = self.lines[-1].block if self.lines else 0
        self.lines.append(Line("announcement", printable(text, _LONGEST), block))

    def say(self, text: str, language: str | None) -> None:
        """Say words: runs of spaces are one, and none begins a block."""
        text = _SPACES.sub(" ", _safe(text))
        if self._spaced:
            text = text.removeprefix(" ")
        if not text:
            return
        if language != self.language:
            if text == " ":  # a space alone is spoken by whoever speaks
                language = self.language
            else:
                self.announce(f"language: {in_english(language)}" if language else "no language")
                self.language = language
        self._said += text
        self._spaced = text.endswith(" ")
        self._begun = True

    def end_block(self) -> None:
        """Whatever follows is no part of the same line of text."""
        self._flush()
        if self._begun:
            self._trim()
            self._block += 1
            self._begun, self._spaced = False, True

    def _flush(self) -> None:
        if self._said:
            self.lines.append(Line("words", self._said, self._block, self.language))
            self._said = ""

    def _trim(self) -> None:
        """A block does not end with a space."""
        places = range(len(self.lines) - 1, -1, -1)
        last = next(place for place in places if self.lines[place].kind == "words")
        line = self.lines[last]
        self.lines[last] = line._replace(text=line.text.rstrip(" "))
        if not self.lines[last].text:
            del self.lines[last]


def written(lines: Iterable[Line]) -> Iterator[str]:
    """The lines of a transcript as they are printed."""
    block = 0
    for line in lines:
        if line.block != block:
            yield ""
            block = line.block
        yield f"{_INDENT}{line.text}" if line.kind == "words" else f"[{line.text}]"


def blocks(transcript: str) -> list[str]:
    """The words of a printed transcript, block by block: announcements taken away."""
    lines = transcript.split("\n")
    joined = (
        "".join(line.removeprefix(_INDENT) for line in group if line.startswith(_INDENT))
        for ends, group in groupby(lines, key=lambda line: not line)
        if not ends
    )
    return [block for block in joined if block]


def _safe(text: str) -> str:
    if text.isprintable():
        return text
    turned = text.translate(_TURNING)
    return "".join(" " if category(sign) in _UNSAFE else sign for sign in turned)
