"""Following a parser through the Markdown of a passage, so that each letter has its place.

The parser gives tokens without their places. Read in order, they leave only one way through the
source: text stands there as it is, and whatever is between has a known form (CommonMark 0.31.2,
section 6). Wherever the source is not as the tokens have it, the passage is given up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from markdown_it.common.utils import normalizeReference
from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.token import Token

from publish.language.profile import Profile
from publish.proof.passage import SOFT_BREAK, Cell, Gathering, Kind, Passage, Source, addressed
from publish.text.prepare import NO_LANGUAGE

_SOFT: Final = re.compile(r" ?\n[ \t]*")
_HARD: Final = re.compile(r"(?: {2,}|\\)\n[ \t]*")
_NOTE: Final = re.compile(r"\[\^[^\]]*\]")
_ATTRIBUTES: Final = re.compile(r"\]\{[^}]*\}")
_WIDTH: Final = re.compile(r"\{[^}]*\}")
_AUTOLINK: Final = re.compile(r"<[^<>]*>")
_LABEL: Final = re.compile(r"\[((?:[^\[\]\\]|\\.)*)\]", re.DOTALL)
_GAP: Final = re.compile(r"[ \t\n]*")


class Lost(Exception):
    """The source does not have what the tokens say."""


def follow(
    source: Source,
    offsets: Sequence[int],
    content: str,
    tokens: Sequence[Token],
    profile_of: Callable[[str], Profile],
    language: str,
    kind: Kind,
) -> tuple[Passage, ...]:
    """The passage that ``tokens`` were made from, then its phrases and addresses in order.

    ``offsets`` has the place in the source of every character of ``content``. Raises Lost.
    """
    follower = _Follower(source, offsets, content, profile_of)
    follower.read(tokens, language, kind)
    whole, *within = (p for each in follower.gathered for p in each.passages(profile_of))
    return (whole, *sorted(within, key=lambda passage: passage.offsets[:1]))


class _Follower:
    """Walks through a passage: ``_at`` is where in its content the next token begins."""

    def __init__(
        self,
        source: Source,
        offsets: Sequence[int],
        content: str,
        profile_of: Callable[[str], Profile],
    ) -> None:
        self._source = source
        self._offsets = offsets
        self._content = content
        self._profile_of = profile_of
        self._at = 0
        self._open: list[Gathering] = []
        self._links: list[tuple[Token, int]] = []
        self._spans: list[bool] = []
        self.gathered: list[Gathering] = []

    def read(self, tokens: Sequence[Token], language: str, kind: Kind) -> None:
        self._begin(language, kind)
        left = iter(tokens)
        for token in left:
            if token.type == "link_open" and token.markup == "autolink":
                self._autolink(left)
            else:
                try:
                    step = _STEPS[token.type]
                except KeyError:
                    raise Lost(token.type) from None
                step(self, token)
        self._open.pop()

    # --- One kind of token each; the table below names them ---

    def text(self, token: Token) -> None:
        start = self._take(token.content)
        for index, char in enumerate(token.content, start):
            self._here.add(char, self._offsets[index])

    def escaped(self, token: Token) -> None:
        if token.content == token.markup:  # a backslash that is nothing but a backslash
            self.text(token)
            return
        start = self._take(token.markup)
        several = len(token.content) > 1
        for char in token.content:
            begin, end = self._offsets[start], self._offsets[self._at]
            self._here.add(char, begin, end, fixed=several)

    def soft_break(self, _: Token) -> None:
        self._here.add(SOFT_BREAK, self._offsets[self._match(_SOFT)], fixed=True)

    def hard_break(self, _: Token) -> None:
        start = self._match(_HARD)
        self._here.boundary(self._offsets[start])
        self._here.add("\n", self._offsets[start], fixed=True)
        self._here.boundary(self._offsets[start])

    def mark(self, token: Token) -> None:
        self._here.boundary(self._offsets[self._take(token.markup)])

    def link(self, token: Token) -> None:
        self._here.boundary(self._offsets[self._take("[")])
        self._links.append((token, len(self._here.cells)))

    def link_end(self, _: Token) -> None:
        token, begun = self._links.pop()
        start = self._take("]")
        if len(self._here.cells) == begun:  # the number of something stands there
            self._here.thing(self._offsets[start])
        words = "".join(cell.char for cell in self._here.cells[begun:])
        if "." in words and words in str(token.attrs.get("href", "")):
            self._address(self._here.cut_back(begun, self._offsets[start]))
        self._here.boundary(self._offsets[start])
        label = token.meta.get("label")
        if label is None:
            self._address(self._target())
            return
        found = _LABEL.match(self._content, self._at)
        if found and (not found[1] or normalizeReference(found[1]) == label):
            self._at = found.end()

    def span(self, token: Token) -> None:
        start = self._take("[")
        language = token.attrs.get("lang")
        self._spans.append(language is not None)
        if language is None:
            self._here.boundary(self._offsets[start])
        else:
            self._here.thing(self._offsets[start])
            unspoken = language == NO_LANGUAGE
            self._begin(str(language), Kind.UNSPOKEN if unspoken else self._here.kind)

    def span_end(self, _: Token) -> None:
        start = self._match(_ATTRIBUTES)
        if self._spans.pop():
            self._open.pop()
        else:
            self._here.boundary(self._offsets[start])

    def note(self, _: Token) -> None:
        self._here.thing(self._offsets[self._match(_NOTE)])

    def picture(self, token: Token) -> None:
        start = self._take("![")
        self._here.thing(self._offsets[start])
        self.read(token.children or (), self._here.profile.tag, Kind.PICTURE)
        self._take("]")
        if token.meta.get("label") is None:
            self._target()
        elif found := _LABEL.match(self._content, self._at):
            self._at = found.end()
        if token.attrs.get("width"):
            self._match(_WIDTH)

    # --- Helpers ---

    @property
    def _here(self) -> Gathering:
        return self._open[-1]

    def _begin(self, language: str, kind: Kind) -> None:
        gathered = Gathering(self._source, self._profile_of(language), kind)
        self._open.append(gathered)
        self.gathered.append(gathered)

    def _take(self, written: str) -> int:
        """Go past what must stand here; where it began."""
        start = self._at
        if not self._content.startswith(written, start):
            raise Lost(written)
        self._at += len(written)
        return min(start, len(self._offsets) - 1)

    def _match(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self._content, self._at)
        if not found:
            raise Lost(pattern.pattern)
        self._at = found.end()
        return found.start()

    def _autolink(self, left: Iterator[Token]) -> None:
        start = self._match(_AUTOLINK)
        self._here.thing(self._offsets[start])
        self._address(self._cells(start + 1, self._at - 1))
        for token in left:
            if token.type == "link_close":
                return

    def _address(self, cells: list[Cell]) -> None:
        if cells:
            self.gathered.append(addressed(self._source, self._profile_of, cells))

    def _cells(self, start: int, end: int) -> list[Cell]:
        """A part of the content as it is written."""
        return [
            Cell(self._content[at], self._offsets[at], self._offsets[at] + 1)
            for at in range(start, end)
        ]

    def _target(self) -> list[Cell]:
        """Go past an address and its title in round brackets (CommonMark, 6.3); the address."""
        self._take("(")
        self._match(_GAP)
        length = len(self._content)
        destination = parseLinkDestination(self._content, self._at, length)
        begun = self._at
        if destination.ok:
            self._at = destination.pos
        angled = self._content.startswith("<", begun)
        cells = self._cells(begun + angled, self._at - angled)
        self._match(_GAP)
        title = parseLinkTitle(self._content, self._at, length)
        if title.ok:
            self._at = title.pos
        self._match(_GAP)
        self._take(")")
        return cells


_STEPS: Final[Mapping[str, Callable[[_Follower, Token], None]]] = {
    "text": _Follower.text,
    "text_special": _Follower.escaped,
    "softbreak": _Follower.soft_break,
    "hardbreak": _Follower.hard_break,
    "em_open": _Follower.mark,
    "em_close": _Follower.mark,
    "strong_open": _Follower.mark,
    "strong_close": _Follower.mark,
    "link_open": _Follower.link,
    "link_close": _Follower.link_end,
    "span_open": _Follower.span,
    "span_close": _Follower.span_end,
    "footnote_ref": _Follower.note,
    "image": _Follower.picture,
}
