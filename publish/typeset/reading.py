"""Reads the boxes of laid-out pages into their logical structure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from unicodedata import bidirectional

from publish.errors import Problem, TypesetError
from publish.typeset.logical import CALL, NOTE, TO, Annotation, Mark, Node, Words
from publish.typeset.paragraph.glue import is_ideographic
from publish.typeset.repeats import is_repeated
from publish.typeset.roles import (
    DEFAULT_LIST_NUMBERING,
    HOLDS_TEXT,
    INLINE,
    LIST_NUMBERING,
    ROLES,
)
from publish.typeset.seams import Seams

POINTS_PER_PIXEL = 0.75  # CSS Values and Units, 5.2

# Where in a page's margin a box is → the subtype of its artifact (ISO 32000-1, table 330).
_PAGINATION = {"@top": "Header", "@bottom": "Footer"}
_RIGHT_TO_LEFT = frozenset({"R", "AL"})

# What the engine notes of one page: text or picture box → {"mcid": number, ...}.
Tags = dict[Any, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Reading:
    """A document's structure, and what is painted that is no part of it.

    ``artifacts`` gives for each the subtype of its pagination artifact, None for others.
    """

    root: Node
    artifacts: Mapping[Mark, str | None]


def read(
    pages: Sequence[Any],
    tags: Sequence[Tags],
    language: str | None,
    order: Iterable[int] | None = None,
) -> Reading:
    """Read laid-out ``pages``, whose marked content the engine has noted in ``tags``.

    ``order`` names the pages, counted from 0, as they are read; by default they are read as
    they stand.

    Raises TypesetError where a picture has no alternative text, or where something is on a
    page that belongs to nothing in the document.
    """
    reader = _Reader(Node("Document", language=language))
    for number in range(len(pages)) if order is None else order:
        page = pages[number]
        noted, turned = dict(tags[number]), getattr(page, "turned", False)
        _Page(reader, number, page.width, page.height, noted, turned).read(page._page_box)
    return Reading(reader.root, reader.artifacts)


@dataclass(slots=True)
class _Reader:
    """What is known from the pages read so far; elements are told apart by identity.

    An element that is hidden from reading has no node.
    """

    root: Node
    nodes: dict[Any, Node | None] = field(default_factory=dict)
    labels: dict[Any, Node] = field(default_factory=dict)
    calls: dict[Any, Node] = field(default_factory=dict)
    artifacts: dict[Mark, str | None] = field(default_factory=dict)
    seams: Seams = field(default_factory=Seams)

    def name(self, element: Any) -> None:
        """Let what links may lead to be found by its name in the document."""
        node, name = self.nodes[element], element.get("id")
        if node is not None and node.role is not None and name:
            node.identifier = f"{TO}{name}"


@dataclass(slots=True)
class _Page:
    reader: _Reader
    number: int
    width: float
    height: float
    tags: Tags
    turned: bool = False
    visual: bool = False  # whether the line that is read, or part of it, runs from right to left

    def read(self, page_box: Any) -> None:
        for box in page_box.children:
            if keyword := getattr(box, "at_keyword", None):
                self.discard(box, _PAGINATION.get(keyword.split("-")[0]))
            else:
                self.visit(box, self.reader.root)
        if self.tags:
            raise TypesetError(
                Problem(f"page {self.number + 1} shows something that has no place in its text.")
            )

    def visit(self, box: Any, around: Node) -> None:
        """Read ``box``, which stands in the element that ``around`` is the node of."""
        from weasyprint.formatting_structure import boxes

        box = getattr(box, "_box", box)  # a placeholder of something absolutely positioned
        if isinstance(box, boxes.ReplacedBox):
            self.picture(box, around)
            return
        if isinstance(box, boxes.LineBox):
            self.line(box, around)
            return
        self.box(box, around)

    def line(self, box: Any, around: Node) -> None:
        """A line: where something in it runs from right to left, marks may stand in all of it."""
        right_to_left = box.style["direction"] == "rtl" or any(map(_runs_left, _texts(box)))
        outer, self.visual = self.visual, right_to_left
        self.box(box, around)
        self.visual = outer

    def box(self, box: Any, around: Node) -> None:
        """A box of an element, and what is in it."""
        from weasyprint.formatting_structure import boxes

        node = self.node(box, around)
        if is_repeated(box):
            self.discard(box, "Header")
        elif node is None:
            self.discard(box)
        elif isinstance(box, boxes.TextBox):
            self.text(box, node)
        elif box.element_tag == "br":
            node.home_of_text().kids.append(Words(" "))
        else:
            if box.link_annotation and node.role == "Link":
                title = box.element.get("title")
                node.annotations.append(Annotation(self.number, box.link_annotation, title))
            for child in box.children:
                self.visit(child, node)

    def node(self, box: Any, around: Node) -> Node | None:
        """The node of a box's element: a new one where the element begins."""
        element = box.element
        if element is None:
            return around
        if "::" in box.element_tag:
            part = box.element_tag.partition("::")[2]
            return _PARTS.get(part, _Page.generated)(self, box, around)
        if element not in self.reader.nodes:
            self.reader.nodes[element] = _enter(box, around)
            self.reader.name(element)
        return self.reader.nodes[element]

    def generated(self, _: Any, around: Node) -> Node:
        """Text from a style sheet is read where it is shown."""
        return around

    def before(self, box: Any, around: Node) -> Node | None:
        """What stands before an item of a list that has no marker, as in a note, is its label."""
        is_item = _stands_for(box.element) == "li"
        return self.list_label(box, around) if is_item else self.generated(box, around)

    def list_label(self, box: Any, around: Node) -> Node | None:
        body = self.reader.nodes[box.element]
        return body and self.label(box.element, body.parent or around)

    def note_label(self, box: Any, around: Node) -> Node | None:
        note = self.reader.nodes[box.element]
        return note and self.label(box.element, note)

    def label(self, element: Any, owner: Node) -> Node:
        labels = self.reader.labels
        if element not in labels:
            labels[element] = Node("Lbl", owner)
            owner.kids.insert(0, labels[element])
        return labels[element]

    def call(self, box: Any, around: Node) -> Node | None:
        """The call of a note, which is read after the block that it is called in.

        So no sentence is interrupted. What is moved to the foot of a page and shows no call,
        such as a colophon, is no note: it is read where it stands in the document.
        """
        reader, element = self.reader, box.element
        if element in reader.calls:
            return reader.calls[element]
        if any(getattr(part, "text", "").strip() for part in box.descendants()):
            home = around.home_of_text()
            number = len(reader.calls) + 1
            note, call = f"{NOTE}{number}", f"{CALL}{number}"
            reader.nodes[element] = home.block().add_note(note)
            reader.calls[element] = home.add("Reference", identifier=call).add("Lbl")
            return reader.calls[element]
        if element not in reader.nodes:
            block = around.block()
            holder = block.parent if block.role in HOLDS_TEXT else block
            assert holder is not None
            reader.nodes[element] = _enter(box.footnote, holder)
        return around

    def text(self, box: Any, node: Node) -> None:
        if box not in self.tags:  # not painted
            return
        text = self.reader.seams.mend(box)
        begins_nothing = node.role not in HOLDS_TEXT and node.paragraph is None
        if not text or (text.isspace() and begins_nothing):
            self.discard(box)
            return
        mark = Mark(self.number, self.tags.pop(box)["mcid"])
        drawn = box.text if box.text.strip() else ""  # space alone is not painted
        painted = None if _is_visual(box, self.visual) else drawn
        node.home_of_text().kids.append(Words(text, mark, painted))

    def picture(self, box: Any, around: Node) -> None:
        """A picture; an empty ``alt`` or a style sheet makes it decoration (HTML, 4.8.4.4)."""
        from weasyprint.formatting_structure import boxes

        alternative = "" if "::" in box.element_tag else box.element.get("alt")
        if alternative is None:
            source = box.element.get("src", "?")
            raise TypesetError(
                Problem(
                    f"the picture {source} has no text for those who cannot see it.",
                    remedy="Give it one between the square brackets: ![what it shows](...).",
                )
            )
        if not alternative or box not in self.tags:
            self.discard(box)
            return
        inline = isinstance(box, boxes.InlineLevelBox)
        figure = (around.home_of_text() if inline else around).add(
            "Figure", alternative=alternative, rectangle=self.rectangle(box)
        )
        figure.kids.append(Mark(self.number, self.tags.pop(box)["mcid"]))

    def rectangle(self, box: Any) -> tuple[float, float, float, float]:
        left, top = box.content_box_x(), self.height - box.content_box_y()
        lengths = (left, top - box.height, left + box.width, top)
        if self.turned:  # upside down
            right, above = self.width - left, self.height - top
            lengths = (right - box.width, above, right, above + box.height)
        a, b, c, d = (round(length * POINTS_PER_PIXEL, 3) for length in lengths)
        return a, b, c, d

    def discard(self, box: Any, subtype: str | None = None) -> None:
        """Note all that ``box`` paints as decoration."""
        for part in _all_boxes(box):
            if part in self.tags:
                self.reader.artifacts[Mark(self.number, self.tags.pop(part)["mcid"])] = subtype


