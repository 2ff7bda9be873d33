"""A passage: text of one language that its rules see as a whole, and where it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from publish.content.statement import Foreign, Inline, Run
from publish.errors import Place
from publish.language.profile import BOUNDARY, Profile
from publish.text.cleaning import OBJECT
from publish.text.prepare import NO_LANGUAGE, prepare, without_soft_breaks

SOFT_BREAK = "\u2028"
"""Stands for a line end of the file inside a paragraph until the passage is whole."""


class Kind(StrEnum):
    """What a passage is. All that a reader sees of a statement is a passage of one of these."""

    TITLE = "title"
    """A title, subtitle or short title."""
    HEADING = "heading"
    TEXT = "text"
    """A paragraph, an item of a list, a passage that is quoted."""
    NOTE = "note"
    PICTURE = "picture"
    """The words that stand for a picture."""
    FACT = "fact"
    """A name, place or heading of the facts, in one language."""
    PERSON = "person"
    """Who translated the text."""
    ADDRESS = "address"
    """An address of a page or a mailbox, whether it is shown or only led to."""
    UNSPOKEN = "unspoken"
    """What is marked as being in no language."""


VERBATIM: Final = frozenset({Kind.PERSON, Kind.ADDRESS, Kind.UNSPOKEN})
"""The kinds that are set letter for letter, and that nobody mends."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file of content as text: line ends are newlines, and there is no byte order mark."""

    path: Path
    text: str

    def place(self, offset: int) -> Place:
        """The line that a character stands on."""
        return Place(self.path, self.text.count("\n", 0, offset) + 1)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a title, a name, an address, or a phrase in a language of its own.

    ``flat`` is what rules see: BOUNDARY between elements, OBJECT for what is no part of it (a
    picture, or an address or phrase, which is a passage of its own), a space for a line end of
    the file. A phrase is of the ``kind`` that it stands in. ``offsets`` and ``ends`` have the
    place in the source of every character of ``flat``, of an escape the whole; ``fixed`` are the
    indices of those that cannot be changed there, because they do not stand for themselves.
    """

    source: Source
    profile: Profile
    kind: Kind
    flat: str
    offsets: tuple[int, ...]
    ends: tuple[int, ...]
    fixed: frozenset[int]

    @property
    def language(self) -> str:
        """The passage's own BCP 47 tag."""
        return self.profile.tag


class Cell(NamedTuple):
    """A character, where it is written, and whether it cannot be changed there."""

    char: str
    start: int
    end: int
    fixed: bool = False


@dataclass(slots=True)
class Gathering:
    """A passage while its characters are gathered one by one."""

    source: Source
    profile: Profile
    kind: Kind
    cells: list[Cell] = field(default_factory=list)

    def add(self, char: str, start: int, end: int | None = None, *, fixed: bool = False) -> None:
        """One character, and where it is written; at one place of the file, unless told."""
        self.cells.append(Cell(char, start, start + 1 if end is None else end, fixed))

    def boundary(self, offset: int) -> None:
        """The mark where an element begins or ends."""
        self.cells.append(_boundary(offset))

    def thing(self, offset: int) -> None:
        """What no rule may touch, apart from what stands around it."""
        self.cells += _thing(offset)

    def cut_back(self, length: int, offset: int) -> list[Cell]:
        """Put a thing in the place of all that was added after the first ``length`` characters.

        What was added is given back.
        """
        cut = self.cells[length:]
        del self.cells[length:]
        self.thing(offset)
        return cut

    def passages(self, profile_of: Callable[[str], Profile]) -> Iterator[Passage]:
        """The passage, with its line ends made spaces, then the addresses that were in it."""
        addresses: list[list[Cell]] = []
        cells = list(_with_soft_breaks(self.cells))
        if self.kind is not Kind.ADDRESS:
            cells = list(_addressed(cells, addresses))
        yield self._passage(cells)
        for address in addresses:
            yield from addressed(self.source, profile_of, address).passages(profile_of)

    def _passage(self, cells: list[Cell]) -> Passage:
        return Passage(
            self.source,
            self.profile,
            self.kind,
            "".join(cell.char for cell in cells),
            tuple(cell.start for cell in cells),
            tuple(cell.end for cell in cells),
            frozenset(index for index, cell in enumerate(cells) if cell.fixed),
        )


def addressed(source: Source, profile_of: Callable[[str], Profile], cells: list[Cell]) -> Gathering:
    """An address as a passage of its own, in no language."""
    return Gathering(source, profile_of(NO_LANGUAGE), Kind.ADDRESS, cells)


def _boundary(offset: int) -> Cell:
    return Cell(BOUNDARY, offset, offset, fixed=True)


def _thing(offset: int) -> tuple[Cell, ...]:
    return _boundary(offset), Cell(OBJECT, offset, offset, fixed=True), _boundary(offset)


def _with_soft_breaks(cells: list[Cell]) -> Iterator[Cell]:
    """The cells, with a line end a space, or nothing between Chinese or Japanese characters."""
    for index, cell in enumerate(cells):
        if cell.char != SOFT_BREAK:
            yield cell
            continue
        around = f"{_next_to(cells, index, -1)}\n{_next_to(cells, index, +1)}"
        if " " in without_soft_breaks(around):
            yield cell._replace(char=" ")


def _next_to(cells: list[Cell], index: int, step: int) -> str:
    """The next character that is no boundary."""
    index += step
    while 0 <= index < len(cells) and cells[index].char == BOUNDARY:
        index += step
    return cells[index].char if 0 <= index < len(cells) else ""


def _addressed(cells: list[Cell], addresses: list[list[Cell]]) -> Iterator[Cell]:
    """The cells, with one OBJECT for each address, whose own cells join ``addresses``."""
    done = 0
    for run in "".join(cell.char for cell in cells).split(BOUNDARY):
        for piece in prepare((Run(run),), "ltr"):
            length = len(_text(piece))
            if isinstance(piece, Foreign):
                addresses.append(cells[done : done + length])
                yield from _thing(cells[done].start)
            else:
                yield from cells[done : done + length]
            done += length
        yield from cells[done : done + 1]
        done += 1


def _text(piece: Inline) -> str:
    content = piece.content if isinstance(piece, Foreign) else (piece,)
    return "".join(part.text for part in content if isinstance(part, Run))
