"""The logical structure of a document: what there is to read, in the order it is read.

The tree follows the document's elements, not the boxes they are laid out in: a paragraph cut
by lines, columns and pages is one node. Nothing here knows how a PDF is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from publish.typeset.roles import HOLDS_TEXT, INLINE

# How identifiers of structure elements begin: of notes, their calls, and what links lead to.
NOTE: Final = "note-"
CALL: Final = "call-"
TO: Final = "to-"


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked-content sequence: number ``mcid`` on page ``page``, counted from 0."""

    page: int
    mcid: int


@dataclass(frozen=True, slots=True)
class Words:
    """Text as it is to be read, and where it is painted; a line break is painted nowhere.

    ``painted`` is what a reader of the page's content finds there, None where its order on
    the page is not the order of reading.
    """

    text: str
    mark: Mark | None = None
    painted: str | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """A link's annotation, as the engine made it, on page ``page``."""

    page: int
    object: Any
    title: str | None = None


@dataclass(eq=False, slots=True)
class Node:
    """A structure element; ``role`` is None for one that only groups and is not written.

    ``kids`` are in reading order; ``paragraph`` is the one that text found here goes on in.
    ``direction`` is that of a document among several, "ltr" or "rtl".
    ``rectangle`` is a picture's, in points from the lower left corner of its page: left,
    bottom, right, top. ``scope`` is that of a header in a table, "Column" or "Row".
    """

    role: str | None
    parent: Node | None = None
    kids: list[Node | Words | Mark] = field(default_factory=list)
    annotations: list[Annotation] = field(default_factory=list)
    language: str | None = None
    direction: str | None = None
    alternative: str | None = None
    identifier: str | None = None
    numbering: str | None = None
    rectangle: tuple[float, float, float, float] | None = None
    scope: str | None = None
    paragraph: Node | None = None

    def add(self, role: str | None, **attributes: Any) -> Node:
        """A new last child. One that is not part of a line ends the paragraph before it."""
        kid = Node(role, self, **attributes)
        self.kids.append(kid)
        if role not in INLINE:
            self.paragraph = None
        return kid

    def add_after(self, role: str, **attributes: Any) -> Node:
        """A new sibling that follows this node and those of its role already put there."""
        assert self.parent is not None
        kid = Node(role, self.parent, **attributes)
        siblings = self.parent.kids
        place = siblings.index(self) + 1
        while place < len(siblings) and getattr(siblings[place], "role", None) == role:
            place += 1
        siblings.insert(place, kid)
        return kid

    def add_note(self, identifier: str) -> Node:
        """A note that is called in this block: after it, so that no sentence is interrupted.

        What stands beside a table's caption are its rows, and beside a term what is said of it;
        so notes stand in these.
        """
        if self.role == "Caption":
            return self.add("Note", identifier=identifier)
        if self.role == "Lbl" and self.parent is not None:
            for kid in self.parent.kids:
                if isinstance(kid, Node) and kid.role == "LBody":
                    return kid.add("Note", identifier=identifier)
        return self.add_after("Note", identifier=identifier)

    def home_of_text(self) -> Node:
        """Where text that is found in this element belongs: here, or in a paragraph here."""
        if self.role in HOLDS_TEXT:
            return self
        if self.paragraph is None:
            self.paragraph = self.add("P")
        return self.paragraph

    def block(self) -> Node:
        """This node, or the one around it that is not part of a line."""
        node = self
        while node.role in INLINE and node.parent is not None:
            node = node.parent
        return node

    def spoken_language(self) -> str | None:
        """The language of this node, its own or that of what it stands in."""
        node: Node | None = self
        while node is not None and node.language is None:
            node = node.parent
        return node.language if node is not None else None

    def written(self) -> Iterator[Node | Words | Mark]:
        """The kids, with those of nodes that only group in the place of these."""
        for kid in self.kids:
            if isinstance(kid, Node) and kid.role is None:
                yield from kid.written()
            else:
                yield kid

    def is_painted(self) -> bool:
        """Whether anything of it is on a page."""
        return any(_is_painted(kid) for kid in self.kids)


def _is_painted(kid: Node | Words | Mark) -> bool:
    match kid:
        case Node():
            return kid.is_painted()
        case Words():
            return kid.mark is not None
        case Mark():
            return True