# Parts of elements that the style sheet makes, and whose they are.
_PARTS = {
    "before": _Page.before,
    "marker": _Page.list_label,
    "footnote-call": _Page.call,
    "footnote-marker": _Page.note_label,
}


def _enter(box: Any, around: Node) -> Node | None:
    """The node in which the content of a new element is read; None hides it (WAI-ARIA)."""
    from weasyprint.formatting_structure import boxes

    element = box.element
    if element.get("aria-hidden") == "true":
        return None
    role = ROLES.get(_stands_for(element))
    if role == "Link" and element.get("href") is None:
        role = None
    language = element.get("lang")
    if language == around.spoken_language():
        language = None
    if element.tag == "dt" and around.role == "LBody" and around.parent is not None:
        label = Node("Lbl", around.parent, language=language)
        around.parent.kids.insert(len(around.parent.kids) - 1, label)
        return label
    if role == "LI":
        return around.add("LI", language=language).add("LBody")
    if role == "L":
        return around.add("L", language=language, numbering=_numbering(box))
    if role is None and isinstance(box, boxes.InlineLevelBox):
        if language is None:
            return around
        role = "Span"
    if role is None and language is not None:
        role = "Div"
    if role == "TH":
        scope = {"row": "Row"}.get(element.get("scope"), "Column")
        return around.add("TH", language=language, scope=scope)
    holder = around.home_of_text() if role in INLINE else around
    # A document bound into a volume of another language: its own direction goes with it.
    direction = box.style["direction"] if role and element.tag == "html" else None
    return holder.add(role, language=language, direction=direction)


