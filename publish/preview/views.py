"""What can be looked at: a language of a statement in an edition, and what is shown of it."""

from __future__ import annotations

from dataclasses import dataclass

from publish.content.slugs import is_slug
from publish.content.tags import is_tag
from publish.editions import EDITIONS, Edition
from publish.errors import Problem


@dataclass(frozen=True, slots=True)
class View:
    """One language of a statement, in one edition."""

    statement: str
    language: str
    edition: str

    @property
    def made_as(self) -> Edition:
        """The edition's row of the table."""
        return EDITIONS[self.edition]

    @property
    def name(self) -> str:
        """What the page calls it."""
        return f"{self.language}.{self.edition}"

    @staticmethod
    def named(statement: str, name: str) -> View | None:
        """The view that the page calls so, or None where there can be no such."""
        language, _, edition = name.rpartition(".")
        known = is_tag(language) and is_slug(statement) and edition in EDITIONS
        return View(statement, language, edition) if known else None


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a leaf and what is written there.

    ``file`` and ``line`` are where it was written, a file of the statement's folder; the rest
    are fractions of the leaf's width and height, from its left upper corner.
    """

    file: str
    line: int
    text: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page, or a side of a sheet. Leaves with the same ``key`` have the same picture."""

    key: str
    width_mm: float
    height_mm: float
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A document of an e-book: its path in the book, and a key for all that it shows."""

    path: str
    key: str


@dataclass(frozen=True, slots=True)
class Shown:
    """All there is to see of a view: leaves, or the chapters of a book.

    ``made_from`` is a hash of what it was made from. ``spreads`` says whether two leaves lie
    side by side in an open copy, which is bound on the side where lines in ``direction`` begin.
    """

    made_from: str
    direction: str
    spreads: bool
    leaves: tuple[Leaf, ...] = ()
    chapters: tuple[Chapter, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """A PDF whose pages are the leaves with these keys, in their order."""

    keys: tuple[str, ...]
    content: bytes


@dataclass(frozen=True, slots=True)
class Book:
    """The files of an e-book, by their path in it."""

    files: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why something could not be made."""

    problems: tuple[Problem, ...]


Part = Shown | Proof | Book | Trouble
"""What a worker sends of a view, as soon as it has it."""
