"""What the pages of a PDF paint, as values: a piece at a time, with its owner in the tags."""

from __future__ import annotations

from typing import Literal, NamedTuple

from publish.findings.finding import Box
from publish.pdf.codes import Font

Kind = Literal["text", "path", "picture", "shading"]
ObjectKey = tuple[int, int]


class Mark(NamedTuple):
    """A marked-content sequence: its page, its number, and the form it is in, if in one."""

    page: int
    mcid: int
    form: ObjectKey | None = None


class Item(NamedTuple):
    """One thing painted: a code of a font, a path, a picture or a shading.

    ``mark`` is the innermost marked content with a number; ``artifact`` says that it is, or
    is in, an artifact. ``told`` is the text that the content itself has in place of the
    code's (``ActualText``, 14.9.4): whole at its first code, empty at the others.
    ``backward`` is of strings that are marked as written from the end (14.8.2.3.3).
    """

    kind: Kind
    page: int
    box: Box
    mark: Mark | None
    artifact: bool
    font: Font | None = None
    code: int = 0
    told: str | None = None
    backward: bool = False

    @property
    def mapped(self) -> str | None:
        """What the font says that the code stands for."""
        return self.font.texts.get(self.code) if self.font else None
