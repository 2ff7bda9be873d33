"""The texts of a book: one, or several languages of a statement one after another."""

from __future__ import annotations

from dataclasses import dataclass

from publish.language.names import autonym
from publish.markup.flow import Start
from publish.markup.variables import script_class
from publish.text.dressed import Text


@dataclass(frozen=True, slots=True)
class Printed:
    """The printed pamphlet that a text goes with.

    ``name`` is that of its file, ``cover`` a PNG of its title page (None in a book that has a
    cover of its own), ``starts`` are where its pages begin.
    """

    name: str
    cover: bytes | None
    starts: tuple[Start, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A text of a book, and the pamphlet that it goes with.

    ``prefix`` stands before the names of its files, where the book has several texts.
    """

    text: Text
    printed: Printed | None = None
    prefix: str = ""

    def name(self, part: str) -> str:
        """The name of the file of a part of the text, such as ``title``."""
        return f"{self.prefix}{part}.xhtml"

    @property
    def sheet(self) -> str:
        """The name of the style sheet of its language."""
        return f"{self.prefix}language.css"

    @property
    def tongue(self) -> Tongue:
        """The language of the text."""
        profile = self.text.profile
        return Tongue(profile.tag, profile.direction, script_class(profile.tag))


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language as lists of several have it: its tag, direction, and the class of its script."""

    tag: str
    direction: str
    script: str

    @property
    def name(self) -> str:
        """What it is called by those who speak it."""
        return autonym(self.tag)
