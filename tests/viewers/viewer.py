"""What a viewer is: it opens a PDF, finds what a person types, and copies what one selects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol


class Place(NamedTuple):
    """A character that can be selected: of which ``piece`` of the text, and ``at`` which offset."""

    piece: int
    at: int


class Open(Protocol):
    """A document in a viewer, with the text that it lays over its pages to be selected."""

    def find(self, queries: Sequence[str]) -> list[int]:
        """How often the viewer finds what is typed, upper and lower case alike, for each query."""

    def pieces(self) -> list[str]:
        """The selectable text in its order, in pieces as the viewer has them."""

    def copy(self, first: Place, last: Place) -> str:
        """What is copied where a person selects from one character to another, both included."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """``start`` starts the program once and gives what opens a file; ``lacks`` is as of readers.

    ``most`` is how many questions of a kind it is asked of a text, where it takes its time.
    """

    name: str
    start: Callable[[], AbstractContextManager[Callable[[Path], Open]]]
    lacks: Callable[[], str | None]
    most: int | None = None


def characters(pieces: Sequence[str]) -> Iterator[tuple[str, Place]]:
    """Each character of the selectable text, and where it is."""
    for piece, text in enumerate(pieces):
        for at, character in enumerate(text):
            yield character, Place(piece, at)