def _stands_for(element: Any) -> str:
    """The HTML element that an element is, or that it says to stand for where none may be."""
    name: str = element.get("data-as", element.tag)
    return name


def _numbering(box: Any) -> str:
    """How the items of a list are numbered: as markup says, else as its counter style does."""
    if told := box.element.get("data-numbering"):
        return str(told)
    style = box.style["list_style_type"]
    default = DEFAULT_LIST_NUMBERING.get(_stands_for(box.element), "None")
    return LIST_NUMBERING.get(style, default) if isinstance(style, str) else default


def _is_visual(box: Any, line: bool) -> bool:
    """Whether a text is not painted as it is read: turned, or with more in it than its letters.

    Glyphs are painted from left to right: where the text or its line runs the other way,
    or part of it does, they come in visual order, and in such a line, of which ``line`` tells,
    codes stand between texts that say more (see ``borders``). Among ideographs are gaps that are
    no spaces, and look like them.
    """
    if _runs_left(box.text) or any(map(is_ideographic, box.text)):
        return True
    return line or box.style["direction"] == "rtl"


def _runs_left(text: str) -> bool:
    return any(bidirectional(character) in _RIGHT_TO_LEFT for character in text)


def _texts(box: Any) -> Iterator[str]:
    return (part.text for part in _all_boxes(box) if hasattr(part, "text"))


def _all_boxes(box: Any) -> Iterator[Any]:
    box = getattr(box, "_box", box)
    yield box
    for child in box.children:
        yield from _all_boxes(child)
